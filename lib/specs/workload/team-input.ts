/** Upper bound of the requests of all pods of a team together; changes in place. */
export interface TeamQuotaInput {
  /** Processors: `24`, `1500m`. */
  readonly cpu: string;
  /** Memory: `48Gi`. */
  readonly memory: string;
  /** Pods, 1 to 100000. */
  readonly pods: number;
}

/** A team and its namespace in a cluster. */
export interface TeamInput {
  /** DNS label and name of the namespace. Changing it replaces the namespace; the old namespace stays until somebody deletes it. */
  readonly name: string;
  /** Upper bound of the requests of all pods of the team together. */
  readonly quota: TeamQuotaInput;
  /**
   * Requests and limits of containers that state none.
   * @default - cpu request 100m, memory request and limit 256Mi
   */
  readonly containerDefaults?: { readonly cpu: string; readonly memory: string };
  /** Groups of the identity provider; `edit` never includes roles, quotas or the Secrets of other namespaces. */
  readonly groups: readonly { readonly name: string; readonly role: 'edit' | 'view' }[];
  /**
   * Namespaces whose pods may open connections into this one.
   * @default - only the team's own namespace
   */
  readonly allowFrom?: readonly string[];
  /**
   * Address ranges outside the cluster that the team's pods may open TCP connections to: databases, other companies' APIs.
   * @default - no address outside the cluster: pods reach the cluster's DNS, their own namespace, namespaces that admit them, and the
   * endpoint of their cloud identity
   */
  readonly egressTo?: readonly TeamEgressInput[];
  /**
   * Pod Security level that is enforced.
   * @default 'restricted'
   */
  readonly podSecurity?: 'restricted' | 'baseline';
  /**
   * Reaction of the API server to requests in the team's namespace that the admission policies of teams refuse: `deny` refuses them,
   * `audit` admits them, warns whoever sent them and writes a line into the audit log. The policies refuse tolerations of every taint,
   * of startup taints and of cordoned nodes, `nodeName`, a longer grace period than `maxGraceSeconds` (of pods, probes, deletions and
   * evictions), and budgets that let no pod go. Changes in place.
   * @default 'deny'
   * @see https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/#validation-actions
   */
  readonly admission?: 'audit' | 'deny';
  /**
   * Seconds that a pod of the team may take to end at most, 30 to 86400, and not less than any of its declared workloads states as
   * `shutdown.graceSeconds`: a drain waits that long for the pod. Changes in place, for pods that are created and for pods that are
   * deleted or evicted from then on.
   * @default - 300, or the longest `shutdown.graceSeconds` of the team's declared workloads where that is longer
   */
  readonly maxGraceSeconds?: number;
}

/** A way out of a team's namespace. */
export interface TeamEgressInput {
  /** `10.20.0.0/16`, or `0.0.0.0/0` for the internet. Pods and nodes of the cluster are opened by `allowFrom`, never by address. */
  readonly cidr: string;
  /** TCP ports, 1 to 65535, at least one. */
  readonly ports: readonly number[];
}
