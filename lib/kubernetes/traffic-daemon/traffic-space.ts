import { ApiObject } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import type { ClusterSpec } from '../../specs/cluster/cluster-spec';
import type { TrafficDaemonSpec } from '../../specs/workload/traffic/traffic-daemon-spec';
import { addPolicyBinding, addUnboundPolicy } from '../admission/admission-policy';
import { renderPodSecurityLabels } from '../cluster/pod-security-labels';
import { renderWorkloadLabels } from '../workloads/placement';
import { HOST_NETWORK_BECAUSE, trafficPolicyName } from './traffic-names';
import { renderTrafficPolicy } from './traffic-policy';

/** Properties of {@link TrafficSpace}. */
export interface TrafficSpaceProps {
  /** The cluster: its version is that of the Pod Security level, and its pools decide whether the pods have a gate. */
  readonly cluster: ClusterSpec;
  /** The only traffic daemon of the namespace. */
  readonly daemon: TrafficDaemonSpec;
}

/**
 * The namespace of a traffic daemon, with the admission policy that admits the daemon's pods and no others, and the identity of the pods,
 * which can do nothing.
 *
 * No quota counts the pods: a pod that a quota refused would be a node without a proxy, and the policy already admits one pod for each node.
 */
export class TrafficSpace extends Construct {
  /** The Namespace. */
  readonly resource: ApiObject;
  /** The admission policy. */
  readonly policy: ApiObject;

  constructor(scope: Construct, id: string, { cluster, daemon }: TrafficSpaceProps) {
    super(scope, id);
    const name = trafficPolicyName(daemon);
    // The policy comes first in the file, so that the namespace never admits what the policy refuses.
    this.policy = addUnboundPolicy(this, { id: 'Policy', name, spec: renderTrafficPolicy(daemon, cluster) });
    const { namespace } = daemon;
    addPolicyBinding(this, { id: 'PolicyBinding', name, policyName: name, validationActions: ['Deny'], namespace });
    this.resource = this.addNamespace(namespace, cluster);
    this.addAccounts(daemon);
    this.addDefaultDeny(namespace);
  }

  private addNamespace(name: string, { kubernetesVersion }: ClusterSpec): ApiObject {
    const namespace = new kplus.Namespace(this, 'Namespace', {
      metadata: {
        name,
        // The levels `baseline` and `restricted` both refuse the network of the node, without which no proxy could listen there.
        labels: renderPodSecurityLabels('privileged', kubernetesVersion),
        annotations: { 'keelson.dev/privileged-because': HOST_NETWORK_BECAUSE },
      },
    });
    return ApiObject.of(namespace);
  }

  /** No pod calls the API, so that no account mounts a token; the policy refuses pods with the account `default`. */
  private addAccounts(daemon: TrafficDaemonSpec): void {
    const { namespace } = daemon;
    new kplus.k8s.KubeServiceAccount(this, 'ServiceAccount', {
      metadata: { name: daemon.name, namespace, labels: { ...renderWorkloadLabels(daemon) } },
      automountServiceAccountToken: false,
    });
    new kplus.k8s.KubeServiceAccount(this, 'DefaultServiceAccount', {
      metadata: { name: 'default', namespace },
      automountServiceAccountToken: false,
    });
  }

  /**
   * Denies all traffic to pods of the pod network, of which the policy admits none. It does not concern the proxies: no network policy
   * applies to pods in the network of a node, so that firewalls alone decide who reaches their ports.
   */
  private addDefaultDeny(namespace: string): void {
    new kplus.k8s.KubeNetworkPolicy(this, 'DefaultDeny', {
      metadata: { name: 'default-deny', namespace },
      spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
    });
  }
}
