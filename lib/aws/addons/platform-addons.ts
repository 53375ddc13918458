import type { EksAddon } from '@cdktf/provider-aws/lib/eks-addon';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { AwsClusterSpec } from '../../specs/cluster/cluster-spec';
import { managedPolicyArn } from '../partition';
import { PodIdentityRole } from '../pod-identity-role';
import { type AddonPlacement, ANY_NODE, placeAddons } from './addon-placement';
import { ADDON_NAMESPACE, addManagedAddon } from './managed-addon';

const EBS_SERVICE_ACCOUNT = 'ebs-csi-controller-sa';

/** What {@link PlatformAddons} is made from. */
export interface PlatformAddonsProps {
  /** The cluster, whose pools decide where the add-ons run. */
  readonly cluster: AwsClusterSpec;
  /** The pools: these add-ons are Deployments, which EKS does not report ACTIVE before nodes exist. */
  readonly after: readonly ITerraformDependable[];
}

/** The add-ons that need nodes: coredns, the EBS CSI driver and metrics-server. */
export class PlatformAddons extends Construct {
  /** Resolves DNS names for pods. */
  readonly coredns: EksAddon;
  /** Creates and attaches EBS volumes; the default StorageClass is one of the manifests. */
  readonly ebsCsiDriver: EksAddon;
  /** Feeds horizontal pod autoscalers and `kubectl top`. */
  readonly metricsServer: EksAddon;

  constructor(scope: Construct, id: string, props: PlatformAddonsProps) {
    super(scope, id);
    const { cluster, after } = props;
    const placement = placeAddons(cluster.pools);
    const configuration = { ...ANY_NODE, ...placement };
    this.coredns = addManagedAddon(this, { cluster, name: 'coredns', configuration, after });
    this.ebsCsiDriver = this.addEbsCsiDriver(props, placement);
    this.metricsServer = addManagedAddon(this, { cluster, name: 'metrics-server', configuration, after });
  }

  /**
   * The driver may only touch volumes that it tagged itself, because its managed policy requires the tag: a volume that was
   * created by hand and is named in a PersistentVolume cannot be attached before somebody tags it `ebs.csi.aws.com/cluster`.
   *
   * @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonEBSCSIDriverPolicyV2.html
   */
  private addEbsCsiDriver({ cluster, after }: PlatformAddonsProps, placement: AddonPlacement): EksAddon {
    const role = new PodIdentityRole(this, 'ebs-csi-role', {
      name: `${cluster.physicalName}-ebs-csi`,
      description: 'Makes and attaches EBS volumes for pods',
      namespace: ADDON_NAMESPACE,
      serviceAccount: EBS_SERVICE_ACCOUNT,
      policyArns: { 'ebs-csi-policy': managedPolicyArn(cluster.region, 'AmazonEBSCSIDriverPolicyV2') },
    });
    return addManagedAddon(this, {
      cluster,
      name: 'aws-ebs-csi-driver',
      configuration: {
        // The driver creates volumes itself, so that the provider's default tags do not reach them.
        controller: { ...placement, extraVolumeTags: cluster.environment.tags },
        // The node part must run on every node, including those whose taints keep other pods out.
        node: { tolerateAllTaints: true },
      },
      identity: { serviceAccount: EBS_SERVICE_ACCOUNT, role },
      after,
    });
  }
}
