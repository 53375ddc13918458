import type { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { TERMINATION_HANDLER } from '../../specs/cluster/controllers/termination-handler-spec';
import { addControllerAccess, renderRight } from '../controllers/controller-access';

const RIGHTS = [
  // It lists nodes to find one by its host name, and closes a node by a patch.
  renderRight('', ['nodes'], ['get', 'list', 'patch']),
  renderRight('', ['pods'], ['get', 'list']),
  renderRight('', ['pods/eviction'], ['create']),
  // It leaves a pod on its node only after it has read the DaemonSet that owns the pod.
  renderRight('apps', ['daemonsets'], ['get']),
  // Events stand in the namespace of the object that they tell of.
  renderRight('', ['events'], ['create', 'patch']),
];

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
    this.account = addControllerAccess(this, { name: TERMINATION_HANDLER, inCluster: RIGHTS });
  }
}
