import { counted } from '../../values/counted';
import type { Problems } from '../../values/problems';
import { requireUnique } from '../fields/unique';
import type { GoogleScaling } from './scaling-fields';
import { judgeSchedules } from './scaling-schedule-rules';

/** The scaling of a pool by the autoscaler of its instance groups. */
export type InstanceGroupScaling = Extract<GoogleScaling, { readonly kind: 'instance-group' }>;

/** The autoscaler of Compute Engine, for a pool or for a group of other machines: the members that both have. */
export type InstanceGroupLoop = Omit<InstanceGroupScaling, 'unsupportedBecause'>;

/** Least and most machines, as the pool or the group counts them. */
interface LoopSize {
  readonly min: number;
  readonly max: number;
}

/** Metrics of Cloud Monitoring that one autoscaler reads at most. */
const MAX_METRICS = 5;

/** A host name of the service that owns the metric, and a path. */
const METRIC_TYPE = /^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)+(\/[A-Za-z][A-Za-z0-9_-]*)+$/;

/** Metrics made from logs, which the autoscaler cannot read, and metrics of Kubernetes objects, which no machine has. */
const UNREADABLE = ['logging.googleapis.com/', 'kubernetes.io/', 'prometheus.googleapis.com/'];

/**
 * Metrics of Compute Engine that count what happened in an interval: bytes and packets of the network, reads and writes of the disks.
 *
 * @see https://cloud.google.com/monitoring/api/metrics_gcp_c
 */
const COUNTED = /^compute\.googleapis\.com\/.*_count$/;

/** Rules of the autoscaler of a pool's instance groups. */
export function judgeInstanceGroup(scaling: InstanceGroupScaling, size: LoopSize, problems: Problems): void {
  judgeReason(scaling, problems);
  judgeLoop(scaling, size, problems);
}

/**
 * Rules of the autoscaler of Compute Engine that pools and groups of other machines share. The provider's plan accepts nearly every wrong
 * value, so that an apply would fail halfway.
 *
 * @see https://cloud.google.com/compute/docs/autoscaler
 */
export function judgeLoop(loop: InstanceGroupLoop, size: LoopSize, problems: Problems): void {
  judgeCpu(loop, problems);
  judgeMetrics(loop, problems);
  judgeScaleIn(loop, problems);
  judgeSchedules(loop.schedules, { cloud: 'google', size }, problems);
}

function judgeReason({ unsupportedBecause }: InstanceGroupScaling, problems: Problems): void {
  const rule = 'be the reason for a loop that Google does not support on GKE';
  const remedy =
    "state why the pool needs it, or use 'cluster-autoscaler'; the loop knows nothing of pods: it removes machines without a drain, asks no disruption budget and sees no pending pod";
  problems.require(unsupportedBecause.trim() !== '', 'scaling.unsupportedBecause', rule, unsupportedBecause, remedy);
}

/**
 * A target for the processors is demanded: schedules alone are refused by Google, and a target that was stated once cannot be removed
 * with the provider, because the argument is optional and computed.
 *
 * @see https://cloud.google.com/compute/docs/autoscaler/scaling-schedules
 */
function judgeCpu({ signals, predictive }: InstanceGroupLoop, problems: Problems): void {
  const count = signals.filter(({ kind }) => kind === 'cpu').length;
  const without = predictive ? ', from which it forecasts' : '';
  const rule = `have exactly one signal of the kind 'cpu'${without}`;
  const remedy =
    count === 0
      ? "add { kind: 'cpu', percent: 60 }, or 90 where another signal shall decide; keelson could not remove a target later"
      : 'keep one of them';
  problems.require(count === 1, 'scaling.signals', rule, counted(count, 'signal'), remedy);
}

/** @see https://cloud.google.com/compute/docs/autoscaler/scaling-cloud-monitoring-metrics */
function judgeMetrics({ signals }: InstanceGroupLoop, problems: Problems): void {
  const types = signals.flatMap((signal) => (signal.kind === 'metric' ? [signal.type] : []));
  requireUnique(problems, { property: 'scaling.signals', values: types, what: 'metric' });
  const rule = `have at most ${MAX_METRICS} metrics`;
  problems.require(types.length <= MAX_METRICS, 'scaling.signals', rule, types.length, 'remove some');
  signals.forEach((signal, index) => {
    if (signal.kind === 'metric') judgeType(signal.type, `scaling.signals[${index}].type`, problems);
  });
}

function judgeType(type: string, property: string, problems: Problems): void {
  const form = 'be the type of a metric: a service and a path';
  if (
    !problems.require(METRIC_TYPE.test(type), property, form, type, "write it as 'custom.googleapis.com/edge/sockets'")
  )
    return;
  const prefix = UNREADABLE.find((each) => type.startsWith(each));
  const rule = "be a metric of machines, with series of the resource 'gce_instance'";
  const remedy = `write one of your own below 'custom.googleapis.com'; the autoscaler cannot read those below '${prefix}'`;
  problems.require(prefix === undefined, property, rule, type, remedy);
  const gauge = 'be a gauge, because the target is one of the value and not of its growth';
  const level = "write a gauge of your own below 'custom.googleapis.com', as the connections that are open";
  problems.require(!COUNTED.test(type), property, gauge, type, level);
}

function judgeScaleIn({ scaleIn }: InstanceGroupLoop, problems: Problems): void {
  if (scaleIn === undefined) return;
  const stated = (['percent', 'nodes'] as const).filter((member) => scaleIn[member] !== undefined);
  const rule = "have exactly one of 'percent' and 'nodes'";
  const shown = stated.length === 0 ? 'neither' : stated.join(' and ');
  const remedy =
    stated.length === 0
      ? "state one of them, or leave 'scaleIn' out for 10 percent in 600 seconds"
      : 'keep one of them';
  problems.require(stated.length === 1, 'scaling.scaleIn', rule, shown, remedy);
}
