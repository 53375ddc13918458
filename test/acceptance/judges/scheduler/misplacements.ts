import { buildModel } from '../../../../lib/model/build-model';
import type { PoolModel } from '../../../../lib/model/platform-model';
import type { ClusterSpec } from '../../../../lib/specs/cluster/cluster-spec';
import type { KubernetesObject } from '../../../../lib/values/kubernetes-object';
import type { KubernetesMinor } from '../../harness/control-plane';
import type { SimulatedNode } from '../../harness/simulated-nodes';
import { TRIAL_NAMESPACE } from './scheduler-verdict';

/** A pod, with the name of the mistake or the special case that it shows. */
export interface Trial {
  readonly title: string;
  readonly pod: KubernetesObject;
}

/** The part of a pod's spec that determines where the pod runs. */
export interface TrialSpec {
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly affinity?: object;
  readonly tolerations?: readonly object[];
  /** Requests of the only container. */
  readonly requests?: Readonly<Record<string, string>>;
  /** Limits of the only container. */
  readonly limits?: Readonly<Record<string, string>>;
  readonly initContainers?: readonly object[];
  /** Resources of the pod as a whole, supported since 1.34. */
  readonly resources?: object;
}

/** A pod of one container that does nothing. */
export function trialPod(index: number, { requests, limits, ...placement }: TrialSpec): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: `trial-${index}`, namespace: TRIAL_NAMESPACE },
    spec: {
      automountServiceAccountToken: false,
      terminationGracePeriodSeconds: 0,
      ...placement,
      containers: [
        { ...container(requests ?? { cpu: '10m', memory: '16Mi' }), name: 'main', ...limitsOf({ requests, limits }) },
      ],
    },
  };
}

/** A table of mistakes, derived from each pool of a cluster. */
export function misplacements(
  cluster: ClusterSpec,
  nodes: readonly SimulatedNode[],
  minor: KubernetesMinor,
): readonly Trial[] {
  const { pools } = buildModel(cluster, []);
  const specs = [
    ...anywhere(cluster),
    ...pools.flatMap((pool) => ofPool(pool, cluster, nodes)),
    ...(minor === '1.30' ? [] : pools.flatMap(wholePodRows)),
  ];
  return specs.map(([title, spec], index) => ({ title, pod: trialPod(index, spec) }));
}

type Row = readonly [title: string, spec: TrialSpec];

const POOL = 'keelson.dev/pool';
const ZONE = 'topology.kubernetes.io/zone';

function anywhere({ region, pools }: ClusterSpec): Row[] {
  const zone = pools[0]?.zones[0] ?? '';
  const tolerations = [{ operator: 'Exists' }];
  return [
    ['no placement at all', {}],
    ['tolerates everything', { tolerations }],
    ['pool that is not there', { nodeSelector: { [POOL]: 'nowhere' }, tolerations }],
    ['label that is misspelt', { nodeSelector: { 'keelson.dev/pools': 'system' }, tolerations }],
    ['purpose of no pool', { nodeSelector: { 'keelson.dev/purpose': 'batch' }, tolerations }],
    ['another architecture', { nodeSelector: { 'kubernetes.io/arch': 's390x' }, tolerations }],
    ['another operating system', { nodeSelector: { 'kubernetes.io/os': 'windows' }, tolerations }],
    ['older name of the operating system', { nodeSelector: { 'beta.kubernetes.io/os': 'linux' } }],
    ['older name of the architecture, wrong', { nodeSelector: { 'beta.kubernetes.io/arch': 's390x' } }],
    ['older name of the zone', { nodeSelector: { 'failure-domain.beta.kubernetes.io/zone': zone } }],
    ['older name of a zone that is not there', { nodeSelector: { 'failure-domain.beta.kubernetes.io/zone': 'x' } }],
    ['older name of the region, wrong', { nodeSelector: { 'failure-domain.beta.kubernetes.io/region': 'mars' } }],
    ['zone of the cluster', { nodeSelector: { [ZONE]: zone } }],
    ['zone that is not there', { nodeSelector: { [ZONE]: `${region}-z` }, tolerations }],
    ['region that is not there', { nodeSelector: { 'topology.kubernetes.io/region': 'mars' }, tolerations }],
    ['pools that are all named, none tolerated', { affinity: require([oneOf(POOL, pools)]) }],
    ['term without requirements', { affinity: require([[]]), tolerations }],
    ['term without requirements beside one that holds', { affinity: require([[], [exists(POOL)]]), tolerations }],
  ];
}

function ofPool(pool: PoolModel, cluster: ClusterSpec, nodes: readonly SimulatedNode[]): Row[] {
  const rows = [...labelRows(pool, cluster, nodes), ...tolerationRows(pool), ...sizeRows(pool)];
  return rows.map(([title, spec]) => [`${title} (pool '${pool.name}')`, spec]);
}

function labelRows(pool: PoolModel, cluster: ClusterSpec, nodes: readonly SimulatedNode[]): Row[] {
  const tolerations = tolerationsOf(pool);
  const node = nodes.find((each) => each.pool === pool.name)?.name ?? '';
  const another = cluster.pools.find((each) => each.purpose !== pool.spec.purpose)?.purpose ?? 'batch';
  const own = oneOf(POOL, [pool]);
  const without = { key: POOL, operator: 'DoesNotExist' };
  return [
    ['as renderPlacement says', { nodeSelector: { [POOL]: pool.name }, tolerations }],
    ['pool in capitals', { nodeSelector: { [POOL]: pool.name.toUpperCase() }, tolerations }],
    ['purpose of another pool', { nodeSelector: { [POOL]: pool.name, 'keelson.dev/purpose': another }, tolerations }],
    ['this pool by affinity', { affinity: require([own]), tolerations }],
    [
      'every pool but this',
      { affinity: require([[{ key: POOL, operator: 'NotIn', values: [pool.name] }]]), tolerations },
    ],
    ['this pool and no pool', { affinity: require([[...own, without]]), tolerations }],
    ['this pool or no pool', { affinity: require([own, [without]]), tolerations }],
    [
      'selector and affinity that exclude each other',
      { nodeSelector: { [POOL]: pool.name }, affinity: require([[without]]), tolerations },
    ],
    [
      'number that the label is not',
      { affinity: require([[{ key: POOL, operator: 'Gt', values: ['1'] }]]), tolerations },
    ],
    ['node by its name', { affinity: requireFields(node), tolerations }],
    ['node by its hostname', { nodeSelector: { 'kubernetes.io/hostname': node }, tolerations }],
  ];
}

function tolerationRows(pool: PoolModel): Row[] {
  const nodeSelector = { [POOL]: pool.name };
  const rows: Row[] = [['toleration forgotten', { nodeSelector }]];
  const [taint] = pool.taints;
  if (taint === undefined) return rows;
  const { key, value = '', effect } = taint;
  const only = (toleration: object): TrialSpec => ({ nodeSelector, tolerations: [toleration] });
  const wrongEffect = effect === 'NoExecute' ? 'NoSchedule' : 'NoExecute';
  return [
    ...rows,
    ['toleration of another value', only({ key, operator: 'Equal', value: `${value}x`, effect })],
    ['toleration without operator', only({ key, value, effect })],
    ['toleration without effect', only({ key, operator: 'Equal', value })],
    ['toleration of another effect', only({ key, operator: 'Exists', effect: wrongEffect })],
    ['toleration of any value', only({ key, operator: 'Exists', effect })],
    ['toleration of another key', only({ key: `${key}x`, operator: 'Equal', value, effect })],
    ['toleration of every key, one effect', only({ operator: 'Exists', effect })],
  ];
}

function sizeRows(pool: PoolModel): Row[] {
  const placed = { nodeSelector: { [POOL]: pool.name }, tolerations: tolerationsOf(pool) };
  const { cpuMillis, memoryBytes } = freeOf(pool);
  const cpu = (millis: number) => ({ cpu: `${millis}m` });
  const memory = (bytes: number) => ({ memory: String(bytes) });
  return [
    ['all processors that are free', { ...placed, requests: cpu(cpuMillis) }],
    ['a thousandth of a core too much', { ...placed, requests: cpu(cpuMillis + 1) }],
    ['all processors of the machine', { ...placed, requests: cpu(pool.spec.machine.vcpu * 1000) }],
    ['all memory that is free', { ...placed, requests: memory(memoryBytes) }],
    ['a byte too much', { ...placed, requests: memory(memoryBytes + 1) }],
    ['all memory of the machine', { ...placed, requests: { memory: `${pool.spec.machine.memoryGib}Gi` } }],
    ['limit without request, too much', { ...placed, limits: { memory: String(memoryBytes + 1) } }],
    ['limit too much, request not', { ...placed, requests: cpu(10), limits: cpu(cpuMillis + 1000) }],
    ['init container too large', { ...placed, initContainers: init(cpu(cpuMillis + 1)) }],
    ['init container as large as the node', { ...placed, initContainers: init(cpu(cpuMillis)) }],
    [
      'sidecar that leaves just enough',
      { ...placed, requests: cpu(cpuMillis - 100), initContainers: init(cpu(100), 'Always') },
    ],
    [
      'sidecar that leaves too little',
      { ...placed, requests: cpu(cpuMillis - 99), initContainers: init(cpu(100), 'Always') },
    ],
  ];
}

function wholePodRows(pool: PoolModel): Row[] {
  const placed = { nodeSelector: { [POOL]: pool.name }, tolerations: tolerationsOf(pool) };
  const { cpuMillis } = freeOf(pool);
  const cpu = (millis: number) => ({ cpu: `${millis}m` });
  const rows: Row[] = [
    ['whole pod as large as the node', { ...placed, resources: { requests: cpu(cpuMillis) } }],
    ['whole pod too large', { ...placed, resources: { requests: cpu(cpuMillis + 1) } }],
    ['limit of the whole pod too much', { ...placed, resources: { limits: cpu(cpuMillis + 1) } }],
    [
      'limit of the whole pod too much, container without request',
      { ...placed, requests: {}, resources: { limits: cpu(cpuMillis + 1) } },
    ],
    [
      'requests of the whole pod and of an init container',
      { ...placed, resources: { requests: cpu(cpuMillis + 1) }, initContainers: init(cpu(10)) },
    ],
  ];
  return rows.map(([title, spec]) => [`${title} (pool '${pool.name}')`, spec]);
}

/** Resources that an empty node has for its first pod, as the library computes them. */
export function freeOf(pool: PoolModel): { readonly cpuMillis: number; readonly memoryBytes: number } {
  return {
    cpuMillis: pool.allocatable.cpuMillis - pool.platformDaemons.requests.cpuMillis,
    memoryBytes: pool.allocatable.memoryBytes - pool.platformDaemons.requests.memoryBytes,
  };
}

function tolerationsOf(pool: PoolModel): readonly object[] {
  return pool.taints.map(({ key, value = '', effect }) => ({ key, operator: 'Equal', value, effect }));
}

function container(requests: object): object {
  return { image: 'registry.example.com/trial:1', resources: { requests } };
}

function init(requests: object, restartPolicy?: 'Always'): readonly object[] {
  return [{ ...container(requests), name: 'first', ...(restartPolicy === undefined ? {} : { restartPolicy }) }];
}

function limitsOf({ requests, limits }: TrialSpec): object {
  return limits === undefined ? {} : { resources: { requests, limits } };
}

function require(terms: readonly (readonly object[])[]): object {
  const nodeSelectorTerms = terms.map((matchExpressions) => ({ matchExpressions }));
  return { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } };
}

function requireFields(name: string): object {
  const matchFields = [{ key: 'metadata.name', operator: 'In', values: [name] }];
  return { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchFields }] } } };
}

function oneOf(key: string, pools: readonly { readonly name: string }[]): readonly object[] {
  return [{ key, operator: 'In', values: pools.map((pool) => pool.name) }];
}

function exists(key: string): object {
  return { key, operator: 'Exists' };
}
