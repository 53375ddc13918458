import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { GkeControlPlane } from '../../google/gke-control-plane';
import { GoogleNetwork } from '../../google/google-network';
import type { IGoogleNetwork } from '../../google/google-network-contract';
import { NodeServiceAccount } from '../../google/node-service-account';
import { ProjectServices } from '../../google/project-services';
import { WebhookFirewall } from '../../google/webhook-firewall';
import type { GoogleClusterSpec } from '../../specs/cluster/cluster-spec';
import type { EnvironmentSpec } from '../../specs/environment/environment-spec';
import { stackName } from '../../specs/environment/stack-names';
import { addStateBackend } from '../state-backend';
import { addGoogleProvider } from './add-google-provider';

/** Properties of {@link GoogleFoundationStack}. */
export interface GoogleFoundationStackProps {
  /** The environment, which names the stack and states where its state is stored. */
  readonly environment: EnvironmentSpec;
  /** A cluster of the environment. */
  readonly cluster: GoogleClusterSpec;
}

/** The part of a cluster that seldom changes and that the rest is based on: APIs, network, the nodes' identity, the control plane and the access to it. */
export class GoogleFoundationStack extends TerraformStack {
  /** The network, created here or the existing one that the plan names. */
  readonly network: IGoogleNetwork;
  /** The control plane that the pools join. */
  readonly controlPlane: GkeControlPlane;

  constructor(scope: Construct, props: GoogleFoundationStackProps) {
    const { environment, cluster } = props;
    const name = stackName(environment, cluster, 'foundation');
    super(scope, name);
    addGoogleProvider(this, cluster);
    addStateBackend(this, environment.state, name);
    const services = new ProjectServices(this, 'services', { projectId: cluster.projectId });
    const common = { cluster, after: services.resources };
    this.network = GoogleNetwork.fromPlan(cluster) ?? new GoogleNetwork(this, 'network', common);
    // A balancer can then take the cluster among its backends by a deploy of its own stack alone.
    if (environment.ingress.length > 0 && this.network instanceof GoogleNetwork) this.network.exportNetwork();
    const nodeServiceAccount = new NodeServiceAccount(this, 'node-service-account', common);
    const network = this.network;
    this.controlPlane = new GkeControlPlane(this, 'control-plane', { ...common, network, nodeServiceAccount });
    new WebhookFirewall(this, 'webhook-firewall', { ...common, network, controlPlane: this.controlPlane });
  }
}
