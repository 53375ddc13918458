import { shortHash } from '../../values/short-hash';
import type { AwsScaling } from './scaling-fields';

/** Target tracking of an Auto Scaling group, with every default filled in. */
export type TargetTrackingScaling = Extract<AwsScaling, { readonly kind: 'target-tracking' }>;

/** Target tracking of a pool or of a group of other machines: the members that both have. */
export type TrackingScaling = Omit<TargetTrackingScaling, 'warmPool'>;

/** A signal that a group follows. */
export type TrackedSignal = TargetTrackingScaling['signals'][number];

/** Processors that a group's machines use. */
export type TrackedCpu = Extract<TrackedSignal, { readonly kind: 'cpu' }>;

/** A metric of CloudWatch that a group follows. */
export type TrackedMetric = Extract<TrackedSignal, { readonly kind: 'metric' }>;

/** Name of the policy that forecasts the load of a group. */
export const FORECAST_POLICY = 'forecast';

/** Characters of a metric's name that its policy's name repeats for the reader; the hash makes the name unique. */
const SHOWN_CHARACTERS = 60;

/**
 * Name of a signal's policy. The name depends on what the metric is, and not on its place in the list or on its target, so that an edit of
 * the list or of a target replaces no policy.
 */
export function policyName(signal: TrackedSignal): string {
  if (signal.kind === 'cpu') return 'cpu';
  const shown = signal.name.replace(/[^A-Za-z0-9]+/g, '-').slice(0, SHOWN_CHARACTERS);
  return `metric-${shown}-${shortHash(metricOf(signal))}`;
}

function metricOf({ namespace, name, dimensions }: TrackedMetric): unknown {
  return { namespace, name, dimensions: dimensions ?? 'the group' };
}

/** The CPU signal of a group; undefined where the group follows metrics only. */
export function cpuOf(scaling: TrackingScaling): TrackedCpu | undefined {
  return scaling.signals.find((signal) => signal.kind === 'cpu');
}

/** Whether the values of a signal come from the group's own machines, so that an empty group has no value and stays empty. */
export function isOwnSignal(signal: TrackedSignal): boolean {
  return signal.kind === 'cpu' || signal.dimensions === undefined;
}

/** Whether a group with this scaling ever terminates nodes that work: by its targets, or at the end of a schedule's window. */
export function removesNodes({ scalesIn, schedules }: TrackingScaling): boolean {
  return scalesIn || schedules.length > 0;
}
