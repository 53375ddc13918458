import './aws-present';

export { DaemonSetAddons, type DaemonSetAddonsProps } from '../aws/addons/daemon-set-addons';
export { addManagedAddon, type ManagedAddonProps } from '../aws/addons/managed-addon';
export { PlatformAddons, type PlatformAddonsProps } from '../aws/addons/platform-addons';
export { AwsNetwork, type AwsNetworkProps, type PrivateRouteTable } from '../aws/aws-network';
export type { IAwsNetwork } from '../aws/aws-network-contract';
export { ClusterAccess, type ClusterAccessProps } from '../aws/cluster-access';
export { ClusterAutoscalerRole, type ClusterAutoscalerRoleProps } from '../aws/cluster-autoscaler-role';
export type { IEksCluster } from '../aws/eks-cluster-contract';
export { EksControlPlane, type EksControlPlaneProps } from '../aws/eks-control-plane';
export { AwsGroup } from '../aws/group/aws-group';
export type { AwsGroupProps } from '../aws/group/aws-group-props';
export { type AwsNetworkAttributes, ImportedAwsNetwork, type ImportedAwsZone } from '../aws/imported-aws-network';
export { PodIdentityRole, type PodIdentityRoleProps } from '../aws/pod-identity-role';
export { AwsNodePool } from '../aws/pool/aws-node-pool';
export { DiskKeyGrant, type DiskKeyGrantProps } from '../aws/pool/disk-key-grant';
export { ImagePromotion, type ImagePromotionProps } from '../aws/pool/image-promotion';
export { ManagedNodeGroup } from '../aws/pool/managed-node-group';
export type { NodePoolProps } from '../aws/pool/node-pool-props';
export { NodeRole, type NodeRoleProps } from '../aws/pool/node-role';
export { type AddPrivateAccessProps, addPrivateAccess } from '../aws/private-access/add-private-access';
export { ClusterSecurity, type ClusterSecurityProps, controlPlanePeer } from '../aws/security/cluster-security';
export {
  type AddressRangePeer,
  addSecurityFlows,
  type FlowProtocol,
  type SecurityFlow,
  type SecurityGroupPeer,
} from '../aws/security/security-flow';
export { NodeEvents } from '../aws/termination-handler/node-events';
export { TerminationHandlerRole } from '../aws/termination-handler/termination-handler-role';
export { addAwsProvider } from '../stacks/aws/add-aws-provider';
export { type AwsClusterStacks, addAwsStacks } from '../stacks/aws/add-aws-stacks';
export { AwsFoundationStack, type AwsFoundationStackProps } from '../stacks/aws/aws-foundation-stack';
export { AwsPlatformStack, type AwsPlatformStackProps } from '../stacks/aws/aws-platform-stack';
export type { StackBuilder } from '../stacks/stack-builder';
export { addStateBackend } from '../stacks/state-backend';
