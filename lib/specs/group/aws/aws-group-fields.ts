import { either, members } from '../../fields/compound-fields';
import { optional, type Resolved, withDefault, withOwnDefaults } from '../../fields/field';
import { oneOf, text, whole } from '../../fields/leaf-fields';
import { rolls } from '../../fields/state-effect';
import { USER_DATA_BYTES } from '../../machine/user-data-bytes';
import { awsDiskKeyField, instanceRolloutField } from '../../pool/aws/aws-pool-fields';
import { awsGroupScalingField } from '../../scaling/scaling-fields';
import { groupFields } from '../group-fields';
import type { AwsGroupDiskInput, AwsGroupInput, AwsGroupMachineInput } from './aws-group-input';

const disk = members<AwsGroupDiskInput>()({
  device: oneOf('/dev/xvda', '/dev/sda1'),
  sizeGib: whole({ min: 1, max: 65_536, unit: 'GiB' }),
  iops: withDefault(whole({ min: 3000, max: 80_000 }), 3000),
  throughputMibps: withDefault(whole({ min: 125, max: 2000, unit: 'MiB/s' }), 125),
  kmsKey: optional(awsDiskKeyField),
});

/** Fields of a group of machines on AWS. */
export const awsGroupFields = members<AwsGroupInput>()({
  ...groupFields(USER_DATA_BYTES.aws),
  machine: members<AwsGroupMachineInput>()({ type: rolls(text) }),
  image: rolls(
    either(
      members<{ readonly ssmParameter: string }>()({ ssmParameter: text }),
      members<{ readonly amiId: string }>()({ amiId: text }),
    ),
  ),
  disk: rolls(disk),
  scaling: withDefault(awsGroupScalingField, { kind: 'fixed' }),
  rollout: withOwnDefaults(instanceRolloutField),
});

/** Members of a group on AWS with every default of a field filled in. */
export type AwsGroupMembers = Resolved<typeof awsGroupFields>;
