import './google-present';

export { DiskKeyAccess, type DiskKeyAccessProps } from '../google/disk-key-access';
export type { IGkeCluster } from '../google/gke-cluster-contract';
export { GkeControlPlane, type GkeControlPlaneProps } from '../google/gke-control-plane';
export { GkeNodePool, type GkeNodePoolProps } from '../google/gke-node-pool';
export { GoogleNetwork, type GoogleNetworkProps } from '../google/google-network';
export type { IGoogleNetwork } from '../google/google-network-contract';
export { MigAutoscaler, type MigAutoscalerProps } from '../google/mig-autoscaler';
export { NodeServiceAccount, type NodeServiceAccountProps } from '../google/node-service-account';
export { ProjectServices, type ProjectServicesProps } from '../google/project-services';
export { WebhookFirewall, type WebhookFirewallProps } from '../google/webhook-firewall';
export { addGoogleProvider } from '../stacks/google/add-google-provider';
export { addGoogleStacks, type GoogleClusterStacks } from '../stacks/google/add-google-stacks';
export { GoogleFoundationStack, type GoogleFoundationStackProps } from '../stacks/google/google-foundation-stack';
export { GooglePlatformStack, type GooglePlatformStackProps } from '../stacks/google/google-platform-stack';
export type { StackBuilder } from '../stacks/stack-builder';
export { addStateBackend } from '../stacks/state-backend';
