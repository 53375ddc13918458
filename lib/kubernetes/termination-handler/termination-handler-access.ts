import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { TERMINATION_HANDLER } from '../../specs/cluster/controllers/termination-handler-spec';
import { PLATFORM_NAMESPACE } from '../../specs/labels';

const RBAC = 'rbac.authorization.k8s.io';

/** Name of the cluster-wide objects, with a prefix of keelson's own because somebody else's handler may have the plain name. */
const CLUSTER_WIDE = `keelson-${TERMINATION_HANDLER}`;

/**
 * The service account of the termination handler and its rights: to close nodes, to evict pods, and to tell of both in events.
 *
 * The table is upstream's without updates of nodes, which the program sends only where it taints them, and without the daemons of an
 * API group that Kubernetes has no more. It has no right in the handler's own namespace alone: the program has no lease and no ConfigMap.
 *
 * @see https://github.com/aws/aws-node-termination-handler/blob/v1.25.6/config/helm/aws-node-termination-handler/templates/clusterrole.yaml
 */
export class TerminationHandlerAccess extends Construct {
  /** The service account, to which Terraform lends the role in AWS. */
  readonly account: k8s.KubeServiceAccount;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.account = new k8s.KubeServiceAccount(this, 'ServiceAccount', {
      metadata: { name: TERMINATION_HANDLER, namespace: PLATFORM_NAMESPACE },
      // The token is not mounted into every pod of the account, because the handler's pods request it themselves.
      automountServiceAccountToken: false,
    });
    const metadata = { name: CLUSTER_WIDE };
    new k8s.KubeClusterRole(this, 'ClusterRole', { metadata, rules: clusterRules() });
    new k8s.KubeClusterRoleBinding(this, 'ClusterRoleBinding', {
      metadata,
      roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: CLUSTER_WIDE },
      subjects: [{ kind: 'ServiceAccount', name: TERMINATION_HANDLER, namespace: PLATFORM_NAMESPACE }],
    });
  }
}

function clusterRules(): k8s.PolicyRule[] {
  return [
    // It lists nodes to find one by its host name, and closes a node by a patch.
    rule('', ['nodes'], ['get', 'list', 'patch']),
    rule('', ['pods'], ['get', 'list']),
    rule('', ['pods/eviction'], ['create']),
    // It leaves a pod on its node only after it has read the DaemonSet that owns the pod.
    rule('apps', ['daemonsets'], ['get']),
    // Events stand in the namespace of the object that they tell of.
    rule('', ['events'], ['create', 'patch']),
  ];
}

function rule(apiGroup: string, resources: readonly string[], verbs: readonly string[]): k8s.PolicyRule {
  return { apiGroups: [apiGroup], resources: [...resources], verbs: [...verbs] };
}
