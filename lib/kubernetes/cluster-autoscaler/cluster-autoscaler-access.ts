import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { CLUSTER_AUTOSCALER } from '../../specs/cluster/controllers/cluster-autoscaler-spec';
import { PLATFORM_NAMESPACE } from '../../specs/labels';
import { STATUS_CONFIG_MAP } from './cluster-autoscaler-flags';

const RBAC = 'rbac.authorization.k8s.io';
const READ = ['get', 'list', 'watch'];
const SUBJECT: k8s.Subject = { kind: 'ServiceAccount', name: CLUSTER_AUTOSCALER, namespace: PLATFORM_NAMESPACE };

/** Name of the cluster-wide objects, with a prefix of keelson's own because somebody else's autoscaler may have the plain name. */
const CLUSTER_WIDE = `keelson-${CLUSTER_AUTOSCALER}`;

/** Properties of {@link ClusterAutoscalerAccess}. */
export interface ClusterAutoscalerAccessProps {
  /** Whether the autoscaler reads priorities from a ConfigMap, for which it watches all ConfigMaps of its namespace. */
  readonly readsPriorities: boolean;
}

/**
 * The service account of the cluster autoscaler and its rights: to read what its simulation of the scheduler reads, to taint nodes, to
 * evict pods, and to write its lease and its status.
 *
 * The table is upstream's without rights for which the program has no call with these flags: updates of the status of pods, patches of
 * jobs, leases and endpoints of others, and the objects of ProvisioningRequests.
 *
 * @see https://github.com/kubernetes/autoscaler/blob/cluster-autoscaler-1.36.1/cluster-autoscaler/cloudprovider/aws/examples/cluster-autoscaler-autodiscover.yaml
 */
export class ClusterAutoscalerAccess extends Construct {
  /** The service account, to which Terraform lends the role in AWS. */
  readonly account: k8s.KubeServiceAccount;

  constructor(scope: Construct, id: string, { readsPriorities }: ClusterAutoscalerAccessProps) {
    super(scope, id);
    this.account = new k8s.KubeServiceAccount(this, 'ServiceAccount', {
      metadata: { name: CLUSTER_AUTOSCALER, namespace: PLATFORM_NAMESPACE },
      // The token is not mounted into every pod of the account, because the autoscaler's pods request it themselves.
      automountServiceAccountToken: false,
    });
    this.addClusterRole();
    this.addRole(readsPriorities);
  }

  private addClusterRole(): void {
    const metadata = { name: CLUSTER_WIDE };
    new k8s.KubeClusterRole(this, 'ClusterRole', { metadata, rules: clusterRules() });
    new k8s.KubeClusterRoleBinding(this, 'ClusterRoleBinding', {
      metadata,
      roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: CLUSTER_WIDE },
      subjects: [SUBJECT],
    });
  }

  /** Objects of its own namespace; RBAC cannot limit a creation to a name. */
  private addRole(readsPriorities: boolean): void {
    const metadata = { name: CLUSTER_AUTOSCALER, namespace: PLATFORM_NAMESPACE };
    new k8s.KubeRole(this, 'Role', {
      metadata,
      rules: [
        rule('coordination.k8s.io', ['leases'], ['create']),
        { ...rule('coordination.k8s.io', ['leases'], ['get', 'update']), resourceNames: [CLUSTER_AUTOSCALER] },
        rule('', ['configmaps'], ['create']),
        { ...rule('', ['configmaps'], ['get', 'update', 'delete']), resourceNames: [STATUS_CONFIG_MAP] },
        // The expander watches all ConfigMaps of the namespace and picks its own.
        ...(readsPriorities ? [rule('', ['configmaps'], ['list', 'watch'])] : []),
      ],
    });
    new k8s.KubeRoleBinding(this, 'RoleBinding', {
      metadata,
      roleRef: { apiGroup: RBAC, kind: 'Role', name: CLUSTER_AUTOSCALER },
      subjects: [SUBJECT],
    });
  }
}

function clusterRules(): k8s.PolicyRule[] {
  return [
    rule('', ['nodes'], [...READ, 'update']),
    rule('', ['pods/eviction'], ['create']),
    // Events stand in the namespace of the object that they tell of.
    rule('', ['events'], ['create', 'patch']),
    rule('', ['pods', 'namespaces', 'services', 'replicationcontrollers'], READ),
    rule('', ['persistentvolumes', 'persistentvolumeclaims'], READ),
    rule('apps', ['daemonsets', 'replicasets', 'statefulsets'], READ),
    rule('batch', ['jobs'], READ),
    rule('policy', ['poddisruptionbudgets'], READ),
    rule(
      'storage.k8s.io',
      ['storageclasses', 'csinodes', 'csidrivers', 'csistoragecapacities', 'volumeattachments'],
      READ,
    ),
    // From 1.36 on the program always reads devices, and it does not start without the right.
    rule('resource.k8s.io', ['deviceclasses', 'resourceslices', 'resourceclaims'], READ),
  ];
}

function rule(apiGroup: string, resources: readonly string[], verbs: readonly string[]): k8s.PolicyRule {
  return { apiGroups: [apiGroup], resources: [...resources], verbs: [...verbs] };
}
