/** Members of a cluster that user data contains and that are known before the apply; endpoint and certificate authority are late pieces. */
export interface JoinedCluster {
  readonly name: string;
  /** Range of Services, from which the node derives the address of its DNS server. */
  readonly serviceCidr: string;
}
