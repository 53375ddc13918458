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

/** What {@link DaemonSetAddons} is made from. */
export interface DaemonSetAddonsProps {
  /** Its platform has the add-ons' versions and the CNI's settings. */
  readonly cluster: AwsClusterSpec;
  /** The control plane; without it there is nothing to install into. */
  readonly after: readonly ITerraformDependable[];
}

/**
 * The add-ons that every node needs before it is Ready: pod-identity agent, VPC CNI, kube-proxy.
 *
 * DaemonSets are ACTIVE with no node at all, so they stand before the first pool. They are preserved when the resource is
 * removed: an edit of the stack must not take the network of running nodes with it.
 */
export class DaemonSetAddons extends Construct {
  /** Hands credentials to pods; the CNI waits for it. */
  readonly podIdentityAgent: EksAddon;
  /** Gives pods addresses and enforces network policies. */
  readonly vpcCni: EksAddon;
  /** Carries Services on every node. */
  readonly kubeProxy: EksAddon;

  constructor(scope: Construct, id: string, props: DaemonSetAddonsProps) {
    super(scope, id);
    const { cluster, after } = props;
    this.podIdentityAgent = addManagedAddon(this, {
      cluster,
      name: 'eks-pod-identity-agent',
      // Stated although it is the add-on's default: on a node with taints of ours the CNI would wait for it for ever.
      configuration: { tolerations: [TOLERATE_EVERYTHING] },
      after,
      preserve: true,
    });
    this.vpcCni = this.addVpcCni(cluster, [...after, this.podIdentityAgent]);
    this.kubeProxy = addManagedAddon(this, { cluster, name: 'kube-proxy', after, preserve: true });
  }

  /** The CNI's permission to move addresses belongs to its service account, not to the node role, which every host-network pod can use. */
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
