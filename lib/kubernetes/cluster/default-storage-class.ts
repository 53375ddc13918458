import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import type { ClusterSpec } from '../../specs/cluster/cluster-spec';
import { defaultVolumeType, type GoogleVolumeType } from '../../specs/pool/google/volume-types';

/** Type of disks that a default StorageClass of ours makes. */
export type DefaultDiskType = 'gp3' | GoogleVolumeType;

/** Driver and parameters of each class. */
const CLASSES: Readonly<Record<DefaultDiskType, Pick<k8s.KubeStorageClassProps, 'provisioner' | 'parameters'>>> = {
  gp3: {
    provisioner: 'ebs.csi.aws.com',
    parameters: { type: 'gp3', encrypted: 'true', 'csi.storage.k8s.io/fstype': 'ext4' },
  },
  'hyperdisk-balanced': {
    provisioner: 'pd.csi.storage.gke.io',
    parameters: { type: 'hyperdisk-balanced', 'csi.storage.k8s.io/fstype': 'ext4' },
  },
};

/** What {@link DefaultStorageClass} is made from. */
export interface DefaultStorageClassProps {
  /**
   * Type of the disks. Another type is another class, and claims keep the class that they were made with.
   * @default 'gp3'
   */
  readonly diskType?: DefaultDiskType;
}

/** The type of disks of a cluster's default StorageClass; undefined where GKE's own class, `standard-rwo`, will do. */
export function defaultDiskType(cluster: ClusterSpec): DefaultDiskType | undefined {
  return cluster.cloud === 'aws' ? 'gp3' : defaultVolumeType(cluster.pools);
}

/**
 * The default StorageClass of a cluster: encrypted gp3 disks by the EBS CSI driver on EKS, and Hyperdisk Balanced on GKE where the
 * nodes of a pool attach nothing else.
 *
 * EKS has marked no class as default since 1.30, so a claim without a class would stay pending. GKE marks its `standard-rwo`, and
 * of two default classes Kubernetes takes the newer one, which is this one.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/storage-classes.html
 * @see https://kubernetes.io/docs/concepts/storage/storage-classes/#default-storageclass
 */
export class DefaultStorageClass extends Construct {
  /** The StorageClass. */
  readonly resource: k8s.KubeStorageClass;

  constructor(scope: Construct, id: string, { diskType = 'gp3' }: DefaultStorageClassProps = {}) {
    super(scope, id);
    this.resource = new k8s.KubeStorageClass(this, 'Class', {
      metadata: {
        // Parameters are immutable, so that another type has another name, and changed parameters take a new version.
        name: `keelson-${diskType}-v1`,
        annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' },
      },
      ...CLASSES[diskType],
      reclaimPolicy: 'Delete',
      allowVolumeExpansion: true,
      // A disk exists in one zone only, therefore it is created after the scheduler has chosen the pod's node.
      volumeBindingMode: 'WaitForFirstConsumer',
    });
  }
}
