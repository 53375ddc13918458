import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { CloudwatchLogStream } from '@cdktf/provider-aws/lib/cloudwatch-log-stream';
import { Ec2ClientVpnAuthorizationRule } from '@cdktf/provider-aws/lib/ec2-client-vpn-authorization-rule';
import {
  Ec2ClientVpnEndpoint,
  type Ec2ClientVpnEndpointAuthenticationOptions,
} from '@cdktf/provider-aws/lib/ec2-client-vpn-endpoint';
import { Ec2ClientVpnNetworkAssociation } from '@cdktf/provider-aws/lib/ec2-client-vpn-network-association';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { Construct } from 'constructs';
import { API_PORT } from '../security/cluster-security';
import { GROUP_LIFECYCLE } from '../security/group-lifecycle';
import { addSecurityFlows } from '../security/security-flow';
import type { PrivateAccessOf, PrivateAccessProps } from './private-access-props';

/** Hours after which a client must sign in again: about a working day, out of the values that AWS accepts (8, 10, 12, 24). */
const SESSION_HOURS = 10;

/**
 * A Client VPN endpoint with one association per private subnet; connected clients may open the Kubernetes API and nothing else.
 *
 * Clients reach the VPC with the addresses of the association's interfaces, therefore rules name the endpoint's security group.
 * Changing `clientCidr` or the authentication replaces the endpoint, and every client needs a new profile.
 */
export class ClientVpn extends Construct {
  /** The endpoint; client profiles name it. */
  readonly resource: Ec2ClientVpnEndpoint;

  constructor(scope: Construct, id: string, props: PrivateAccessProps<'client-vpn'>) {
    super(scope, id);
    const group = this.addSecurityGroup(props);
    this.resource = this.addEndpoint(props, group);
    this.associateSubnets(props);
    new Ec2ClientVpnAuthorizationRule(this, 'authorization', {
      clientVpnEndpointId: this.resource.id,
      targetNetworkCidr: props.cluster.network.vpcCidr,
      // Every user whom the identity provider or the certificate admits may connect; the security group limits what a client
      // reaches.
      authorizeAllGroups: true,
      description: 'Connected clients reach the VPC',
    });
  }

  private addSecurityGroup({ cluster, network, controlPlane }: PrivateAccessProps<'client-vpn'>): SecurityGroup {
    const group = new SecurityGroup(this, 'security-group', {
      namePrefix: `${cluster.physicalName}-client-vpn-`,
      description: 'Client VPN',
      vpcId: network.vpcId,
      tags: { Name: `${cluster.physicalName}-client-vpn` },
      lifecycle: GROUP_LIFECYCLE,
    });
    addSecurityFlows(this, [
      {
        from: { kind: 'group', name: 'client-vpn', securityGroupId: group.id, egress: 'by-flow' },
        to: controlPlane,
        protocol: { kind: 'tcp', port: API_PORT },
        why: 'VPN clients call the API',
      },
    ]);
    return group;
  }

  private addEndpoint(
    { cluster, network, access }: PrivateAccessProps<'client-vpn'>,
    group: SecurityGroup,
  ): Ec2ClientVpnEndpoint {
    const logGroup = new CloudwatchLogGroup(this, 'log-group', {
      name: `/keelson/${cluster.physicalName}/client-vpn`,
      retentionInDays: cluster.controlPlane.logRetentionDays,
    });
    const logStream = new CloudwatchLogStream(this, 'log-stream', { name: 'connections', logGroupName: logGroup.name });
    return new Ec2ClientVpnEndpoint(this, 'endpoint', {
      description: `${cluster.physicalName} Kubernetes API`,
      clientCidrBlock: access.clientCidr,
      serverCertificateArn: access.serverCertificateArn,
      authenticationOptions: [renderAuthentication(access.authentication)],
      vpcId: network.vpcId,
      securityGroupIds: [group.id],
      // Only traffic to the VPC's range uses the tunnel; every public resolver resolves the private endpoint's name to addresses
      // of that range.
      splitTunnel: true,
      sessionTimeoutHours: SESSION_HOURS,
      disconnectOnSessionTimeout: true,
      connectionLogOptions: {
        enabled: true,
        cloudwatchLogGroup: logGroup.name,
        cloudwatchLogStream: logStream.name,
      },
      tags: { Name: `${cluster.physicalName}-client-vpn` },
    });
  }

  private associateSubnets({ network }: PrivateAccessProps<'client-vpn'>): void {
    for (const zone of network.zones) {
      new Ec2ClientVpnNetworkAssociation(this, `association-${zone}`, {
        clientVpnEndpointId: this.resource.id,
        subnetId: network.privateSubnetId(zone),
      });
    }
  }
}

function renderAuthentication(
  authentication: PrivateAccessOf<'client-vpn'>['authentication'],
): Ec2ClientVpnEndpointAuthenticationOptions {
  return 'samlProviderArn' in authentication
    ? { type: 'federated-authentication', samlProviderArn: authentication.samlProviderArn }
    : { type: 'certificate-authentication', rootCertificateChainArn: authentication.rootCertificateChainArn };
}
