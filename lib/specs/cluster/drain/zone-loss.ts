import { forgottenTerms } from '../../../analysis/balancer-chain';
import { type ChainDuration, term } from '../../../analysis/drain-chain';
import { KubernetesVersion } from '../../../values/kubernetes-version';
import { balancerTimesOf } from '../../ingress/balancer-times';
import { mostNodes, type NodePoolSpec } from '../../pool/node-pool-spec';
import { startupSecondsOf } from '../../workload/health/startup-budget';
import { isDaemonKind } from '../../workload/traffic/proxy-spec';
import { isService, type WorkloadSpec } from '../../workload/workload-spec';
import type { ClusterSpec } from '../cluster-spec';
import { PLACEMENT_SECONDS } from './node-drain';
import type { PodFront } from './pod-front';

/**
 * Seconds without a sign of life after which Kubernetes takes a node for lost, by the minor from which on the default holds. EKS and GKE
 * tell nobody whether they keep the default.
 *
 * @see https://kubernetes.io/docs/reference/command-line-tools-reference/kube-controller-manager/ `node-monitor-grace-period`
 */
const UNHEARD_SECONDS = { before: 40, since: { minor: '1.32', seconds: 50 } } as const;

/**
 * Seconds for which pods stay bound to a lost node, by the toleration that Kubernetes adds to every pod.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/#taint-based-evictions
 */
const LOST_TOLERATION_SECONDS = 300;

/**
 * Seconds between the evictions of two lost nodes of a zone. The rate is the usual one where all nodes of a zone are lost.
 *
 * @see https://kubernetes.io/docs/concepts/architecture/nodes/#rate-limits-on-eviction
 */
const BETWEEN_NODES_SECONDS = 10;

/** Times of the loss of a zone that do not depend on the workload. */
export interface ZoneLoss {
  readonly unheardSeconds: number;
  /** Seconds after the first eviction until the last node of the largest zone has its turn. */
  readonly queueSeconds: number;
}

/** Times of the loss of a cluster's largest zone. */
export function zoneLoss({ kubernetesVersion, runningVersion, pools }: ClusterSpec): ZoneLoss {
  const minor = KubernetesVersion.parse(runningVersion ?? kubernetesVersion);
  const { minor: since, seconds } = UNHEARD_SECONDS.since;
  const isNew = minor.minorsAfter(KubernetesVersion.parse(since)) >= 0;
  const zones = new Set(pools.flatMap((pool) => pool.zones));
  const nodes = [...zones].map((zone) => nodesOfZone(pools, zone));
  return {
    unheardSeconds: isNew ? seconds : UNHEARD_SECONDS.before,
    queueSeconds: BETWEEN_NODES_SECONDS * Math.max(0, Math.max(0, ...nodes) - 1),
  };
}

/** Pods of a workload in a lost zone, with what sends them requests. */
export interface LostPods {
  readonly workload: WorkloadSpec;
  readonly front: PodFront | undefined;
}

/**
 * Times until connections go to pods of a lost zone no more, and until other pods have taken their place, if nodes of other zones
 * have room. A daemon is replaced with its node only; the balancer before a traffic daemon does not wait for Kubernetes to miss the node.
 */
export function lossDurations(
  { workload, front }: LostPods,
  { unheardSeconds, queueSeconds }: ZoneLoss,
): readonly ChainDuration[] {
  if (front?.kind === 'balancer') {
    return [{ name: 'forgotten', needs: forgottenTerms(balancerTimesOf(front.traffic.ingress)) }];
  }
  const unheard = term('node unheard', unheardSeconds);
  const lag = isService(workload) ? [term('endpoint lag', workload.shutdown.endpointLagSeconds)] : [];
  const forgotten: ChainDuration = { name: 'forgotten', needs: [unheard, ...lag] };
  if (isDaemonKind(workload.kind)) return [forgotten];
  const startup = startupSecondsOf(workload);
  const waits = [
    term('toleration', LOST_TOLERATION_SECONDS),
    term('nodes before it', queueSeconds),
    term('placement', PLACEMENT_SECONDS),
    ...(startup > 0 ? [term('start', startup)] : []),
  ];
  return [forgotten, { name: 'replaced', needs: [unheard, ...waits] }];
}

function nodesOfZone(pools: readonly NodePoolSpec[], zone: string): number {
  return pools
    .filter(({ zones }) => zones.includes(zone))
    .reduce((sum, pool) => sum + Math.ceil(mostNodes(pool) / pool.zones.length), 0);
}
