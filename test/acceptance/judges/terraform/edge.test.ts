import { type ProviderDouble, startProviderDouble } from '../../harness/provider-double/start-provider-double';
import { Session } from '../../harness/session';
import { synthesizedEnvironment, synthesizedVariant } from '../../harness/synthesized';
import { CdktfProject, countResources } from './cdktf-project';
import { EDGE_CHANGES } from './edge/edge-changes';
import {
  addEdgePool,
  balancedEnvironment,
  editBalancer,
  listedEnvironment,
  regionalEnvironment,
  runProxiesOn,
  serveFrom,
  together,
} from './edge/edge-environments';
import { FAULTS } from './edge/edge-faults';
import { starvedMoments } from './edge/traffic-watch';
import { comesBefore, touchesOnly } from './expectations';
import { type ChangeOutcome, JudgedEnvironment, type StackJson } from './judged-environment';
import { removeGooglePool, withoutProtection } from './pool-edits';

const JUDGE = 'terraform';

/** Options of a deploy that asks nobody, and that needs no registry for the hashes of providers. */
const UNASKED = ['--auto-approve', '--skip-provider-lock'];

const figures = { 'edge resources': 0, 'edge changes': 0, 'edge faults refused': 0, 'edge deploys watched': 0 };
let world: ProviderDouble;

beforeAll(async () => {
  world = await startProviderDouble('edge');
});

afterAll(async () => {
  await world.stop();
  for (const [name, value] of Object.entries(figures)) Session.current().fact(JUDGE, name, value);
});

/** Deploys an environment, and expects that it is valid, complete and settled. */
async function deployed(environment: JudgedEnvironment): Promise<void> {
  const { diagnostics, planned, steps } = await environment.deploy();
  expect(diagnostics).toEqual([]);
  expect(planned.filter(({ actions }) => actions.join() !== 'create')).toEqual([]);
  expect(steps).toHaveLength(planned.length);
  expect(await environment.unsettledStacks()).toEqual([]);
  figures['edge resources'] += planned.filter(({ address }) =>
    /\.(ingress|authorizations|records)/.test(address),
  ).length;
}

/** What happens while `run` runs, and the moments in which a backend service had too few nodes. */
async function watched(run: () => Promise<ChangeOutcome>): Promise<ChangeOutcome & { starved: readonly string[] }> {
  const before = world.operations('google').length;
  const outcome = await run();
  figures['edge deploys watched'] += 1;
  return { ...outcome, starved: starvedMoments(world.operations('google'), before) };
}

async function removed(environment: JudgedEnvironment): Promise<void> {
  await environment.change(withoutProtection);
  expect(await environment.remove()).toEqual([]);
}

describe('a balancer with a certificate map', () => {
  let environment: JudgedEnvironment;

  beforeAll(() => {
    environment = new JudgedEnvironment('balanced', world, synthesizedVariant('edge', balancedEnvironment()));
  });

  test('is valid, applies as planned, and has an empty second plan', () => deployed(environment));

  for (const { title, words, edit } of FAULTS) {
    test(`is refused with ${title}`, async () => {
      environment.editStack('balanced-edge', edit);
      await expect(environment.apply(['balanced-edge'])).rejects.toThrow(words);
      environment.editStack('balanced-edge', (json: StackJson) => json);
      await environment.apply(['balanced-edge']);
      figures['edge faults refused'] += 1;
    });
  }

  for (const { title, make, expect: judge } of EDGE_CHANGES) {
    test(title, async () => {
      const { starved, ...outcome } = await watched(() => make(environment));
      judge(outcome);
      expect(starved).toEqual([]);
      figures['edge changes'] += 1;
    });
  }

  describe('gets another pool in three deploys', () => {
    const stage = async (edit: Parameters<JudgedEnvironment['change']>[0], stack: string) => {
      const outcome = await watched(() => environment.change(edit, [stack]));
      expect(outcome.starved).toEqual([]);
      // The other stacks have nothing to do, so that the one command of the guide is the whole step.
      expect(await environment.unsettledStacks()).toEqual([]);
      return outcome;
    };

    test('the platform adds it', async () => {
      touchesOnly(await stage(addEdgePool('edge-b'), 'balanced-main-platform'), 'create', /edge-b/);
    });

    test('the edge attaches it, its ports and its firewall first', async () => {
      const outcome = await stage(runProxiesOn('edge', 'edge-b'), 'balanced-edge');
      touchesOnly(outcome, 'any', /main-edge-b[-_]|services_/);
      comesBefore(
        outcome,
        'create google_compute_instance_group_named_port.',
        'update google_compute_backend_service.',
      );
      comesBefore(outcome, 'create google_compute_firewall.', 'update google_compute_backend_service.');
    });

    test('the edge lets go of the former one, its ports and its firewall last', async () => {
      const outcome = await stage(runProxiesOn('edge-b'), 'balanced-edge');
      touchesOnly(outcome, 'any', /main-edge(-europe|_)|services_/);
      comesBefore(
        outcome,
        'update google_compute_backend_service.',
        'delete google_compute_instance_group_named_port.',
      );
      comesBefore(outcome, 'update google_compute_backend_service.', 'delete google_compute_firewall.');
    });

    test('the platform removes the former one', async () => {
      touchesOnly(await stage(removeGooglePool('edge'), 'balanced-main-platform'), 'delete', /edge_/);
    });

    test('while one deploy for all of it is refused halfway, with a backend service that has no nodes any more', async () => {
      const swap = together(addEdgePool('edge'), removeGooglePool('edge-b'), runProxiesOn('edge'));
      const before = world.operations('google').length;
      expect(await environment.refusal(swap)).toMatch(/an instance group of the pool is in use by a backend service/);
      const starved = starvedMoments(world.operations('google'), before);
      expect(starved).toContainEqual(expect.stringMatching(/^delete edge-b-.*: balanced-public-http$/));
      // The former environment is deployed again, so that the next test begins with a whole one.
      await environment.apply();
    });
  });

  test('has an empty plan after its changes, and is removed completely', async () => {
    expect(await environment.unsettledStacks()).toEqual([]);
    await removed(environment);
  });
});

describe('a balancer with a classic list', () => {
  const CERTIFICATES = /^google_(certificate_manager_certificate|compute_managed_ssl_certificate)\./;
  const RULE = 'update google_compute_global_forwarding_rule.ingress-public_front-end_https-ipv4';
  let environment: JudgedEnvironment;

  beforeAll(() => {
    environment = new JudgedEnvironment('listed', world, synthesizedVariant('edge', listedEnvironment()));
  });

  /** Certificates that begin to be issued in the deploy in which clients already meet them. */
  const unissued = ({ steps }: ChangeOutcome) => {
    const moves = steps.some(({ action, address }) => `${action} ${address}`.startsWith(RULE));
    const created = steps.filter(({ action, address }) => action === 'create' && CERTIFICATES.test(address));
    return moves ? created.map(({ address }) => address) : [];
  };

  test('is valid, applies as planned, and has an empty second plan', () => deployed(environment));

  test('makes map, certificates and entries while it migrates, and nobody meets them', async () => {
    const outcome = await environment.change(editBalancer({ certificateStore: 'migrating' }));
    touchesOnly(outcome, 'create', /certificates_|authorizations_/);
    expect(outcome.planned.filter(({ type }) => type === 'google_certificate_manager_certificate')).toHaveLength(2);
    expect(unissued(outcome)).toEqual([]);
  });

  test('then moves its addresses to a proxy with the map, and only then loses the list', async () => {
    const outcome = await environment.change(editBalancer({ certificateStore: 'map' }));
    touchesOnly(outcome, 'any', /https-|certificates_classic-/);
    const [proxy, list] = ['https-proxy-map_', 'https-proxy-list_'].map(
      (each) => `google_compute_target_https_proxy.ingress-public_front-end_${each}`,
    );
    comesBefore(outcome, `create ${proxy}`, RULE);
    comesBefore(outcome, RULE, `delete ${list}`);
    comesBefore(outcome, `delete ${list}`, 'delete google_compute_managed_ssl_certificate.');
    expect(unissued(outcome)).toEqual([]);
  });

  test('would meet certificates that are not issued if it did both at once', async () => {
    const outcome = await environment.change(editBalancer({ certificateStore: 'classic-list' }));
    expect(unissued(outcome)).toHaveLength(2);
    expect(unissued(await environment.change(editBalancer({ certificateStore: 'map' })))).toHaveLength(2);
  });

  test('has an empty plan after its changes, and is removed completely', async () => {
    expect(await environment.unsettledStacks()).toEqual([]);
    await removed(environment);
  });
});

describe('a balancer over clusters in two regions', () => {
  let environment: JudgedEnvironment;

  beforeAll(() => {
    environment = new JudgedEnvironment('regional', world, synthesizedVariant('edge', regionalEnvironment()));
  });

  test('begins with one of them', () => deployed(environment));

  test('gets the second one without requests, and then with them', async () => {
    const added = await watched(() => environment.change(serveFrom({ main: 100, east: 0 })));
    // With a proxy in the cluster its policies of the network need a setting of the control plane.
    touchesOnly(added, 'any', /east-|services_|^google_container_cluster\./);
    const opened = await watched(() => environment.change(serveFrom({ main: 100, east: 100 })));
    touchesOnly(opened, 'any', /services_/);
    expect([...added.starved, ...opened.starved]).toEqual([]);
  });

  test('serves on when the first one leaves', async () => {
    const closed = await watched(() => environment.change(serveFrom({ main: 0, east: 100 })));
    const left = await watched(() => environment.change(serveFrom({ east: 100 })));
    touchesOnly(left, 'any', /main-edge|services_|url-map|^google_container_cluster\./);
    expect([...closed.starved, ...left.starved]).toEqual([]);
    await removed(environment);
  });
});

describe('cdktf', () => {
  let own: ProviderDouble;

  beforeAll(async () => {
    own = await startProviderDouble('cdktf-edge');
  });

  afterAll(() => own.stop());

  test('deploys a balancer after the stacks that it reads, and afterwards alone, as the guide says', async () => {
    const project = new CdktfProject('streaming', own);
    const { stacks } = synthesizedEnvironment('streaming');
    expect(stacks.map(({ name }) => name.replace(/^.*-/, ''))).toEqual(['foundation', 'platform', 'edge']);
    expect(await project.run('deploy', 'streaming-*', ...UNASKED)).toMatchObject({ status: 0 });
    expect(stacks.map(({ name }) => project.deployedResources(name))).toEqual(stacks.map(countResources));
    const types = own.operations('google').map(({ type }) => type);
    const places = ['container_cluster', 'container_node_pool', 'compute_backend_service'].map(
      (type) => [types.indexOf(`google_${type}`), types.lastIndexOf(`google_${type}`)] as const,
    );
    expect(places.flat()).toEqual([...places.flat()].sort((left, right) => left - right));

    const alone = ['deploy', 'streaming-edge', '--skip-synth', ...UNASKED] as const;
    const refused = await project.run(...alone);
    expect(refused.status).not.toBe(0);
    expect(refused.stdout).toContain('--ignore-missing-stack-dependencies');
    expect(await project.run(...alone, '--ignore-missing-stack-dependencies')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('No changes. Your infrastructure matches the configuration'),
    });
  });
});
