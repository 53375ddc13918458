import { addStandardCharts } from '../../../../lib/charts/add-standard-charts';
import { synthesizeCharts } from '../../../../lib/charts/synthesize-charts';
import type { AwsNodePoolSpec } from '../../../../lib/specs/pool/node-pool-spec';
import { coordinatedCluster } from '../../../fixtures/coordinated-cluster';
import { ControlPlane, KUBERNETES_MINORS } from '../../harness/control-plane';
import type { ControlPlaneClient } from '../../harness/control-plane-client';
import { ObjectClient } from '../../harness/object-client';
import { pollUntil } from '../../harness/poll';
import { Session } from '../../harness/session';
import {
  ACCOUNT,
  createNode,
  type DaemonSet,
  LOCK,
  lockOf,
  OTHER,
  OWN,
  tokenOnNode,
  untilUnchanged,
} from './coordinator-rig';

// A lock that two nodes may hold at once is a list in the annotation, and the policy must check each member of the list.

const PATH = `/apis/apps/v1/namespaces/keelson-system/daemonsets/${ACCOUNT}`;
const listOf = (...locks: readonly string[]): string => `{"maxOwners":2,"locks":[${locks.join(',')}]}`;

function withTwo(pool: AwsNodePoolSpec): AwsNodePoolSpec {
  return pool.reboots?.kind === 'coordinated' ? { ...pool, reboots: { ...pool.reboots, concurrency: 2 } } : pool;
}

describe.each(KUBERNETES_MINORS)('a lock of two on %s', (minor) => {
  // The concurrency is changed in the resolved spec, where no rule compares it with the workloads, because only the policy is
  // under test.
  const { pools, ...rest } = coordinatedCluster();
  const cluster = { ...rest, pools: pools.map(withTwo) };
  const ttl = cluster.pools.flatMap(({ reboots }) =>
    reboots?.kind === 'coordinated' ? [reboots.lockTtlSeconds] : [],
  )[0];
  let plane: ControlPlane;
  let objects: ObjectClient;
  let identity: ControlPlaneClient;

  const others = (lock: string | null): Promise<unknown> =>
    objects.patch(PATH, { metadata: { annotations: { [LOCK]: lock } } });

  /** Writes the lock as kured does, in a dry run. */
  const attempt = async (lock: string): Promise<readonly [number, string]> => {
    const { status, body } = await untilUnchanged(async () => {
      const { body: daemon } = await identity.request<DaemonSet>('GET', PATH);
      const metadata = { ...daemon.metadata, annotations: { ...daemon.metadata.annotations, [LOCK]: lock } };
      return identity.request('PUT', `${PATH}?dryRun=All`, { ...daemon, metadata });
    });
    return [status, String(body['message'] ?? '')];
  };

  beforeAll(async () => {
    plane = await ControlPlane.start(Session.current(), `locks-${minor.replace('.', '-')}`, minor);
    objects = new ObjectClient(plane);
    const files = synthesizeCharts(cluster, [addStandardCharts]);
    const wanted = files.filter(({ path }) => /^00-(cluster|namespaces|reboot)|^20-reboot/.test(path));
    for (const object of wanted.flatMap((file) => file.objects)) await objects.apply(object);
    for (const name of [OWN, OTHER]) await createNode(objects, name);
    identity = plane.clientWith(await tokenOnNode(plane, objects));
    const isRefused = async (): Promise<true | undefined> => (await attempt(listOf('{}')))[0] === 422 || undefined;
    await pollUntil('the policy on the lock', isRefused, { seconds: 30 });
  });

  afterEach(() => others(null));

  afterAll(async () => {
    identity?.close();
    await plane?.stop();
  });

  it('can be taken beside another node, and released while that node keeps it', async () => {
    const other = lockOf(OTHER, { ttl });
    expect((await attempt(listOf(lockOf(OWN, { ttl }))))[0]).toBe(200);
    await others(listOf(other));
    expect((await attempt(listOf(other, lockOf(OWN, { ttl }))))[0]).toBe(200);
    const own = lockOf(OWN, { ttl });
    await others(listOf(other, own));
    expect((await attempt(listOf(other)))[0]).toBe(200);
    await others(listOf(own));
    expect((await attempt(listOf()))[0]).toBe(200);
  });

  it('can be taken over from a node whose time is over', async () => {
    const [over, other] = [lockOf('gone', { ttl, created: -86_400 }), lockOf(OTHER, { ttl })];
    await others(listOf(over, other));
    expect((await attempt(listOf(other, lockOf(OWN, { ttl }))))[0]).toBe(200);
  });

  it('is refused where a write changes other locks, adds a third holder or exceeds its time', async () => {
    const [one, other] = [lockOf('third', { ttl }), lockOf(OTHER, { ttl })];
    await others(listOf(one, other));
    const own = lockOf(OWN, { ttl });
    const refusals = {
      'another node pushed out': await attempt(listOf(one, own)),
      'a third holder': await attempt(listOf(one, other, own)),
      'a lock of another node': await attempt(listOf(one, lockOf(OTHER, { ttl, unschedulable: true }))),
      'another node let go of': await attempt(listOf(one)),
      'a longer time': await attempt(listOf(one, lockOf(OWN, { ttl: 10 * Number(ttl) }))),
      'a lock of one': await attempt(own),
      'the same lock again and again': await attempt(listOf(one, other, other)),
    };
    expect(Object.values(refusals).map(([status]) => status)).toEqual(Object.values(refusals).map(() => 422));
    expect(refusals['a third holder'][1]).toContain('no more than 2 nodes hold the lock at once');
  });
});
