import type { GoogleProvider } from '@cdktf/provider-google/lib/provider';
import type { ITerraformDependable } from 'cdktf';
import type { GoogleClusterSpec } from '../../specs/cluster/cluster-spec';
import type { GoogleGroupSpec } from '../../specs/group/google/google-group-spec';
import type { IGkeCluster } from '../gke-cluster-contract';
import type { IGoogleNetwork } from '../google-network-contract';

/** Properties of a group of machines that are no nodes. */
export interface GoogleGroupProps {
  /** The group's spec. Its name is part of physical names: changing it makes a new group. */
  readonly group: GoogleGroupSpec;
  /** The cluster beside which the machines run: project, region and the range of the pods. */
  readonly cluster: Pick<GoogleClusterSpec, 'projectId' | 'region' | 'network'>;
  /** The network whose subnet holds the machines, in the range of the nodes. */
  readonly network: IGoogleNetwork;
  /** The nodes of the cluster, for ports that accept connections from `nodes`. */
  readonly nodes: Pick<IGkeCluster, 'nodeNetworkTag'>;
  /**
   * A provider without default labels, for the template alone. A template cannot change, and default labels are part of it, so that a new
   * tag of the environment would otherwise make another template of the same name.
   */
  readonly labelProvider: GoogleProvider;
  /**
   * Labels of the machines, for cost allocation. A change changes nothing by itself; the machines of the next roll have the new labels. Of
   * these labels, disks carry only `keelson-environment`.
   * @default - only the name of the group
   */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * Resources that must exist before the first machine, such as the right to use the key of its disk.
   * @default - nothing beyond the network
   */
  readonly after?: readonly ITerraformDependable[];
}
