/** A message of the control plane that is no failure. */
export interface Explained {
  readonly message: RegExp;
  /** Why nothing is changed. */
  readonly reason: string;
}

/** Warnings in answers to an apply: none so far. */
export const EXPLAINED_WARNINGS: readonly Explained[] = [];

/** Warning events. */
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
];

/** Whether a list accounts for the message. */
export function isExplained(list: readonly Explained[], text: string): boolean {
  return list.some(({ message }) => message.test(text));
}
