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
  /** Its pools decide where the add-ons run. */
  readonly cluster: AwsClusterSpec;
  /** The pools: these add-ons are Deployments, which never become ACTIVE without nodes. */
  readonly after: readonly ITerraformDependable[];
}

/** The add-ons that need nodes: coredns, the EBS CSI driver and metrics-server. */
export class PlatformAddons extends Construct {
  /** Resolves names for pods. */
  readonly coredns: EksAddon;
  /** Makes and attaches EBS volumes; the default StorageClass is a manifest. */
  readonly ebsCsiDriver: EksAddon;
  /** Feeds horizontal autoscalers and `kubectl top`. */
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
   * The driver may touch only volumes that it tagged itself, which its second managed policy asks for: a volume made by hand and
   * named in a PersistentVolume is attached only after somebody tags it `ebs.csi.aws.com/cluster`.
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
        // Volumes are made by the driver, so the provider's default tags do not reach them.
        controller: { ...placement, extraVolumeTags: cluster.environment.tags },
        // The node part runs on every node, also where taints of ours keep other pods out.
        node: { tolerateAllTaints: true },
      },
      identity: { serviceAccount: EBS_SERVICE_ACCOUNT, role },
      after,
    });
  }
}
