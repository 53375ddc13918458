import { DataAwsSsmParameter } from '@cdktf/provider-aws/lib/data-aws-ssm-parameter';
import { IamInstanceProfile } from '@cdktf/provider-aws/lib/iam-instance-profile';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { Instance } from '@cdktf/provider-aws/lib/instance';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { Construct } from 'constructs';
import { ec2Principal } from '../../values/aws-partition';
import { renderServiceTrust } from '../iam-policy';
import { managedPolicyArn } from '../partition';
import { API_PORT } from '../security/cluster-security';
import { GROUP_LIFECYCLE } from '../security/group-lifecycle';
import { addSecurityFlows, type SecurityGroupPeer } from '../security/security-flow';
import type { PrivateAccessProps } from './private-access-props';

/** Smallest disk in GiB that the images of Amazon Linux 2023 accept. */
const ROOT_DISK_GIB = 8;

/** Port of the Session Manager endpoints. */
const HTTPS_PORT = 443;

/**
 * A small instance that people tunnel through with Session Manager; it has no public address, no open inbound port and no key
 * pair.
 *
 * The SSM agent on the instance opens all connections itself. IAM decides who may start a session, and CloudTrail records it.
 */
export class SsmBastion extends Construct {
  /** The instance; a session names its id. */
  readonly resource: Instance;

  constructor(scope: Construct, id: string, props: PrivateAccessProps<'ssm-bastion'>) {
    super(scope, id);
    const group = this.addSecurityGroup(props);
    this.openFlows(group, props.controlPlane);
    this.resource = this.addInstance(props, group, this.addInstanceProfile(props));
  }

  private addSecurityGroup({ cluster, network }: PrivateAccessProps<'ssm-bastion'>): SecurityGroup {
    return new SecurityGroup(this, 'security-group', {
      namePrefix: `${cluster.physicalName}-bastion-`,
      description: 'Session Manager bastion',
      vpcId: network.vpcId,
      tags: { Name: `${cluster.physicalName}-bastion` },
      lifecycle: GROUP_LIFECYCLE,
    });
  }

  private openFlows(group: SecurityGroup, controlPlane: SecurityGroupPeer): void {
    const bastion = { kind: 'group', name: 'bastion', securityGroupId: group.id, egress: 'by-flow' } as const;
    addSecurityFlows(this, [
      {
        from: bastion,
        to: controlPlane,
        protocol: { kind: 'tcp', port: API_PORT },
        why: 'People and CI call the API through Session Manager tunnels',
      },
      {
        from: bastion,
        to: { kind: 'range', cidr: '0.0.0.0/0' },
        protocol: { kind: 'tcp', port: HTTPS_PORT },
        why: 'The Session Manager agent dials out to its service',
      },
    ]);
  }

  private addInstanceProfile({ cluster }: PrivateAccessProps<'ssm-bastion'>): IamInstanceProfile {
    const name = `${cluster.physicalName}-bastion`;
    const role = new IamRole(this, 'role', {
      name,
      description: `Session Manager bastion of ${cluster.physicalName}`,
      assumeRolePolicy: renderServiceTrust({ service: ec2Principal(cluster.region) }),
    });
    const attachment = new IamRolePolicyAttachment(this, 'session-manager-policy', {
      role: role.name,
      policyArn: managedPolicyArn(cluster.region, 'AmazonSSMManagedInstanceCore'),
    });
    return new IamInstanceProfile(this, 'instance-profile', { name, role: role.name, dependsOn: [attachment] });
  }

  private addInstance(
    { cluster, network, access }: PrivateAccessProps<'ssm-bastion'>,
    group: SecurityGroup,
    profile: IamInstanceProfile,
  ): Instance {
    const image = new DataAwsSsmParameter(this, 'image', { name: access.ssmParameter });
    const { primaryZone } = cluster.network;
    // A network that is managed elsewhere may lack the primary zone.
    const zone = network.zones.includes(primaryZone) ? primaryZone : (network.zones[0] ?? '');
    return new Instance(this, 'instance', {
      // `value` is marked sensitive, which would hide the image id in every plan; `insecureValue` is the same id in plain text.
      ami: image.insecureValue,
      instanceType: access.instanceType,
      subnetId: network.privateSubnetId(zone),
      vpcSecurityGroupIds: [group.id],
      iamInstanceProfile: profile.name,
      associatePublicIpAddress: false,
      ebsOptimized: true,
      metadataOptions: { httpEndpoint: 'enabled', httpTokens: 'required', httpPutResponseHopLimit: 1 },
      rootBlockDevice: { volumeType: 'gp3', volumeSize: ROOT_DISK_GIB, encrypted: true },
      tags: { Name: `${cluster.physicalName}-bastion` },
    });
  }
}
