import type { AlertCase, AlertOrigin, FiringAlert } from './alert-case';

const NAMESPACE = 'namespace="keelson-system"';
const DEPLOYMENT = `${NAMESPACE},deployment="cluster-autoscaler"`;

/** Pods of the autoscaler: one leads, and the other waits for the lease. */
type Pod = 'a' | 'b';

/** Pods of the autoscaler that are available, as kube-state-metrics tells them. */
export function available(instance = 'ksm-a'): string {
  return `kube_deployment_status_replicas_available{${DEPLOYMENT},instance="${instance}"}`;
}

/** A series of the autoscaler's own, of one of its pods. */
export function own(metric: string, pod: Pod = 'a', labels = ''): string {
  return `cluster_autoscaler_${metric}{${NAMESPACE},pod="cluster-autoscaler-${pod}"${labels === '' ? '' : `,${labels}`}}`;
}

/** Whether the leader considers the cluster healthy. */
export const safe = (pod: Pod = 'a') => own('cluster_safe_to_autoscale', pod);
/** Time of the last pass of an activity. */
export const lastPass = (pod: Pod = 'a', activity = 'main') => own('last_activity', pod, `activity="${activity}"`);
/** Failed attempts to make a group larger. */
export const failed = (reason: string, pod: Pod = 'a') => own('failed_scale_ups_total', pod, `reason="${reason}"`);
/** Passes that failed. */
export const errors = (type: string, pod: Pod = 'a') => own('errors_total', pod, `type="${type}"`);
/** Pods that wait for a node. */
export const waiting = (type: string, pod: Pod = 'a') => own('unschedulable_pods_count', pod, `type="${type}"`);

/** A size of a group: a limit, or the size that the autoscaler wants. */
export function limit(kind: 'min' | 'target' | 'max', group: string, pod: Pod = 'a'): string {
  return own(`node_group_${kind}_count`, pod, `node_group="${group}"`);
}

/** An alert as it is received, with the labels of its cluster. */
export function firing(
  origin: AlertOrigin,
  severity: string,
  more: Readonly<Record<string, string>> = {},
): FiringAlert {
  return { labels: { ...origin, severity, ...more } };
}

/** An autoscaler that has nothing to do for some minutes: pod a leads, and pod b waits and says 0. */
export function idle(groups: readonly string[], minutes = 240): AlertCase['series'] {
  return {
    [available()]: `2x${minutes}`,
    [safe('a')]: `1x${minutes}`,
    [safe('b')]: `0x${minutes}`,
    [lastPass()]: `0+60x${minutes}`,
    [lastPass('a', 'scaleUp')]: `0x${minutes}`,
    [waiting('unschedulable')]: `0x${minutes}`,
    ...Object.fromEntries(groups.map((group) => [limit('max', group), `10x${minutes}`])),
  };
}
