/** A GKE cluster that node pools can join, created here or imported. Members may be tokens, except those that the spec chooses. */
export interface IGkeCluster {
  /** Name of the cluster; the spec chooses the name, so that it is never a token. */
  readonly name: string;
  /** The same name as a reference to the cluster's resource; a resource that uses this reference waits until the cluster exists. */
  readonly nameReference: string;
  /** Project of the cluster; the spec chooses the project, so that it is never a token. */
  readonly projectId: string;
  /** Region of the control plane; the spec chooses the region, so that it is never a token. */
  readonly location: string;
  /** Host name or address at which people and CI reach the control plane. */
  readonly endpoint: string;
  /** Pool of workload identities: `<project>.svc.id.goog`. */
  readonly workloadPool: string;
  /** Service account of the nodes, never a token: the names of pools depend on it, because changing the account replaces the pools. */
  readonly nodeServiceAccountEmail: string;
  /** Network tag of every node; the firewall rules of the cluster select nodes by it. Never a token. */
  readonly nodeNetworkTag: string;
}
