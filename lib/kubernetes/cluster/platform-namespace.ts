import { ApiObject } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import type { ClusterSpec } from '../../specs/cluster/cluster-spec';
import { PLATFORM_NAMESPACE } from '../../specs/labels';
import { maxNodes } from '../../specs/pool/pool-size';
import { renderPodSecurityLabels } from './pod-security-labels';
import { SYSTEM_CRITICAL_CLASS_NAMES } from './priority-classes';

/** Critical pods per node that the quota allows, unless the cluster declares more daemons of the platform. */
const MIN_CRITICAL_PODS_PER_NODE = 8;

/** Factor for rolls: a roll may double the nodes for a while, and the pods of a removed node count until they are collected. */
const ROLL_FACTOR = 2;

/** What {@link PlatformNamespace} needs. */
export interface PlatformNamespaceProps {
  /** The cluster: its pools determine how many critical pods are allowed, its version which Pod Security standard is enforced. */
  readonly cluster: ClusterSpec;
}

/**
 * The namespace of the platform's own daemons, `keelson-system`.
 *
 * Only in this namespace pods may have a system-critical class. GKE refuses such pods outside kube-system unless a quota of their
 * namespace matches the class; every cluster gets the quota, so that the clouds do not differ.
 *
 * @see https://kubernetes.io/docs/concepts/policy/resource-quotas/#limit-priority-class-consumption-by-default
 */
export class PlatformNamespace extends Construct {
  /** The Namespace. */
  readonly resource: ApiObject;

  constructor(scope: Construct, id: string, props: PlatformNamespaceProps) {
    super(scope, id);
    this.resource = this.addNamespace(props.cluster);
    this.addCriticalQuota(props.cluster);
    this.addDefaultServiceAccount();
    this.addDefaultDeny();
  }

  private addNamespace(cluster: ClusterSpec): ApiObject {
    const namespace = new kplus.Namespace(this, 'Namespace', {
      metadata: {
        name: PLATFORM_NAMESPACE,
        // Node agents use the host's network, write kernel parameters and mount host paths; the level `baseline` refuses all
        // three.
        labels: renderPodSecurityLabels('privileged', cluster.kubernetesVersion),
        annotations: {
          'keelson.dev/privileged-because': 'node agents use host network, kernel parameters and host paths',
        },
      },
    });
    return ApiObject.of(namespace);
  }

  private addCriticalQuota(cluster: ClusterSpec): void {
    new kplus.k8s.KubeResourceQuota(this, 'CriticalQuota', {
      metadata: { name: 'system-critical-pods', namespace: PLATFORM_NAMESPACE },
      spec: {
        hard: { pods: kplus.k8s.Quantity.fromString(String(renderCriticalPodLimit(cluster))) },
        scopeSelector: {
          matchExpressions: [{ scopeName: 'PriorityClass', operator: 'In', values: [...SYSTEM_CRITICAL_CLASS_NAMES] }],
        },
      },
    });
  }

  private addDefaultServiceAccount(): void {
    new kplus.ServiceAccount(this, 'DefaultServiceAccount', {
      metadata: { name: 'default', namespace: PLATFORM_NAMESPACE },
      automountToken: false,
    });
  }

  /**
   * Denies all traffic to pods of the namespace; a daemon that listens on the pod network opens its own ports. No policy applies
   * to pods in the host network.
   */
  private addDefaultDeny(): void {
    new kplus.k8s.KubeNetworkPolicy(this, 'DefaultDeny', {
      metadata: { name: 'default-deny-ingress', namespace: PLATFORM_NAMESPACE },
      spec: { podSelector: {}, policyTypes: ['Ingress'] },
    });
  }
}

/**
 * Number of critical pods that the quota of `keelson-system` allows: largest number of nodes in all pools x daemons per node
 * (those that the cluster declares for the namespace, at least 8) x 2 for a roll.
 */
export function renderCriticalPodLimit(cluster: ClusterSpec): number {
  const nodes = cluster.pools.reduce((sum, pool) => sum + maxNodes(pool), 0);
  const daemons = cluster.workloads.filter(
    (workload) => workload.namespace === PLATFORM_NAMESPACE && workload.kind === 'daemon',
  );
  return nodes * Math.max(MIN_CRITICAL_PODS_PER_NODE, daemons.length) * ROLL_FACTOR;
}
