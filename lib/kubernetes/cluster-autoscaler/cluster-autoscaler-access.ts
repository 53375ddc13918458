import type { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { CLUSTER_AUTOSCALER } from '../../specs/cluster/controllers/cluster-autoscaler-spec';
import { addControllerAccess, renderRight } from '../controllers/controller-access';
import { STATUS_CONFIG_MAP } from './cluster-autoscaler-flags';

const READ = ['get', 'list', 'watch'];

const IN_CLUSTER = [
  renderRight('', ['nodes'], [...READ, 'update']),
  renderRight('', ['pods/eviction'], ['create']),
  // Events stand in the namespace of the object that they tell of.
  renderRight('', ['events'], ['create', 'patch']),
  renderRight('', ['pods', 'namespaces', 'services', 'replicationcontrollers'], READ),
  renderRight('', ['persistentvolumes', 'persistentvolumeclaims'], READ),
  renderRight('apps', ['daemonsets', 'replicasets', 'statefulsets'], READ),
  renderRight('batch', ['jobs'], READ),
  renderRight('policy', ['poddisruptionbudgets'], READ),
  renderRight(
    'storage.k8s.io',
    ['storageclasses', 'csinodes', 'csidrivers', 'csistoragecapacities', 'volumeattachments'],
    READ,
  ),
  // From 1.36 on the program always reads devices, and it does not start without the right.
  renderRight('resource.k8s.io', ['deviceclasses', 'resourceslices', 'resourceclaims'], READ),
];

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
    this.account = addControllerAccess(this, {
      name: CLUSTER_AUTOSCALER,
      inCluster: IN_CLUSTER,
      inNamespace: renderInNamespace(readsPriorities),
    });
  }
}

/** Rights on objects of its own namespace; RBAC cannot limit a creation to a name. */
function renderInNamespace(readsPriorities: boolean): readonly k8s.PolicyRule[] {
  return [
    renderRight('coordination.k8s.io', ['leases'], ['create']),
    { ...renderRight('coordination.k8s.io', ['leases'], ['get', 'update']), resourceNames: [CLUSTER_AUTOSCALER] },
    renderRight('', ['configmaps'], ['create']),
    { ...renderRight('', ['configmaps'], ['get', 'update', 'delete']), resourceNames: [STATUS_CONFIG_MAP] },
    // The expander watches all ConfigMaps of the namespace and picks its own.
    ...(readsPriorities ? [renderRight('', ['configmaps'], ['list', 'watch'])] : []),
  ];
}
