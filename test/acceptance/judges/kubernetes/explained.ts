/** A message of the control plane that is not a failure. */
export interface Explained {
  readonly message: RegExp;
  /** The reason why the message needs no change. */
  readonly reason: string;
}

/** Explained warnings in answers to an apply; empty so far. */
export const EXPLAINED_WARNINGS: readonly Explained[] = [];

/** Explained warning events. */
export const EXPLAINED_EVENTS: readonly Explained[] = [
  {
    message: /^FailedScheduling: /,
    reason: "no node is here to run a pod; where pods land is judged by the scheduler's judge",
  },
  {
    message: /^FailedToCreateEndpoint: .* already exists$/,
    reason: 'the endpoints controller looked into its cache before its own write of a moment ago had arrived there',
  },
  {
    message: /^ClusterIPNotAllocated: .* is not allocated; repairing$/,
    reason:
      "the API server looked for the Service's address in a cache that its own write of a moment ago had not reached",
  },
  {
    message:
      /^Failed\w+: HorizontalPodAutoscaler .* the server could not find the requested resource \(get pods\.metrics\.k8s\.io\)$/,
    reason: 'no metrics server is here; what the autoscalers of pods do is judged by the judge of replicas',
  },
  {
    message:
      /^Failed(GetPodsMetric|ComputeMetricsReplicas): HorizontalPodAutoscaler .* unable to get metric \w+: unable to fetch metrics from custom metrics API: no custom metrics API \(custom\.metrics\.k8s\.io\) registered$/,
    reason:
      'no adapter of metrics is here either; a slow run lasts until the controller has looked for one a second time',
  },
];

/** Whether an entry of the list explains the message. */
export function isExplained(list: readonly Explained[], text: string): boolean {
  return list.some(({ message }) => message.test(text));
}
