import { DataAwsSsmParameter } from '@cdktf/provider-aws/lib/data-aws-ssm-parameter';
import {
  LaunchTemplate,
  type LaunchTemplateConfig,
  type LaunchTemplateNetworkInterfaces,
} from '@cdktf/provider-aws/lib/launch-template';
import { SsmParameter } from '@cdktf/provider-aws/lib/ssm-parameter';
import { Token } from 'cdktf';
import { Construct } from 'constructs';
import { ENVIRONMENT_TAG } from '../../specs/environment/environment-tags';
import { type AwsMachineTraits, awsMachineTraits } from '../../specs/machine/aws-machine-traits';
import { clusterTag } from '../../specs/pool/aws/cluster-tag';
import type { AwsNodePoolSpec } from '../../specs/pool/node-pool-spec';
import { blockDevices } from './block-devices';
import type { NodePoolProps } from './node-pool-props';
import { imageParameterName, promotionOf } from './pool-promotion';
import { userDataExpression } from './user-data';

/** Properties of {@link NodeLaunchTemplate}. */
export interface NodeLaunchTemplateProps extends NodePoolProps {
  /**
   * ARN of the nodes' instance profile.
   * @default - none: EKS creates a profile from the role of a managed node group and refuses another one
   */
  readonly instanceProfileArn?: string;
  /**
   * Machine type.
   * @default - none: a managed node group states its own machine types
   */
  readonly instanceType?: string;
}

/** How a node of a pool is launched. Every change makes a new version of the template, and the groups roll to {@link version}. */
export class NodeLaunchTemplate extends Construct {
  /** The launch template; its name is that of the pool. */
  readonly resource: LaunchTemplate;
  /** Newest version as a number, because a group that names `$Latest` would not see that the template has changed. */
  readonly version: string;
  /**
   * Parameter with the image of a pool that promotes images; EC2 looks the parameter up whenever an instance launches. Terraform
   * writes the pinned image into it once and then ignores its value; undefined where the template names the image itself. The
   * principal that applies needs `ssm:GetParameters` on the parameter, because EC2 Auto Scaling reads it with that principal's
   * rights.
   */
  readonly imageParameter: SsmParameter | undefined;

  constructor(scope: Construct, id: string, props: NodeLaunchTemplateProps) {
    super(scope, id);
    const pinnedImage = this.pinnedImage(props);
    this.imageParameter = this.addImageParameter(props, pinnedImage);
    this.resource = new LaunchTemplate(this, 'template', {
      name: props.pool.physicalName,
      description: `Nodes of pool ${props.pool.name}`,
      updateDefaultVersion: true,
      // The template names the parameter rather than the image, so that a promotion does not change the template.
      imageId: this.imageParameter === undefined ? pinnedImage : `resolve:ssm:${this.imageParameter.name}`,
      instanceType: props.instanceType,
      iamInstanceProfile: props.instanceProfileArn === undefined ? undefined : { arn: props.instanceProfileArn },
      userData: userDataExpression(props),
      ebsOptimized: ebsOptimized(props.pool),
      blockDeviceMappings: blockDevices(props.pool.aws),
      networkInterfaces: [networkInterface(props)],
      tagSpecifications: tagSpecifications(props),
      ...INSTANCE_SETTINGS,
    });
    this.version = Token.asString(this.resource.latestVersion);
  }

  private pinnedImage({ pool }: NodeLaunchTemplateProps): string {
    const { source } = pool.aws.image;
    if ('amiId' in source) return source.amiId;
    // `value` is marked sensitive, which would hide the image id in every plan; `insecureValue` is the same id in plain text.
    return new DataAwsSsmParameter(this, 'image', { name: source.ssmParameter }).insecureValue;
  }

  private addImageParameter({ pool }: NodeLaunchTemplateProps, firstImage: string): SsmParameter | undefined {
    if (promotionOf(pool) === undefined) return undefined;
    return new SsmParameter(this, 'image-parameter', {
      name: imageParameterName(pool),
      description: `Image of pool ${pool.name}, written by its promotion`,
      type: 'String',
      dataType: 'aws:ec2:image',
      insecureValue: firstImage,
      // The parameter is removed last: a group whose template is about to name the image itself reads the parameter until the
      // group is changed.
      lifecycle: { createBeforeDestroy: true, ignoreChanges: ['insecure_value'] },
    });
  }
}

/** EC2 refuses every launch of a type that cannot be optimised for EBS where a template asks for it, so one such type leaves the argument out. */
function ebsOptimized(pool: AwsNodePoolSpec): string | undefined {
  return traitsOf(pool).every(({ takesEbsOptimized }) => takesEbsOptimized) ? 'true' : undefined;
}

/** Facts that hold for every machine type that a node of a pool may have. */
function traitsOf({ machine, alternatives }: AwsNodePoolSpec): readonly AwsMachineTraits[] {
  return [machine, ...alternatives].flatMap(({ type }) => awsMachineTraits(type) ?? []);
}

/** Settings of every instance that keelson launches. */
export const INSTANCE_SETTINGS: Pick<LaunchTemplateConfig, 'metadataOptions' | 'monitoring'> = {
  // With a limit of one hop a pod in its own network namespace cannot fetch the node's credentials.
  metadataOptions: {
    httpEndpoint: 'enabled',
    httpTokens: 'required',
    httpPutResponseHopLimit: 1,
    instanceMetadataTags: 'disabled',
  },
  // Metrics come every minute, because alarms that watch a rollout would otherwise react up to five minutes late.
  monitoring: { enabled: true },
};

function networkInterface({ pool, securityGroupIds }: NodeLaunchTemplateProps): LaunchTemplateNetworkInterfaces {
  const { tcpEstablishedSeconds, udpStreamSeconds, udpSeconds } = pool.aws.connectionTracking;
  // EC2 has the timeouts for Nitro alone; a rule refuses to state them of other types.
  const hasTimeouts = traitsOf(pool).every(({ isNitro }) => isNitro);
  return {
    deviceIndex: 0,
    associatePublicIpAddress: 'false',
    deleteOnTermination: 'true',
    securityGroups: [...securityGroupIds],
    ...(hasTimeouts && {
      connectionTrackingSpecification: {
        tcpEstablishedTimeout: tcpEstablishedSeconds,
        udpStreamTimeout: udpStreamSeconds,
        udpTimeout: udpSeconds,
      },
    }),
  };
}

/**
 * The template carries only tags that are as fixed as the pool's name, because a change of any other tag would make a new version
 * and roll every group of the environment. Instances get the other tags from their group; EC2 passes those to no volume and no
 * interface.
 */
function tagSpecifications({ pool, cluster, tags }: NodeLaunchTemplateProps) {
  const environment = tags?.[ENVIRONMENT_TAG];
  const common = {
    ...(environment !== undefined && { [ENVIRONMENT_TAG]: environment }),
    Name: pool.physicalName,
    'keelson.dev/pool': pool.name,
  };
  return [
    { resourceType: 'instance', tags: { ...common, [clusterTag(cluster.name)]: 'owned' } },
    { resourceType: 'volume', tags: common },
    { resourceType: 'network-interface', tags: common },
  ];
}
