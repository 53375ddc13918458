import {
  type AutoscaledCluster,
  CLUSTER_AUTOSCALER,
  type ClusterAutoscalerSpec,
} from '../../specs/cluster/controllers/cluster-autoscaler-spec';
import { PLATFORM_NAMESPACE } from '../../specs/labels';
import { AUTOSCALER_TAG_PREFIX, SCALED_BY_AUTOSCALER, SCALING_TAG } from '../../specs/pool/aws/autoscaler-tags';
import { REBOOTING_LABEL } from '../../specs/reboots/reboot-names';

/** Port of the autoscaler's metrics and of its health check. */
export const AUTOSCALER_PORT = 8085;

/** Name of the ConfigMap in which the autoscaler tells what it does. */
export const STATUS_CONFIG_MAP = 'cluster-autoscaler-status';

/**
 * Priority below which a pod adds no node and keeps none; the batch class of keelson stays above it.
 *
 * @see https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/FAQ.md#how-does-cluster-autoscaler-work-with-pod-priority-and-preemption
 */
const EXPENDABLE_BELOW = -10;

/**
 * Flags of the cluster autoscaler, 1.30 to 1.36. All relevant flags are stated, because a default that changes in a later release would
 * change which nodes go.
 *
 * No flag names startup taints: the program knows them by the prefix of their key, which the rules of pools hold.
 *
 * @see https://github.com/kubernetes/autoscaler/blob/cluster-autoscaler-1.36.1/cluster-autoscaler/config/flags/flags.go
 */
export function renderAutoscalerFlags({ cluster, autoscaler }: AutoscaledCluster): readonly string[] {
  return [
    '--cloud-provider=aws',
    `--cluster-name=${cluster.physicalName}`,
    `--namespace=${PLATFORM_NAMESPACE}`,
    `--node-group-auto-discovery=asg:tag=${renderDiscovery(cluster.physicalName)}`,
    '--leader-elect=true',
    `--leader-elect-resource-name=${CLUSTER_AUTOSCALER}`,
    `--status-config-map-name=${STATUS_CONFIG_MAP}`,
    `--address=:${AUTOSCALER_PORT}`,
    // The alerts on groups read these metrics, which are off by default.
    '--emit-per-nodegroup-metrics=true',
    // At this level the log says why a group grows and why a node goes.
    '--v=2',
    ...renderGrowth(autoscaler),
    ...renderRemoval(autoscaler),
  ];
}

/** The first two tags say that the group belongs to an autoscaler and to the cluster; EKS writes both on managed groups that have a fixed number too. */
function renderDiscovery(clusterName: string): string {
  return [
    `${AUTOSCALER_TAG_PREFIX}/enabled`,
    `${AUTOSCALER_TAG_PREFIX}/${clusterName}`,
    `${SCALING_TAG}=${SCALED_BY_AUTOSCALER}`,
  ].join(',');
}

function renderGrowth(autoscaler: ClusterAutoscalerSpec): readonly string[] {
  const { expander, priorities, balanceSimilarGroups, maxNodeProvisionSeconds } = autoscaler;
  return [
    `--expander=${priorities === undefined ? expander : `priority,${expander}`}`,
    `--balance-similar-node-groups=${balanceSimilarGroups}`,
    // Only nodes that have rebooted have this label, so that the groups of a pool would otherwise not be similar.
    `--balancing-ignore-label=${REBOOTING_LABEL}`,
    `--max-node-provision-time=${maxNodeProvisionSeconds}s`,
    `--expendable-pods-priority-cutoff=${EXPENDABLE_BELOW}`,
  ];
}

function renderRemoval({ scaleDown, keepsNodesWith, maxGraceSeconds }: ClusterAutoscalerSpec): readonly string[] {
  return [
    `--scale-down-enabled=${scaleDown.enabled}`,
    `--scale-down-unneeded-time=${scaleDown.unneededSeconds}s`,
    `--scale-down-delay-after-add=${scaleDown.delayAfterAddSeconds}s`,
    `--scale-down-utilization-threshold=${scaleDown.utilizationPercent / 100}`,
    `--skip-nodes-with-local-storage=${keepsNodesWith.localStorage}`,
    `--skip-nodes-with-system-pods=${keepsNodesWith.systemPods}`,
    `--skip-nodes-with-custom-controller-pods=${keepsNodesWith.customControllerPods}`,
    // A pod with a longer grace would be killed early when its node goes.
    `--max-graceful-termination-sec=${maxGraceSeconds}`,
  ];
}
