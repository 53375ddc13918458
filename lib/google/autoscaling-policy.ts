import type {
  ComputeAutoscalerAutoscalingPolicy,
  ComputeAutoscalerAutoscalingPolicyCpuUtilization,
  ComputeAutoscalerAutoscalingPolicyLoadBalancingUtilization,
  ComputeAutoscalerAutoscalingPolicyMetric,
  ComputeAutoscalerAutoscalingPolicyScaleInControl,
  ComputeAutoscalerAutoscalingPolicyScalingSchedules,
} from '@cdktf/provider-google/lib/compute-autoscaler';
import type { InstanceGroupLoop } from '../specs/scaling/instance-group-rules';
import { resolveSchedules, windowCron, windowSeconds } from '../specs/scaling/scaling-schedule';

/** Translates a number of the size into machines of the instance group that an autoscaler scales. */
export type CountOf = (count: number) => number;

/** Words of Compute Engine for the modes. */
const MODES = { on: 'ON', 'only-scale-out': 'ONLY_SCALE_OUT', off: 'OFF' } as const;

/** The policy of an autoscaler of Compute Engine; zonal and regional autoscalers take the same. */
export function autoscalingPolicy(
  loop: InstanceGroupLoop,
  size: { readonly min: number; readonly max: number },
  countOf: CountOf,
): ComputeAutoscalerAutoscalingPolicy {
  return {
    minReplicas: countOf(size.min),
    maxReplicas: countOf(size.max),
    mode: MODES[loop.mode],
    cooldownPeriod: loop.readySeconds,
    cpuUtilization: cpuUtilization(loop),
    metric: metrics(loop),
    loadBalancingUtilization: balancerUtilization(loop),
    scaleInControl: scaleInControl(loop),
    scalingSchedules: schedules(loop, countOf),
  };
}

/** A rule demands the signal, because the provider keeps a stated target for ever: the argument is optional and computed. */
function cpuUtilization({
  signals,
  predictive,
}: InstanceGroupLoop): ComputeAutoscalerAutoscalingPolicyCpuUtilization | undefined {
  const cpu = signals.find((signal) => signal.kind === 'cpu');
  if (cpu?.kind !== 'cpu') return undefined;
  return { target: cpu.percent / 100, predictiveMethod: predictive ? 'OPTIMIZE_AVAILABILITY' : 'NONE' };
}

/** Without a filter Compute Engine reads the series of each machine, `gce_instance`. */
function metrics({ signals }: InstanceGroupLoop): ComputeAutoscalerAutoscalingPolicyMetric[] {
  return signals.flatMap((signal) =>
    signal.kind === 'metric' ? [{ name: signal.type, type: 'GAUGE', target: signal.perNode }] : [],
  );
}

/**
 * The share of the capacity that the balancer's backend states. Until the balancer has the group as a backend, the autoscaler reports the signal
 * as missing and removes no machine.
 */
function balancerUtilization({
  signals,
}: InstanceGroupLoop): ComputeAutoscalerAutoscalingPolicyLoadBalancingUtilization | undefined {
  const balancer = signals.find((signal) => signal.kind === 'balancer');
  return balancer?.kind === 'balancer' ? { target: balancer.percent / 100 } : undefined;
}

/** A tenth of the machines in ten minutes: an evening that falls for hours is followed, and a gap of a few minutes is not. */
const USUAL_SCALE_IN = { percent: 10, nodes: undefined, withinSeconds: 600 };

function scaleInControl({ scaleIn = USUAL_SCALE_IN }: InstanceGroupLoop) {
  const { percent, nodes, withinSeconds } = scaleIn;
  const control: ComputeAutoscalerAutoscalingPolicyScaleInControl = {
    maxScaledInReplicas: percent === undefined ? { fixed: nodes } : { percent },
    timeWindowSec: withinSeconds,
  };
  return control;
}

/** Schedules of a group; a group whose share of a schedule's minimum is 0 has none, because the schedule would change nothing there. */
function schedules(loop: InstanceGroupLoop, countOf: CountOf): ComputeAutoscalerAutoscalingPolicyScalingSchedules[] {
  return resolveSchedules(loop.schedules).flatMap(({ name, window, min }) => {
    const minRequiredReplicas = countOf(min);
    if (minRequiredReplicas === 0) return [];
    return [
      {
        name,
        minRequiredReplicas,
        schedule: windowCron(window),
        timeZone: window.timeZone,
        durationSec: windowSeconds(window),
        disabled: false,
      },
    ];
  });
}
