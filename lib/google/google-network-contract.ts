/** A VPC-native subnet for a GKE cluster, created here or imported. */
export interface IGoogleNetwork {
  /** Project that owns the network; it differs from the cluster's project in a Shared VPC. Never a token. */
  readonly projectId: string;
  /** Id, self link or name of the VPC. */
  readonly network: string;
  /** Id, self link or name of the subnet whose primary range holds the nodes. */
  readonly subnetwork: string;
  /** Name of the secondary range of pods; changing it replaces the cluster. */
  readonly podRangeName: string;
  /** Name of the secondary range of Services; changing it replaces the cluster. */
  readonly serviceRangeName: string;
  /**
   * Address of a resource that is replaced when the range of pods or Services changes, so that the cluster is replaced with it.
   * @default - none: the owner of an imported network is responsible for its ranges
   */
  readonly rangeTrigger?: string;
}
