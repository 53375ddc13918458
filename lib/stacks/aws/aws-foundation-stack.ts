import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { DaemonSetAddons } from '../../aws/addons/daemon-set-addons';
import { AwsNetwork } from '../../aws/aws-network';
import type { IAwsNetwork } from '../../aws/aws-network-contract';
import { EksControlPlane } from '../../aws/eks-control-plane';
import { addPrivateAccess } from '../../aws/private-access/add-private-access';
import { ClusterSecurity } from '../../aws/security/cluster-security';
import type { AwsClusterSpec } from '../../specs/cluster/cluster-spec';
import type { EnvironmentSpec } from '../../specs/environment/environment-spec';
import { stackName } from '../../specs/environment/stack-names';
import { addStateBackend } from '../state-backend';
import { addAwsProvider } from './add-aws-provider';

/** Properties of {@link AwsFoundationStack}. */
export interface AwsFoundationStackProps {
  /** The environment, which names the stack and states where its state is stored. */
  readonly environment: EnvironmentSpec;
  /** A cluster of the environment. */
  readonly cluster: AwsClusterSpec;
}

/** The part of a cluster that seldom changes and that the rest is based on: network, control plane, the access to it, and the add-ons that nodes need to be Ready. */
export class AwsFoundationStack extends TerraformStack {
  /** The network, created here or the existing one that the plan names. */
  readonly network: IAwsNetwork;
  /** The control plane that the platform's nodes join. */
  readonly controlPlane: EksControlPlane;
  /** The security group of the nodes, and the peers for further flows. */
  readonly security: ClusterSecurity;

  constructor(scope: Construct, props: AwsFoundationStackProps) {
    const { environment, cluster } = props;
    const name = stackName(environment, cluster, 'foundation');
    super(scope, name);
    addAwsProvider(this, cluster);
    addStateBackend(this, environment.state, name);
    const ownNetwork =
      cluster.network.existing === undefined ? new AwsNetwork(this, 'network', { cluster }) : undefined;
    this.network = ownNetwork ?? AwsNetwork.fromPlan(cluster.network);
    this.controlPlane = new EksControlPlane(this, 'control-plane', { cluster, network: this.network });
    this.security = new ClusterSecurity(this, 'security', {
      cluster: this.controlPlane,
      network: this.network,
      webhookPorts: cluster.controlPlane.webhookPorts,
    });
    addPrivateAccess(this, {
      cluster,
      network: this.network,
      controlPlane: this.security.controlPlane,
      routeTables: ownNetwork?.privateRouteTables ?? [],
    });
    new DaemonSetAddons(this, 'daemon-set-addons', { cluster, after: [this.controlPlane.resource] });
  }
}
