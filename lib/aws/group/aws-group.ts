import { AutoscalingGroup, type AutoscalingGroupConfig } from '@cdktf/provider-aws/lib/autoscaling-group';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { type AwsGroupPart, type AwsGroupSpec, partsOfGroup } from '../../specs/group/aws/aws-group-spec';
import { FROM_NODES } from '../../specs/group/group-rules';
import { compareText } from '../../values/compare-text';
import { DiskKeyGrant } from '../pool/disk-key-grant';
import { GroupScaling } from '../pool/group-scaling';
import { instanceRefresh } from '../pool/instance-refresh';
import { GROUP_METRICS, ownedSizes } from '../pool/node-scaling-group';
import { GROUP_LIFECYCLE } from '../security/group-lifecycle';
import { addSecurityFlows, type SecurityFlow, type SecurityGroupPeer } from '../security/security-flow';
import type { AwsGroupProps } from './aws-group-props';
import { GroupLaunchTemplate } from './group-launch-template';

const ANYWHERE = '0.0.0.0/0';

/**
 * Machines that are no nodes: a launch template, a security group, and one Auto Scaling group where the size is a total or one for each
 * zone where it is counted per zone. The names of template and groups contain the name of the group: renaming it makes a new group.
 */
export class AwsGroup extends Construct {
  /** The Auto Scaling groups in the order of the zones. Balancers attach to their names. */
  readonly groups: readonly AutoscalingGroup[];
  /** The machines as a peer of further flows, such as those to a database. */
  readonly peer: SecurityGroupPeer;

  constructor(scope: Construct, id: string, props: AwsGroupProps) {
    super(scope, id);
    const { group } = props;
    this.peer = this.addSecurityGroup(props);
    addSecurityFlows(this, flowsOf(this.peer, props));
    const template = new GroupLaunchTemplate(this, 'launch-template', {
      ...props,
      securityGroupId: this.peer.securityGroupId,
    });
    const grant = this.addGrant(group);
    this.groups = partsOfGroup(group).map((part) => this.addGroup(part, { props, template, grant }));
  }

  private addSecurityGroup({ group, network }: AwsGroupProps): SecurityGroupPeer {
    const { id } = new SecurityGroup(this, 'security-group', {
      namePrefix: `${group.physicalName}-`,
      description: `Machines of group ${group.name}`,
      vpcId: network.vpcId,
      tags: { Name: group.physicalName },
      lifecycle: GROUP_LIFECYCLE,
    });
    return { kind: 'group', name: group.name, securityGroupId: id, egress: 'open' };
  }

  private addGrant({ physicalName, disk: { kmsKey } }: AwsGroupSpec): readonly ITerraformDependable[] {
    if (kmsKey?.access !== 'grant') return [];
    return [new DiskKeyGrant(this, 'disk-key', { pool: { physicalName }, keyArn: kmsKey.arn }).resource];
  }

  private addGroup(part: AwsGroupPart, { props, template, grant }: PartSurroundings): AutoscalingGroup {
    const { group, network } = props;
    const { rollout, size, scaling } = group;
    const resource = new AutoscalingGroup(this, part.id, {
      name: part.name,
      vpcZoneIdentifier: part.zones.map((zone) => network.privateSubnetId(zone)),
      launchTemplate: { id: template.resource.id, version: template.version },
      ...sizes(group),
      // EC2 checks the machine alone; a balancer that knows the program's health comes with the edge.
      healthCheckType: 'EC2',
      healthCheckGracePeriod: rollout.warmupSeconds,
      defaultInstanceWarmup: rollout.warmupSeconds,
      instanceRefresh: instanceRefresh(rollout, { imageByParameter: false }),
      // The same limits hold for replacements outside a refresh: the new machine launches first.
      instanceMaintenancePolicy: {
        minHealthyPercentage: rollout.minHealthyPercent,
        maxHealthyPercentage: rollout.maxHealthyPercent,
      },
      terminationPolicies: ['OldestLaunchTemplate', 'OldestInstance'],
      enabledMetrics: [...GROUP_METRICS],
      // Terraform does not wait for capacity, because the apply could outlast its credentials.
      waitForCapacityTimeout: '0',
      tag: tagsOf(part, props),
      dependsOn: [...grant],
    });
    if (scaling.kind === 'target-tracking') {
      const { warmupSeconds } = rollout;
      new GroupScaling(this, `${part.id}-scaling`, { size, warmupSeconds, scaling, groupName: resource.name });
    }
    return resource;
  }
}

interface PartSurroundings {
  readonly props: AwsGroupProps;
  readonly template: GroupLaunchTemplate;
  readonly grant: readonly ITerraformDependable[];
}

/** Sizes of a group. Terraform sets those that its scaling changes at creation only, because a deploy would otherwise undo the scaling. */
function sizes({
  size,
  scaling,
}: AwsGroupSpec): Pick<AutoscalingGroupConfig, 'minSize' | 'maxSize' | 'desiredCapacity' | 'lifecycle'> {
  const counts = { minSize: size.min, maxSize: size.max, desiredCapacity: size.initial };
  return scaling.kind === 'fixed' ? counts : { ...counts, lifecycle: { ignoreChanges: [...ownedSizes(scaling)] } };
}

function flowsOf(machines: SecurityGroupPeer, { group, nodes }: AwsGroupProps): readonly SecurityFlow[] {
  const inbound = group.ports.flatMap(({ port, protocol, from }) =>
    from.map((text): SecurityFlow => {
      const flow = { to: machines, protocol: { kind: protocol, port }, why: `Stated port of group ${group.name}` };
      return text === FROM_NODES ? { ...flow, from: nodes } : { ...flow, from: { kind: 'range', cidr: text } };
    }),
  );
  const outbound = {
    from: machines,
    to: { kind: 'range', cidr: ANYWHERE },
    protocol: { kind: 'all' },
    why: 'Machines fetch packages and call the programs that they serve',
  } as const;
  return [outbound, ...inbound];
}

/** Tags of the machines, sorted by key. */
function tagsOf(part: AwsGroupPart, { group, tags }: AwsGroupProps) {
  const all = { ...tags, Name: part.name, 'keelson.dev/group': group.name };
  return Object.entries(all)
    .sort(([left], [right]) => compareText(left, right))
    .map(([key, value]) => ({ key, value, propagateAtLaunch: true }));
}
