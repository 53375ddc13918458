import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';

/** Name of the default StorageClass on EKS. Its parameters are immutable, so that a change needs a new version in the name. */
export const DEFAULT_STORAGE_CLASS_NAME = 'keelson-gp3-v1';

/**
 * The default StorageClass of an EKS cluster: encrypted gp3 disks of the EBS CSI driver.
 *
 * Since 1.30 EKS marks no class as default, so that a claim without a class would stay pending. GKE needs no such object, because
 * its `standard-rwo` is the default.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/storage-classes.html
 */
export class DefaultStorageClass extends Construct {
  /** The StorageClass. */
  readonly resource: k8s.KubeStorageClass;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.resource = new k8s.KubeStorageClass(this, 'Class', {
      metadata: {
        name: DEFAULT_STORAGE_CLASS_NAME,
        annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' },
      },
      provisioner: 'ebs.csi.aws.com',
      parameters: { type: 'gp3', encrypted: 'true', 'csi.storage.k8s.io/fstype': 'ext4' },
      reclaimPolicy: 'Delete',
      allowVolumeExpansion: true,
      // A disk exists in one zone only, therefore it is created after the scheduler has chosen the pod's node.
      volumeBindingMode: 'WaitForFirstConsumer',
    });
  }
}
