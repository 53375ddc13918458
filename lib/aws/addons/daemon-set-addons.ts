import type { EksAddon } from '@cdktf/provider-aws/lib/eks-addon';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { AwsClusterSpec } from '../../specs/cluster/cluster-spec';
import { TOLERATE_EVERYTHING } from '../../values/taint';
import { managedPolicyArn } from '../partition';
import { PodIdentityRole } from '../pod-identity-role';
import { ADDON_NAMESPACE, addManagedAddon } from './managed-addon';
import { renderVpcCniConfiguration } from './vpc-cni-configuration';

const CNI_SERVICE_ACCOUNT = 'aws-node';

/** Properties of {@link DaemonSetAddons}. */
export interface DaemonSetAddonsProps {
  /** The cluster, whose spec has the versions of the add-ons and the settings of the CNI. */
  readonly cluster: AwsClusterSpec;
  /** The control plane, which must exist before add-ons can be installed. */
  readonly after: readonly ITerraformDependable[];
}

/**
 * The add-ons that every node needs before it is Ready: pod-identity agent, VPC CNI and kube-proxy.
 *
 * The add-ons are created before the first pool, because EKS reports a DaemonSet add-on ACTIVE without any node. Removing the
 * resource keeps the add-on in the cluster, because an edit of the stack must not cut the network of running nodes.
 */
export class DaemonSetAddons extends Construct {
  /** Hands credentials to pods; the CNI add-on depends on it. */
  readonly podIdentityAgent: EksAddon;
  /** Gives addresses to pods and enforces network policies. */
  readonly vpcCni: EksAddon;
  /** Routes the traffic of Services on every node. */
  readonly kubeProxy: EksAddon;

  constructor(scope: Construct, id: string, props: DaemonSetAddonsProps) {
    super(scope, id);
    const { cluster, after } = props;
    this.podIdentityAgent = addManagedAddon(this, {
      cluster,
      name: 'eks-pod-identity-agent',
      // The toleration is stated although it is the add-on's default: without it the agent would not run on a tainted node, and the CNI there would
      // wait for credentials for ever.
      configuration: { tolerations: [TOLERATE_EVERYTHING] },
      after,
      preserve: true,
    });
    this.vpcCni = this.addVpcCni(cluster, [...after, this.podIdentityAgent]);
    this.kubeProxy = addManagedAddon(this, { cluster, name: 'kube-proxy', after, preserve: true });
  }

  /**
   * The service account has the CNI's permission to move addresses, not the node role, because every pod in the host network can
   * use the node role.
   */
  private addVpcCni(cluster: AwsClusterSpec, after: readonly ITerraformDependable[]): EksAddon {
    const role = new PodIdentityRole(this, 'vpc-cni-role', {
      name: `${cluster.physicalName}-vpc-cni`,
      description: 'Gives pods addresses of the VPC',
      namespace: ADDON_NAMESPACE,
      serviceAccount: CNI_SERVICE_ACCOUNT,
      policyArns: { 'cni-policy': managedPolicyArn(cluster.region, 'AmazonEKS_CNI_Policy') },
    });
    return addManagedAddon(this, {
      cluster,
      name: 'vpc-cni',
      configuration: renderVpcCniConfiguration(cluster.controlPlane),
      identity: { serviceAccount: CNI_SERVICE_ACCOUNT, role },
      after,
      preserve: true,
    });
  }
}
