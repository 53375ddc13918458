import { platform } from '../../../../apps/platform';
import { KUBERNETES_MINORS, type KubernetesMinor } from '../../harness/control-plane';
import { type ManifestObject, readManifestObjects, splitManifest } from '../../harness/control-plane-apply';
import { Session } from '../../harness/session';
import { synthesizedEnvironment } from '../../harness/synthesized';
import { tunedClusters } from '../../harness/tuned-clusters';
import versions from '../../versions.json';
import { accountsOf, type RightsTable, rightsTable } from './account-rights';
import { applyBandByBand, reapply } from './apply-runs';
import { type AtOnceRun, beginAtOnceRuns } from './at-once-runs';
import { ADMINISTRATOR, EMPTIED_ROLE, EMPTY_LIST, KEPT_OBJECT } from './controls';
import { CORPUS, renderBrokenInput } from './corpus';
import { reviewForbiddenActs, tryForbiddenActs } from './forbidden-acts';
import { JudgedCluster } from './judged-cluster';
import { prune } from './prune';

const ENVIRONMENTS = platform.environments.map(({ name }) => name);

/** Name of the run of the first environment in which every object comes before what it depends on. */
const REVERSED = 'reversed';

/** Rights by environment, then by version of the API server. */
const rights = new Map<string, RightsTable[]>(ENVIRONMENTS.map((name) => [name, []]));

const figures = { 'objects applied': 0, 'pods made': 0, accounts: 0, 'acts refused': 0, 'inputs refused': 0 };

afterAll(() => {
  const session = Session.current();
  for (const [name, value] of Object.entries(figures)) session.fact('kubernetes', name, value);
});

describe.each(KUBERNETES_MINORS)('API server %s', (minor) => {
  let cluster: JudgedCluster;
  let second: JudgedCluster;
  let manifests: ReadonlyMap<string, readonly ManifestObject[]>;
  let atOnce: ReadonlyMap<string, Promise<AtOnceRun>>;

  beforeAll(async () => {
    manifests = new Map(ENVIRONMENTS.map((name) => [name, manifestsOf(name)]));
    [cluster, second] = await Promise.all([startCluster(minor, 'bands'), startCluster(minor, 'at-once')]);
    const [first = []] = manifests.values();
    atOnce = beginAtOnceRuns(second, new Map([...manifests, [REVERSED, [...first].reverse()]]));
  });

  afterAll(async () => {
    await cluster?.plane.stop();
    await second?.plane.stop();
  });

  describe.each(ENVIRONMENTS)("environment '%s'", (environment) => {
    const own = (): readonly ManifestObject[] => manifests.get(environment) ?? [];

    test('is accepted band by band without a warning, and all its pods are created', async () => {
      const { pods, problems } = await applyBandByBand(cluster, own());
      expect(problems).toEqual([]);
      expect(pods).toBeGreaterThan(0);
      figures['objects applied'] += own().length;
      figures['pods made'] += pods;
    });

    test('is not changed by a second apply', async () => {
      expect(await reapply(cluster, own())).toEqual([]);
    });

    test('gives no account access to the whole cluster or to other teams', async () => {
      const accounts = accountsOf(own());
      const namespaces = [...new Set(accounts.flatMap((account) => [...account.namespaces.keys()]))];
      for (const account of accounts) {
        const reviewed = await reviewForbiddenActs(cluster.plane, account, namespaces);
        const tried = await tryForbiddenActs(cluster.plane, account);
        expect([...reviewed.problems, ...tried.problems]).toEqual([]);
        figures['acts refused'] += reviewed.asked + tried.asked;
      }
      figures.accounts += accounts.length;
      rights.get(environment)?.push(await rightsTable(cluster.plane, own()));
    });

    test('can be pruned completely', async () => {
      expect(await prune(cluster, own())).toEqual([]);
    });

    test('is accepted in one pass as by kubectl apply -f, stops changing, and can be pruned', async () => {
      expect(await atOnce.get(environment)).toEqual({ rounds: 1, problems: [] });
      figures['objects applied'] += own().length;
    });
  });

  test(`environment '${ENVIRONMENTS[0]}' is accepted even when its last object comes first`, async () => {
    // The first round must fail because namespaces come last, which shows that the retries make the server accept the rest.
    expect(await atOnce.get(REVERSED)).toEqual({ rounds: 2, problems: [] });
  });

  test.each(tunedClusters())('rules of a tuned cluster on $name are accepted, left alone and pruned', async (each) => {
    const { problems } = await applyBandByBand(cluster, each.manifests);
    expect(problems).toEqual([]);
    expect(each.manifests.map(({ object }) => object.kind)).toContain(each.kind);
    expect(await reapply(cluster, each.manifests)).toEqual([]);
    expect(await prune(cluster, each.manifests)).toEqual([]);
    figures['objects applied'] += each.manifests.length;
  });

  describe('refuses', () => {
    test.each(CORPUS.map((input) => ({ name: input.name, input })))('$name', async ({ input }) => {
      const { problems } = await applyBandByBand(cluster, renderBrokenInput(input, minor));
      expect(problems.join('\n')).toMatch(input.message);
      figures['inputs refused'] += 1;
    });

    test.each([
      { name: 'that a controller fills in', object: EMPTIED_ROLE, change: /changes it: .*rules/ },
      { name: 'that the server stores as none', object: EMPTY_LIST, change: /changes it: .*metadata\.generation/ },
    ])('an object with a list $name, because every apply changes it', async ({ object, change }) => {
      const manifests = splitManifest('00-changing.k8s.yaml', JSON.stringify(object));
      expect((await applyBandByBand(cluster, manifests)).problems).toEqual([]);
      expect(await reapply(cluster, manifests)).toEqual([expect.stringMatching(change)]);
      figures['inputs refused'] += 1;
    });

    test('an account that may do everything', async () => {
      const { asked, problems } = await reviewForbiddenActs(cluster.plane, ADMINISTRATOR, ['default']);
      const tried = await tryForbiddenActs(cluster.plane, ADMINISTRATOR);
      expect(problems).toHaveLength(asked);
      expect(tried.problems).toHaveLength(tried.asked);
    });

    test('an object that stays when it is pruned', async () => {
      const kept = splitManifest('60-kept.k8s.yaml', JSON.stringify(KEPT_OBJECT));
      expect((await applyBandByBand(cluster, kept)).problems).toEqual([]);
      const problems = await prune(cluster, kept, 1);
      expect(problems).toContain('v1 configmaps default/kept is still there after 1 s');
      expect(problems).toContainEqual(
        expect.stringMatching(/namespaces broken-0 is in the inventory and was not applied/),
      );
    });
  });
});

test('the judged versions are the installed ones', () => {
  const minors = [versions.kubernetes.oldest, versions.kubernetes.newest].map((each) => each.replace(/\.\d+$/, ''));
  expect(KUBERNETES_MINORS).toEqual(minors);
});

describe('rights of accounts', () => {
  test.each(ENVIRONMENTS)("in '%s' are these, on every version", (environment) => {
    const [oldest, newest] = rights.get(environment) ?? [];
    expect(oldest).toEqual(newest);
    expect(newest).toMatchSnapshot();
  });
});

function startCluster(minor: KubernetesMinor, purpose: string): Promise<JudgedCluster> {
  return JudgedCluster.start(minor, `kubernetes-${minor.replace('.', '-')}-${purpose}`);
}

function manifestsOf(environment: string): readonly ManifestObject[] {
  return synthesizedEnvironment(environment).manifests.flatMap(readManifestObjects);
}
