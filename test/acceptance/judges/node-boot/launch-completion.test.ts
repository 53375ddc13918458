import { launchCompletion } from '../../../../lib/render/user-data/launch-completion';
import { Session } from '../../harness/session';
import { writtenFiles } from './cloud-config-judge';
import { judgeLaunch, type LaunchScenario, launch } from './launch-rig';
import { CLUSTER, FORMS, fixtureUserData } from './user-data-forms';
import { splitMultipart } from './user-data-judge';

const SCRIPT = /\/complete-launch$/;

const SCENARIOS: readonly LaunchScenario[] = [
  { name: 'the node gets Ready', api: ['no-node', 'not-ready', 'unknown', 'ready'], ends: 'completed' },
  {
    name: 'the API server refuses and fails first',
    api: ['unauthorized', 'error', 'garbage', 'ready'],
    ends: 'completed',
  },
  { name: 'the API server does not answer first', api: ['hang', 'ready'], ends: 'completed' },
  { name: 'the credentials are late', api: ['ready'], token: ['expired', 'ok'], ends: 'completed' },
  {
    name: 'Auto Scaling throttles',
    api: ['ready'],
    completion: ['throttled', 'throttled', 'ok'],
    ends: 'completed',
    completions: 3,
  },
  { name: 'no hook waits', api: ['ready'], completion: ['gone'], ends: 'nothing to complete' },
  { name: 'the node never gets Ready', api: ['not-ready'], heartbeatSeconds: 4, ends: 'given up' },
  { name: 'the API server never answers', api: ['hang'], heartbeatSeconds: 4, ends: 'given up' },
  { name: 'the credentials never come', api: ['ready'], token: ['hang'], heartbeatSeconds: 4, ends: 'given up' },
  {
    name: 'another server answers for the API',
    api: ['ready'],
    trusts: 'another',
    heartbeatSeconds: 4,
    ends: 'given up',
  },
  {
    name: 'Auto Scaling never answers',
    api: ['ready'],
    completion: ['hang'],
    heartbeatSeconds: 4,
    ends: 'given up',
    completions: 1,
  },
];

/** The script in a pool's user data, with a shorter timeout of the hook where the scenario needs it. */
async function scriptFor({ heartbeatSeconds }: Pick<LaunchScenario, 'heartbeatSeconds'>): Promise<string> {
  const form = 'al2023-nodeadm';
  const pool = FORMS[form];
  const data = fixtureUserData().find((each) => each.name === form);
  if (pool === undefined || data === undefined) throw new Error(`no form '${form}'`);
  const { parts } = await splitMultipart(data.text);
  const cloudConfig = parts.find((part) => part.type === 'text/cloud-config');
  const files =
    heartbeatSeconds === undefined
      ? writtenFiles(cloudConfig?.body ?? '')
      : launchCompletion(pool, CLUSTER.name, { name: 'node-ready', heartbeatSeconds }).files;
  const file = files.find(({ path }) => SCRIPT.test(path));
  if (file === undefined) throw new Error('the user data writes no script that completes a launch');
  return file.content;
}

// The scenarios run concurrently, because they mostly wait.
test.concurrent.each(SCENARIOS)('a launch where $name', async (scenario) => {
  const outcome = await launch(await scriptFor(scenario), scenario);
  expect(judgeLaunch(outcome, scenario)).toEqual([]);
});

describe('negative controls', () => {
  const late: LaunchScenario = { name: 'late', api: ['not-ready', 'ready'], ends: 'completed' };
  const never: LaunchScenario = { name: 'never', api: ['not-ready'], heartbeatSeconds: 4, ends: 'given up' };
  const foreign: LaunchScenario = { ...never, api: ['ready'], trusts: 'another' };

  const broken: readonly (readonly [string, LaunchScenario, string | RegExp, string, string])[] = [
    ['a script that does not wait', late, 'try node_is_ready', 'true', 'completed before the node was Ready'],
    ['a script that reads another condition', late, '.type == "Ready" and ', '', 'completed before the node was Ready'],
    ['a script that never gives up', never, /SECONDS >= deadline/, '0 > 1', 'it never ended'],
    ['a script that trusts any server', foreign, '--cacert /etc/kubernetes/pki/ca.crt', '--insecure', '1 completions'],
    [
      'a script with the token on a command line',
      late,
      '--header @- "$server',
      '--header "Authorization: Bearer $token" "$server',
      'a token stands on a command line',
    ],
  ];

  test.concurrent.each(broken)('%s is caught', async (_name, scenario, find, put, complaint) => {
    const script = await scriptFor(scenario);
    const changed = script.replace(find, () => put);
    expect(changed).not.toBe(script);
    const complaints = judgeLaunch(await launch(changed, scenario), scenario);
    expect(complaints).toContainEqual(expect.stringContaining(complaint));
  });

  afterAll(() => {
    Session.current().fact('node-boot', 'launches run', SCENARIOS.length + broken.length);
  });
});
