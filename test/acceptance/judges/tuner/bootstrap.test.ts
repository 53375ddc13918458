import { readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import type { AwsClusterSpec, GoogleClusterSpec } from '../../../../lib/specs/cluster/cluster-spec';
import { EnvironmentSpec } from '../../../../lib/specs/environment/environment-spec';
import { needsTuner } from '../../../../lib/specs/kernel/kernel-plan';
import type { NodePoolSpec } from '../../../../lib/specs/pool/node-pool-spec';
import type { KubernetesObject } from '../../../../lib/values/kubernetes-object';
import { awsCluster, awsEnvironment, awsPool } from '../../../fixtures/aws-environment';
import { ADDON_NAME, managedAddon, PLATFORM_PODS_NAMESPACE } from '../../harness/platform-pods';
import { pollUntil } from '../../harness/poll';
import { Session } from '../../harness/session';
import { initialCounts, simulatedNodes } from '../../harness/simulated-nodes';
import { type SynthesizedEnvironment, synthesizedEnvironments } from '../../harness/synthesized';
import { settingsOf, TunedRun } from './tuned-run';

/** Orders in which manifests may reach a cluster, by name. */
const ORDERS: readonly (readonly [string, (objects: readonly KubernetesObject[]) => readonly KubernetesObject[]])[] = [
  ['backwards', (objects) => [...objects].reverse()],
  ['all over the place', (objects) => [...objects].sort((left, right) => (mixed(left) < mixed(right) ? -1 : 1))],
];

/** A hash that sorts objects in the same disorder every time. */
function mixed(object: KubernetesObject): string {
  return [...`${object.metadata.name}${object.kind}`].reverse().join('');
}

interface WorkloadObject {
  readonly kind?: string;
  readonly metadata?: { readonly name?: string; readonly generation?: number };
  readonly spec?: { readonly replicas?: number };
  readonly status?: {
    readonly observedGeneration?: number;
    readonly readyReplicas?: number;
    readonly numberReady?: number;
    readonly desiredNumberScheduled?: number;
  };
}

function clusterOf(environment: SynthesizedEnvironment): AwsClusterSpec | GoogleClusterSpec {
  const [cluster] = EnvironmentSpec.from(environment.input).clusters;
  if (cluster === undefined) throw new Error(`no cluster in ${environment.name}`);
  return cluster;
}

function objectsOf(environment: SynthesizedEnvironment): readonly KubernetesObject[] {
  return environment.manifests.flatMap(({ path }) =>
    parseAllDocuments(readFileSync(path, 'utf8')).map((document) => document.toJS() as KubernetesObject),
  );
}

/** Applies objects repeatedly, as a loop of `kubectl apply` does, until the server has accepted all of them. */
async function applyUntilTaken(run: TunedRun, objects: readonly KubernetesObject[]): Promise<void> {
  let left = objects;
  while (left.length > 0) {
    const refused: KubernetesObject[] = [];
    for (const object of left) await run.objects.apply(object).catch(() => void refused.push(object));
    if (refused.length === left.length)
      throw new Error(`refused for good: ${refused.map(({ kind }) => kind).join(', ')}`);
    left = refused;
  }
}

/** Whether the controller has not yet seen a DaemonSet: until then the DaemonSet wants no pods and therefore counts as complete. */
function isUnseen({ metadata, status }: WorkloadObject): boolean {
  return status?.observedGeneration !== metadata?.generation;
}

async function notReady(run: TunedRun): Promise<readonly string[]> {
  const [deployments, daemonSets] = await Promise.all([
    run.objects.list('/apis/apps/v1/deployments'),
    run.objects.list('/apis/apps/v1/daemonsets'),
  ]);
  const waiting = (deployments.items as readonly WorkloadObject[]).filter(
    (object) => isUnseen(object) || (object.status?.readyReplicas ?? 0) < (object.spec?.replicas ?? 1),
  );
  const missing = (daemonSets.items as readonly WorkloadObject[]).filter(
    (object) => isUnseen(object) || (object.status?.numberReady ?? 0) < (object.status?.desiredNumberScheduled ?? 1),
  );
  return [...waiting, ...missing].map(({ metadata }) => String(metadata?.name));
}

const environments = synthesizedEnvironments();

describe.each(environments.map((environment, index) => [environment.name, environment, index] as const))(
  'a first deployment of %s',
  (name, environment, index) => {
    const cluster = clusterOf(environment);
    const pools: readonly NodePoolSpec[] = cluster.pools;
    const nodes = simulatedNodes(cluster, initialCounts(cluster));
    const [order, arrange] = ORDERS[index % ORDERS.length] ?? ['in order', (objects) => objects];
    let run: TunedRun;

    beforeAll(async () => {
      run = await TunedRun.start(`bootstrap-${name}`, '1.37', cluster);
      for (const node of nodes) {
        const tuned = pools.some((pool) => pool.name === node.pool && needsTuner(pool.kernel));
        if (tuned) run.fleet.addNode(node.name, settingsOf(cluster, node.pool));
      }
      await run.join(nodes);
    });

    afterAll(() => run?.stop());

    it('has ready managed add-ons before any manifest is applied', async () => {
      await run.objects.apply(managedAddon(cluster));
      const path = `/apis/apps/v1/namespaces/${PLATFORM_PODS_NAMESPACE}/deployments/${ADDON_NAME}`;
      const ask = async (): Promise<true | undefined> => {
        const { body } = await run.plane.request<WorkloadObject>('GET', path);
        return body.status?.readyReplicas === body.spec?.replicas || undefined;
      };
      await pollUntil('the add-ons', ask, { seconds: 60 });
    });

    it(`has no startup taint and only ready pods when its manifests come ${order}`, async () => {
      await applyUntilTaken(run, arrange(objectsOf(environment)));
      let waiting: readonly string[] = [];
      const ask = async (): Promise<true | undefined> => {
        waiting = [...(await notReady(run)), ...(await startupTainted(run, pools))];
        return waiting.length === 0 || undefined;
      };
      const describe = () => `not yet: ${waiting.join(', ')}`;
      await pollUntil('the cluster to settle', ask, { seconds: 120, everyMillis: 500, describe });
      Session.current().fact('tuner', `${name} settles, manifests`, order);
    });
  },
);

async function startupTainted(run: TunedRun, pools: readonly NodePoolSpec[]): Promise<readonly string[]> {
  const keys = new Set(pools.flatMap(({ startupTaint }) => (startupTaint === undefined ? [] : [startupTaint.key])));
  const { items } = await run.objects.list('/api/v1/nodes');
  const nodes = items as readonly { metadata: { name: string }; spec?: { taints?: readonly { key: string }[] } }[];
  return nodes
    .filter(({ spec }) => spec?.taints?.some(({ key }) => keys.has(key)))
    .map(({ metadata }) => metadata.name);
}

it('refuses a cluster whose add-ons would wait for ever', () => {
  const kernel = { profiles: ['many-connections'] } as const;
  const pools = [awsPool({ startupTaint: { removedBy: 'node-tuner' }, kernel })];
  expect(() => EnvironmentSpec.from(awsEnvironment({ clusters: [awsCluster({ pools })] }))).toThrow(
    "'pools' must hold at least one pool that can run the managed add-ons: without taints, with a node at creation, on demand, got 'general has taints'",
  );
});
