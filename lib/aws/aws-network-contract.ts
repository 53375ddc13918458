/** A VPC for pools and control planes, created here or imported. */
export interface IAwsNetwork {
  /** Id of the VPC, a token where the VPC is created here. */
  readonly vpcId: string;
  /** Zones in alphabetical order. */
  readonly zones: readonly string[];
  /** Subnet of nodes and pods in a zone of {@link zones}. */
  privateSubnetId(zone: string): string;
  /** Subnet of balancers and NAT gateways in a zone of {@link zones}. */
  publicSubnetId(zone: string): string;
}
