import { DataAwsSsmParameter } from '@cdktf/provider-aws/lib/data-aws-ssm-parameter';
import { LaunchTemplate, type LaunchTemplateBlockDeviceMappings } from '@cdktf/provider-aws/lib/launch-template';
import { Token } from 'cdktf';
import { Construct } from 'constructs';
import { renderGroupUserData } from '../../render/user-data/group-user-data';
import { ENVIRONMENT_TAG } from '../../specs/environment/environment-tags';
import type { AwsGroupSpec } from '../../specs/group/aws/aws-group-spec';
import { awsMachineTraits } from '../../specs/machine/aws-machine-traits';
import { USER_DATA_BYTES } from '../../specs/machine/user-data-bytes';
import { INSTANCE_SETTINGS } from '../pool/node-launch-template';
import type { AwsGroupProps } from './aws-group-props';

/** Properties of {@link GroupLaunchTemplate}. */
export interface GroupLaunchTemplateProps extends Pick<AwsGroupProps, 'group' | 'tags'> {
  /** Security group of the machines' interfaces. A change rolls the group. */
  readonly securityGroupId: string;
}

/** The template from which the machines of a group are launched. Every change makes a new version of the template, to which the group rolls. */
export class GroupLaunchTemplate extends Construct {
  /** The launch template; its name is that of the group. */
  readonly resource: LaunchTemplate;
  /** Newest version as a number, because a group that names `$Latest` would not see that the template has changed. */
  readonly version: string;

  constructor(scope: Construct, id: string, props: GroupLaunchTemplateProps) {
    super(scope, id);
    const { group } = props;
    const userData = renderGroupUserData(group, USER_DATA_BYTES.aws);
    this.resource = new LaunchTemplate(this, 'template', {
      name: group.physicalName,
      description: `Machines of group ${group.name}`,
      updateDefaultVersion: true,
      imageId: this.imageOf(group),
      instanceType: group.machine.type,
      // The text has no values that only an apply knows, so that no Terraform function has to encode it.
      userData: userData === undefined ? undefined : Buffer.from(userData).toString('base64'),
      ebsOptimized: awsMachineTraits(group.machine.type)?.takesEbsOptimized === false ? undefined : 'true',
      blockDeviceMappings: [rootDisk(group)],
      networkInterfaces: [
        {
          deviceIndex: 0,
          associatePublicIpAddress: 'false',
          deleteOnTermination: 'true',
          securityGroups: [props.securityGroupId],
        },
      ],
      tagSpecifications: tagSpecifications(props),
      ...INSTANCE_SETTINGS,
    });
    this.version = Token.asString(this.resource.latestVersion);
  }

  private imageOf({ image }: AwsGroupSpec): string {
    if ('amiId' in image) return image.amiId;
    // `value` is marked sensitive, which would hide the image id in every plan; `insecureValue` is the same id in plain text.
    return new DataAwsSsmParameter(this, 'image', { name: image.ssmParameter }).insecureValue;
  }
}

function rootDisk({ disk }: AwsGroupSpec): LaunchTemplateBlockDeviceMappings {
  return {
    deviceName: disk.device,
    ebs: {
      volumeType: 'gp3',
      encrypted: 'true',
      kmsKeyId: disk.kmsKey?.arn,
      deleteOnTermination: 'true',
      volumeSize: disk.sizeGib,
      iops: disk.iops,
      throughput: disk.throughputMibps,
    },
  };
}

/** The template carries only tags that are as fixed as the group's name, because a change of any other tag would roll the group. */
function tagSpecifications({ group, tags }: GroupLaunchTemplateProps) {
  const environment = tags?.[ENVIRONMENT_TAG];
  const own = {
    ...(environment !== undefined && { [ENVIRONMENT_TAG]: environment }),
    Name: group.physicalName,
    'keelson.dev/group': group.name,
  };
  return ['instance', 'volume', 'network-interface'].map((resourceType) => ({ resourceType, tags: own }));
}
