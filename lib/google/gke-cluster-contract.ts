/** A GKE cluster that node pools can join: created here or imported. Members may be tokens, but for those that the spec chose. */
export interface IGkeCluster {
  /** Chosen by the spec, never a token. */
  readonly name: string;
  /** The same name as the cluster's resource answers it: whatever names the cluster by this waits until it exists. */
  readonly nameReference: string;
  /** Chosen by the spec, never a token. */
  readonly projectId: string;
  /** Region of the control plane. Chosen by the spec, never a token. */
  readonly location: string;
  /** Host name or address at which people and CI reach the control plane. */
  readonly endpoint: string;
  /** Pool of workload identities: `<project>.svc.id.goog`. */
  readonly workloadPool: string;
  /** Account of the nodes, never a token: it is part of the names of pools, because changing it replaces them. */
  readonly nodeServiceAccountEmail: string;
  /** Network tag of every node; firewall rules of the cluster aim at it. Never a token. */
  readonly nodeNetworkTag: string;
}
