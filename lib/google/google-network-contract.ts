/** A VPC-native subnet that a GKE cluster can stand in: created here or imported. */
export interface IGoogleNetwork {
  /** Project that owns the network; another than the cluster's in a Shared VPC. Never a token. */
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
   * Address of a resource that is replaced when the range of pods or Services changes, for the cluster to be replaced with it.
   * @default - none: whoever manages the network answers for its ranges
   */
  readonly rangeTrigger?: string;
}
