import { Ec2TransitGatewayVpcAttachment } from '@cdktf/provider-aws/lib/ec2-transit-gateway-vpc-attachment';
import { Route } from '@cdktf/provider-aws/lib/route';
import { Construct } from 'constructs';
import { addSecurityFlows } from '../security/security-flow';
import type { RoutedAccessProps } from './private-access-props';
import { remoteRangeFlows } from './remote-ranges';

/**
 * An attachment of the VPC to a transit gateway, with routes back to the ranges behind the gateway.
 *
 * The gateway's owner adds routes towards the VPC, and accepts the attachment where the gateway is shared without automatic
 * acceptance: until then AWS refuses the routes and the deployment must be repeated. In a network that is managed elsewhere this
 * construct only opens the Kubernetes API, because the network's owner has the attachment.
 */
export class TransitGatewayAccess extends Construct {
  /** The attachment; undefined in a network that is managed elsewhere. */
  readonly resource: Ec2TransitGatewayVpcAttachment | undefined;

  constructor(scope: Construct, id: string, props: RoutedAccessProps<'transit-gateway'>) {
    super(scope, id);
    this.resource = props.routeTables.length === 0 ? undefined : this.addAttachment(props);
    addSecurityFlows(this, remoteRangeFlows(props.access.remoteCidrs, props.controlPlane));
  }

  private addAttachment(props: RoutedAccessProps<'transit-gateway'>): Ec2TransitGatewayVpcAttachment {
    const { cluster, network, access, routeTables } = props;
    const attachment = new Ec2TransitGatewayVpcAttachment(this, 'attachment', {
      transitGatewayId: access.transitGatewayId,
      vpcId: network.vpcId,
      subnetIds: network.zones.map((zone) => network.privateSubnetId(zone)),
      dnsSupport: 'enable',
      tags: { Name: cluster.physicalName },
    });
    for (const { zone, routeTableId } of routeTables) {
      for (const cidr of access.remoteCidrs) {
        new Route(this, `route-${zone}-${cidr}`, {
          routeTableId,
          destinationCidrBlock: cidr,
          transitGatewayId: access.transitGatewayId,
          // AWS refuses a route to a transit gateway before the VPC is attached to it.
          dependsOn: [attachment],
        });
      }
    }
    return attachment;
  }
}
