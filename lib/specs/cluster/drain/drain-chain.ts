import type { ChainDuration, ChainStep } from '../../../analysis/drain-chain';
import type { NodePoolSpec } from '../../pool/node-pool-spec';
import type { WorkloadSpec } from '../../workload/workload-spec';

/** The events that end pods, in the order of tables. */
export const DRAIN_EVENTS = [
  'rollout',
  'scale-in',
  'spot-notice',
  'reboot',
  'upgrade',
  'image-refresh',
  'zone-loss',
] as const;

/** An event that ends pods. */
export type DrainEvent = (typeof DRAIN_EVENTS)[number];

/**
 * The way in which pods end in an event: `pod`, where only the pod goes; `drained`, where a program moves them before their node goes; `shutdown`, where
 * the shutdown of the node ends them; `emptied`, where a balancer sends their clients elsewhere and only then their machine shuts down; `cut`,
 * where nobody tells them.
 */
export type DrainEnding = 'pod' | 'drained' | 'shutdown' | 'emptied' | 'cut';

/** Name of the step within the pod: its process ends before its grace is over, whichever event ends the pod. */
export const POD_STEP = 'grace';

/** A step of the chain of one workload, with what a message says where the step is inverted. */
export interface DrainStep extends ChainStep {
  /** The rule, as text after the word "must". */
  readonly rule: string;
  /** Tells how the step gets room. */
  readonly remedy: string;
  /** The pool's member that gives the time and may be stated, as `aws.terminateHeartbeatSeconds`; undefined where nobody states it. */
  readonly property?: string;
}

/** A step between pods and what sends them requests; without a rule where keelson derives or sets both times, or where the ingress has the rule. */
export type FrontStep = ChainStep | DrainStep;

/** The end of the pods of one workload in one event: the steps that must fit into each other. A result, and no input. */
export interface DrainChain {
  readonly event: DrainEvent;
  readonly workload: WorkloadSpec;
  /** The pool whose node goes; undefined where only the pod goes. */
  readonly pool: NodePoolSpec | undefined;
  readonly ending: DrainEnding;
  /** In the order in which they happen; none where nobody tells the pods. */
  readonly steps: readonly DrainStep[];
  /** Times until the loss is mended, where nothing bounds them; empty where a program moves or replaces the pods in time. */
  readonly durations: readonly ChainDuration[];
  /** Steps of the balancer and the proxies before the pods; undefined where none of keelson's sends them requests. */
  readonly balancer?: readonly FrontStep[];
}
