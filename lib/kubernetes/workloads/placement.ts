import type { k8s } from 'cdk8s-plus-27';
import { POOL_LABEL, WORKLOAD_LABEL } from '../../specs/labels';
import { REBOOTING_LABEL } from '../../specs/reboots/reboot-names';
import { mostReplicas } from '../../specs/workload/replicas/replica-counts';
import { toleratedTaints } from '../../specs/workload/tolerated-taints';
import type { WorkloadSpec } from '../../specs/workload/workload-spec';
import { leavesBeforeReboot, poolNamesOf } from '../../specs/workload/workload-spec';
import { compareText } from '../../values/compare-text';
import { type TaintInput, tolerationOf } from '../../values/taint';

/** Label of every node, which GKE uses as the key of a taint too. */
const ARCHITECTURE_LABEL = 'kubernetes.io/arch';

/** The part of a pod's spec that determines where the pod may run, in the types of cdk8s-plus-27's L1. */
export interface Placement {
  /** Labels for the object, the pod template and every selector of the workload. */
  readonly labels: Readonly<Record<string, string>>;
  /** Stated when the workload has one pool, or pools of an architecture whose nodes the cloud taints. */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  /** Stated when the workload has several pools, because a selector cannot express "one of", and for daemons that leave before a reboot. */
  readonly affinity?: k8s.Affinity;
  /** Left out when no pool is tainted, because the API server does not store an empty list, and each apply would then be a write. */
  readonly tolerations?: k8s.Toleration[];
  /** Stated for deployments with at least two replicas; left out for daemons, jobs and single pods. */
  readonly topologySpreadConstraints?: k8s.TopologySpreadConstraint[];
}

/**
 * Renders where a workload runs.
 *
 * Spread is `ScheduleAnyway`: with `DoNotSchedule` the pods of a lost zone could not start in the other zones, so that the
 * capacity reserved for that case would stay unused. In return, an uneven spread after an outage lasts until the next rollout.
 * Pods are counted per revision (`matchLabelKeys`), so that a rollout is not spread against the pods that it replaces, and
 * tainted nodes of other pools do not count as domains (`nodeTaintsPolicy: Honor`).
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

/** Labels that the pods of a workload share with all selectors of these pods. */
export function renderWorkloadLabels(workload: { readonly name: string }): Readonly<Record<string, string>> {
  return { [WORKLOAD_LABEL]: workload.name };
}

/** The toleration of exactly one taint, as `tolerationOf` renders it; an empty value is left out. */
export function renderToleration({ value, ...taint }: TaintInput): k8s.Toleration {
  // The API server does not store an empty text, so that each apply of `value: ''` would be a write.
  return { ...tolerationOf(value === '' ? taint : { ...taint, value }) };
}

function renderPools(workload: WorkloadSpec): Pick<Placement, 'nodeSelector' | 'affinity'> {
  // In one order, so that another order of the input rolls no pods.
  const poolNames = [...poolNamesOf(workload)].sort(compareText);
  const [only, ...others] = poolNames;
  const isOne = only !== undefined && others.length === 0;
  const matchExpressions: k8s.NodeSelectorRequirement[] = [
    ...(isOne ? [] : [{ key: POOL_LABEL, operator: 'In', values: [...poolNames] }]),
    // The DaemonSet controller ends pods on a node that no longer matches, with their own grace period and before the drain.
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
  // Daemons have one pod per node anyway, and a spread would only delay the pods of a job.
  if (workload.kind !== 'deployment' || mostReplicas(workload) < 2) return [];
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
