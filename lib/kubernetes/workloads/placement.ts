import type { k8s } from 'cdk8s-plus-27';
import { POOL_LABEL, WORKLOAD_LABEL } from '../../specs/labels';
import { REBOOTING_LABEL } from '../../specs/reboots/reboot-names';
import { toleratedTaints } from '../../specs/workload/tolerated-taints';
import type { WorkloadSpec } from '../../specs/workload/workload-spec';
import { leavesBeforeReboot, poolNamesOf } from '../../specs/workload/workload-spec';
import { type TaintInput, tolerationOf } from '../../values/taint';

/** Label of every node, which GKE uses as the key of a taint too. */
const ARCHITECTURE_LABEL = 'kubernetes.io/arch';

/** The part of a pod's spec that says where it may run, in the shape of cdk8s-plus-27's typed L1. */
export interface Placement {
  /** For the object, the pod template and every selector of the workload. */
  readonly labels: Readonly<Record<string, string>>;
  /** Set when the workload has one pool, or pools of an architecture whose nodes the cloud taints. */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  /** Set when the workload has several pools, since a selector cannot say "one of", and for daemons that leave before a reboot. */
  readonly affinity?: k8s.Affinity;
  /** Left out when no pool is tainted, because an API server stores an empty list as none: each apply would be a write. */
  readonly tolerations?: k8s.Toleration[];
  /** Left out for daemons, jobs and single pods. */
  readonly topologySpreadConstraints?: k8s.TopologySpreadConstraint[];
}

/**
 * Where a workload runs, as its manifest says it.
 *
 * Spread is `ScheduleAnyway`: with `DoNotSchedule` the pods of a lost zone could not start in the others, so the
 * headroom that is kept for that case would stay unused. The price is that skew after an outage lasts until the next
 * rollout. Pods are counted per revision (`matchLabelKeys`), so that a rollout is not spread against the pods that it
 * replaces, and tainted nodes of other pools do not count as domains (`nodeTaintsPolicy: Honor`).
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/
 */
export function renderPlacement(workload: WorkloadSpec): Placement {
  const tolerations = toleratedTaints(workload).map(renderToleration);
  const topologySpreadConstraints = renderSpread(workload);
  return {
    labels: renderWorkloadLabels(workload),
    ...renderPools(workload),
    ...(tolerations.length > 0 && { tolerations }),
    ...(topologySpreadConstraints.length > 0 && { topologySpreadConstraints }),
  };
}

/** Labels that the pods of a workload, and all that select them, share. */
export function renderWorkloadLabels(workload: { readonly name: string }): Readonly<Record<string, string>> {
  return { [WORKLOAD_LABEL]: workload.name };
}

/** The toleration of exactly one taint, as `tolerationOf` writes it; an empty value counts as none. */
export function renderToleration({ value, ...taint }: TaintInput): k8s.Toleration {
  // An API server stores an empty text as none, so each apply of `value: ''` would be a write.
  return { ...tolerationOf(value === '' ? taint : { ...taint, value }) };
}

function renderPools(workload: WorkloadSpec): Pick<Placement, 'nodeSelector' | 'affinity'> {
  const poolNames = poolNamesOf(workload);
  const [only, ...others] = poolNames;
  const isOne = only !== undefined && others.length === 0;
  const matchExpressions: k8s.NodeSelectorRequirement[] = [
    ...(isOne ? [] : [{ key: POOL_LABEL, operator: 'In', values: [...poolNames] }]),
    // The DaemonSet controller ends pods on a node that no longer matches, in their own time and before the drain.
    ...(leavesBeforeReboot(workload) ? [{ key: REBOOTING_LABEL, operator: 'NotIn', values: ['true'] }] : []),
  ];
  const required = { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions }] } };
  const nodeSelector = { ...(isOne && { [POOL_LABEL]: only }), ...taintedArchitecture(workload) };
  return {
    ...(Object.keys(nodeSelector).length > 0 && { nodeSelector }),
    ...(matchExpressions.length > 0 && { affinity: { nodeAffinity: required } }),
  };
}

/**
 * GKE taints nodes of the arm64 architecture. The selector says that the images of the workload are for that architecture, so that
 * the pods run nowhere else even where somebody gives the pool's label to other nodes.
 */
function taintedArchitecture({ pools }: WorkloadSpec): Readonly<Record<string, string>> {
  const [first] = pools;
  const isTainted = pools.length > 0 && pools.every(({ implicitTaints }) => implicitTaints.some(isArchitectureTaint));
  return isTainted && first !== undefined ? { [ARCHITECTURE_LABEL]: first.machine.architecture } : {};
}

function isArchitectureTaint({ key }: TaintInput): boolean {
  return key === ARCHITECTURE_LABEL;
}

function renderSpread(workload: WorkloadSpec): k8s.TopologySpreadConstraint[] {
  // Daemons have one pod per node anyway; the pods of a job end, and a spread would only delay them.
  if (workload.kind !== 'deployment' || workload.replicas < 2) return [];
  const zones = new Set(workload.pools.flatMap((pool) => pool.zones));
  const keys = zones.size > 1 ? ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'] : ['kubernetes.io/hostname'];
  return keys.map((topologyKey) => ({
    topologyKey,
    maxSkew: 1,
    whenUnsatisfiable: 'ScheduleAnyway',
    nodeTaintsPolicy: 'Honor',
    labelSelector: { matchLabels: { ...renderWorkloadLabels(workload) } },
    matchLabelKeys: ['pod-template-hash'],
  }));
}
