import type { LaunchTemplateBlockDeviceMappings } from '@cdktf/provider-aws/lib/launch-template';
import { awsDiskKey } from '../../specs/pool/aws/aws-disk-key';
import type { AwsPoolSettings } from '../../specs/pool/aws/aws-pool-settings';

type Ebs = NonNullable<LaunchTemplateBlockDeviceMappings['ebs']>;

/** Device names of the disks of an image family: the data disk takes its size from the spec, the system disk from the image. */
interface DiskLayout {
  /** Device that holds container images, logs and the ephemeral storage of pods. */
  readonly data: string;
  /** Device of a separate read-only system disk, whose size is that of the image's snapshot. */
  readonly system?: string;
}

const LAYOUTS: Readonly<Record<AwsPoolSettings['image']['family'], DiskLayout>> = {
  al2023: { data: '/dev/xvda' },
  ubuntu: { data: '/dev/sda1' },
  bottlerocket: { data: '/dev/xvdb', system: '/dev/xvda' },
};

/** Block devices of a node: gp3, encrypted, and deleted together with the instance. */
export function blockDevices(settings: AwsPoolSettings): LaunchTemplateBlockDeviceMappings[] {
  const { image, rootDisk } = settings;
  const layout = LAYOUTS[image.family];
  const common: Ebs = {
    volumeType: 'gp3',
    encrypted: 'true',
    kmsKeyId: awsDiskKey(settings)?.arn,
    deleteOnTermination: 'true',
  };
  const data: Ebs = {
    ...common,
    volumeSize: rootDisk.sizeGib,
    iops: rootDisk.iops,
    throughput: rootDisk.throughputMibps,
  };
  const system = layout.system === undefined ? [] : [{ deviceName: layout.system, ebs: common }];
  return [...system, { deviceName: layout.data, ebs: data }];
}
