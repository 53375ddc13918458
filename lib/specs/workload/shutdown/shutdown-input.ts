/**
 * Times of the stop of a workload's pods. The kubelet waits until proxies have forgotten the pod (`endpointLagSeconds`), then sends SIGTERM; the
 * process ends its connections within `drainSeconds`; `marginSeconds` are left before SIGKILL. The sum is the pod's grace period. The times
 * in which nodes of the workload's pools go follow from it, where a pool does not state them: a grace that exceeds the graceful shutdown of
 * nodes on AWS makes that longer, which rolls the pool.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination
 */
export interface WorkloadShutdownInput {
  /**
   * Seconds that a pod may take to end, 1 to 86400: the `terminationGracePeriodSeconds`. For a service it may only be longer than the sum
   * of the other members, and it must fit into the time that nodes of the workload's pools give pods where no drain moves them first;
   * for other workloads it is what the manifest states, and a check compares. Changing it rolls the pods of a service. The admission policy
   * of the team allows the longest time of the team's workloads, where that is above 300 and the team states no `maxGraceSeconds`.
   * @default - for a service the sum; otherwise the manifest's own business, and Kubernetes gives a pod that states nothing 30 seconds
   * @see https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination
   */
  readonly graceSeconds?: number;
  /**
   * Seconds until the last node and the last proxy have forgotten a pod that is about to stop, 0 to 120. The process still serves in
   * that time, because SIGTERM comes after it. Only for a service. Changing it rolls the pods.
   * @default - 15 for a service; 40 for one with hosts, because proxies learn from DNS that a pod is gone
   */
  readonly endpointLagSeconds?: number;
  /**
   * Seconds after SIGTERM within which the process answers what is under way and closes its connections, 0 to 3600; the process reads
   * them from `KEELSON_DRAIN_SECONDS`. 0 is for the protocol `tcp` only. Must be stated for websockets, whose clients all connect again
   * in that time. Only for a service. Changing it rolls the pods.
   * @default - 20 for a service
   */
  readonly drainSeconds?: number;
  /**
   * Seconds that are left between the end of the drain and SIGKILL, 1 to 60. Only for a service. Changing it rolls the pods.
   * @default - 5 for a service
   */
  readonly marginSeconds?: number;
  /**
   * Seconds after which the process closes a connection of a client that lives on, 10 to 86400; the process reads it from
   * `KEELSON_CONNECTION_MAX_AGE_SECONDS`. Only for a service. Changing it rolls the pods.
   * @default - 300 for a service
   */
  readonly connectionMaxAgeSeconds?: number;
}
