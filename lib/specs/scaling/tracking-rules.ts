import type { Problems } from '../../values/problems';
import { judgeSchedules } from './scaling-schedule-rules';
import {
  cpuOf,
  isOwnSignal,
  policyName,
  type TrackedMetric,
  type TrackedSignal,
  type TrackingScaling,
} from './target-tracking';

const MAX_POLICIES = 50;
const MAX_DIMENSIONS = 30;

/** Namespaces of AWS whose metrics have the dimension `AutoScalingGroupName`. */
const OF_GROUPS: readonly string[] = ['AWS/EC2', 'AWS/AutoScaling'];

/** Letters of a namespace in CloudWatch; a colon may not be the first of them. */
const NAMESPACE = /^[0-9A-Za-z.\-_/# ][0-9A-Za-z.\-_/#: ]{0,254}$/;
/** Printable letters of ASCII, of which at least one is no blank. */
const METRIC_NAME = /^(?=.*[!-~])[ -~]{1,255}$/;
const DIMENSION_NAME = /^(?!:)(?=.*[!-~])[ -~]{1,255}$/;
const DIMENSION_VALUE = /^(?=.*[!-~])[ -~]{1,1024}$/;

/** The members of a pool or of a group on which the rules of its target tracking depend. */
export interface TrackedGroup {
  readonly size: { readonly min: number; readonly max: number };
  /** Seconds from InService until a machine counts as warm. */
  readonly warmupSeconds: number;
  /** Path of these seconds in the input: `aws.rollout.warmupSeconds`. */
  readonly warmupProperty: string;
  /** Whether somebody needs a machine at all hours, as the managed add-ons do. */
  readonly needsNode: boolean;
}

/** Rules of target tracking that pools and groups of other machines share. */
export function judgeTracking(scaling: TrackingScaling, group: TrackedGroup, problems: Problems): void {
  judgeSignals(scaling, problems);
  judgeSchedules(scaling.schedules, { cloud: 'aws', size: group.size }, problems);
  judgeForecast(scaling, problems);
  judgeEmptyGroup(group, scaling, problems);
  judgeReady(group, scaling, problems);
}

function judgeSignals(scaling: TrackingScaling, problems: Problems): void {
  const { signals } = scaling;
  const most = MAX_POLICIES - (scaling.predictive === 'off' ? 0 : 1);
  const rule = `name 1 to ${most} signals`;
  const remedy = signals.length === 0 ? "name one, as { kind: 'cpu', percent: 60 }" : 'remove some';
  const holds = signals.length >= 1 && signals.length <= most;
  problems.require(holds, 'scaling.signals', rule, signals.length, remedy);
  const twice = signals.filter((signal, index) => signals.findIndex((other) => isSame(other, signal)) !== index);
  for (const name of new Set(twice.map(shownName))) {
    problems.add('scaling.signals', 'name every signal once', name, 'remove one of them');
  }
  signals.forEach((signal, index) => {
    if (signal.kind === 'metric') judgeMetric(signal, `scaling.signals[${index}]`, problems);
  });
}

/** Two metrics of one name are two signals where their dimensions differ. */
function isSame(left: TrackedSignal, right: TrackedSignal): boolean {
  return policyName(left) === policyName(right);
}

function shownName(signal: TrackedSignal): string {
  return signal.kind === 'cpu' ? 'cpu' : `${signal.namespace} ${signal.name}`;
}

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html */
function judgeMetric(metric: TrackedMetric, property: string, problems: Problems): void {
  const { namespace, name, dimensions } = metric;
  const copy = 'copy it from CloudWatch';
  problems.require(
    NAMESPACE.test(namespace),
    `${property}.namespace`,
    "be 1 to 255 letters, digits, blanks or '.-_/#:', the first one no colon",
    namespace,
    copy,
  );
  const printable = 'be 1 to 255 printable characters of ASCII';
  problems.require(METRIC_NAME.test(name), `${property}.name`, printable, name, copy);
  judgeLiteral(name, `${property}.name`, problems);
  judgeOwner(metric, property, problems);
  const entries = Object.entries(dimensions ?? {});
  problems.require(
    entries.length <= MAX_DIMENSIONS,
    `${property}.dimensions`,
    `hold at most ${MAX_DIMENSIONS} dimensions`,
    entries.length,
    'remove some',
  );
  for (const [key, value] of entries) {
    const at = `${property}.dimensions.${key}`;
    const named = 'have a name of 1 to 255 printable characters of ASCII, the first one no colon';
    problems.require(DIMENSION_NAME.test(key), at, named, key, copy);
    const rule = 'be 1 to 1024 printable characters of ASCII';
    problems.require(DIMENSION_VALUE.test(value), at, rule, value, copy);
    judgeLiteral(`${key}=${value}`, at, problems);
  }
}

/** Refuses what Terraform would evaluate instead of sending it. */
function judgeLiteral(text: string, property: string, problems: Problems): void {
  const rule = "hold neither '${' nor '%{', which Terraform would evaluate";
  problems.require(!/[$%]\{/.test(text), property, rule, text, 'rename the metric or its dimension');
}

/**
 * Nobody but AWS writes below `AWS/`, and only two of its services write values of an Auto Scaling group.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html
 */
function judgeOwner({ namespace, dimensions }: TrackedMetric, property: string, problems: Problems): void {
  const hasGroups = !namespace.startsWith('AWS/') || OF_GROUPS.includes(namespace);
  const rule = `be given in the namespace '${namespace}', which has no values of an Auto Scaling group`;
  const remedy = "copy them from CloudWatch, as { QueueName: 'orders' }; only AWS writes below 'AWS/'";
  problems.require(hasGroups || dimensions !== undefined, `${property}.dimensions`, rule, dimensions, remedy);
}

/** The only pair of metrics that EC2 Auto Scaling forecasts for a group without a load balancer of its own and that we can state is the CPU. */
function judgeForecast(scaling: TrackingScaling, problems: Problems): void {
  const holds = scaling.predictive === 'off' || cpuOf(scaling) !== undefined;
  const rule = "be 'off' where no signal is 'cpu', because the forecast is one of the CPU";
  problems.require(holds, 'scaling.predictive', rule, scaling.predictive, "add the signal 'cpu', or leave it out");
}

function judgeEmptyGroup({ size, needsNode }: TrackedGroup, scaling: TrackingScaling, problems: Problems): void {
  const { min } = size;
  if (min > 0) return;
  if (needsNode) {
    const rule = "be at least 1 where scaling is 'target-tracking' and the purpose 'system'";
    problems.add('size.min', rule, min, 'raise it, because the targets know nothing of the add-ons that need a node');
    return;
  }
  const rule =
    "be at least 1 where scaling is 'target-tracking' and every signal is measured on the group's own machines";
  const remedy =
    "raise it, or add a metric with 'dimensions' of its own; an empty group has no value of these signals and would stay empty";
  problems.require(!scaling.signals.every(isOwnSignal), 'size.min', rule, min, remedy);
}

/** A machine whose metrics count before it carries load would hide how much the others carry. */
function judgeReady(group: TrackedGroup, { readySeconds }: TrackingScaling, problems: Problems): void {
  const { warmupSeconds, warmupProperty } = group;
  const holds = readySeconds === undefined || readySeconds >= warmupSeconds;
  const rule = `be at least '${warmupProperty}' (${warmupSeconds}), the time of boot, join and tuning`;
  problems.require(holds, 'scaling.readySeconds', rule, readySeconds, `raise it, or lower '${warmupProperty}'`);
}
