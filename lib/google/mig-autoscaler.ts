import {
  ComputeAutoscaler,
  type ComputeAutoscalerAutoscalingPolicy,
  type ComputeAutoscalerAutoscalingPolicyCpuUtilization,
  type ComputeAutoscalerAutoscalingPolicyMetric,
  type ComputeAutoscalerAutoscalingPolicyScaleInControl,
  type ComputeAutoscalerAutoscalingPolicyScalingSchedules,
} from '@cdktf/provider-google/lib/compute-autoscaler';
import { Construct } from 'constructs';
import { googlePoolReplacementHash } from '../specs/pool/google/google-replacement';
import type { GoogleNodePoolSpec } from '../specs/pool/node-pool-spec';
import type { GoogleScaling } from '../specs/scaling/scaling-fields';
import { resolveSchedules, windowCron, windowSeconds } from '../specs/scaling/scaling-schedule';
import { boundedName } from '../values/bounded-name';
import type { IGkeCluster } from './gke-cluster-contract';
import type { GkeNodePool } from './gke-node-pool';
import { countOfZone, zoneLetter } from './pool-parts';

const MAX_NAME = 63;

/** Properties of {@link MigAutoscaler}. */
export interface MigAutoscalerProps {
  /** The cluster of the pool; autoscalers of two clusters of a project may not share a name. */
  readonly cluster: IGkeCluster;
  /** Spec of the pool: its scaling has the kind `instance-group`, its layout is `zonal`. */
  readonly pool: GoogleNodePoolSpec;
  /** The pool whose instance groups are scaled. */
  readonly nodePool: GkeNodePool;
}

/**
 * Autoscalers of Compute Engine for the instance groups of a pool, one for each zone, because the nodes of a zone are a zonal group.
 *
 * An autoscaler's name contains the hash of the pool's name, so that a replaced pool gets new autoscalers before the old pool and
 * its autoscalers go; every other change is made in place. Numbers count the nodes of one zone.
 *
 * @see https://cloud.google.com/compute/docs/autoscaler
 */
export class MigAutoscaler extends Construct {
  /** One autoscaler for each zone, in alphabetical order. */
  readonly resources: readonly ComputeAutoscaler[];

  /** @throws Error for a pool whose scaling has another kind. */
  constructor(scope: Construct, id: string, props: MigAutoscalerProps) {
    super(scope, id);
    const { pool } = props;
    const { scaling } = pool;
    if (scaling.kind !== 'instance-group') {
      throw new Error(`pool '${pool.name}' is scaled by '${scaling.kind}'; set 'scaling.kind' to 'instance-group'`);
    }
    this.resources = pool.zones.map((zone, index) => this.addZone(props, { scaling, zone, index }));
  }

  private addZone({ cluster, pool, nodePool }: MigAutoscalerProps, part: ScaledZone): ComputeAutoscaler {
    const { zone } = part;
    const hash = googlePoolReplacementHash(pool, cluster.nodeServiceAccountEmail);
    return new ComputeAutoscaler(this, `autoscaler-${zone}`, {
      project: cluster.projectId,
      // A provider without a zone of its own refuses a missing one only when it applies.
      zone,
      name: boundedName(`${pool.physicalName}-${zoneLetter(cluster, zone)}-${hash}`, MAX_NAME),
      target: nodePool.instanceGroupManagerUrl(zone),
      autoscalingPolicy: policy(pool, part),
      lifecycle: { createBeforeDestroy: true },
    });
  }
}

type InstanceGroupScaling = Extract<GoogleScaling, { readonly kind: 'instance-group' }>;

/** A zone of a pool, with how it is scaled. */
interface ScaledZone {
  readonly scaling: InstanceGroupScaling;
  readonly zone: string;
  /** Place of the zone in the pool, which decides its share of a total. */
  readonly index: number;
}

/** Words of Compute Engine for the modes. */
const MODES = { on: 'ON', 'only-scale-out': 'ONLY_SCALE_OUT', off: 'OFF' } as const;

function policy(pool: GoogleNodePoolSpec, part: ScaledZone): ComputeAutoscalerAutoscalingPolicy {
  const { scaling, index } = part;
  return {
    minReplicas: countOfZone(pool, pool.size.min, index),
    maxReplicas: countOfZone(pool, pool.size.max, index),
    mode: MODES[scaling.mode],
    cooldownPeriod: scaling.readySeconds,
    cpuUtilization: cpuUtilization(scaling),
    metric: metrics(scaling),
    scaleInControl: scaleInControl(scaling),
    scalingSchedules: schedules(pool, part),
  };
}

/** A rule demands the signal, because the provider keeps a stated target for ever: the argument is optional and computed. */
function cpuUtilization({
  signals,
  predictive,
}: InstanceGroupScaling): ComputeAutoscalerAutoscalingPolicyCpuUtilization | undefined {
  const cpu = signals.find((signal) => signal.kind === 'cpu');
  if (cpu?.kind !== 'cpu') return undefined;
  return { target: cpu.percent / 100, predictiveMethod: predictive ? 'OPTIMIZE_AVAILABILITY' : 'NONE' };
}

/** Without a filter Compute Engine reads the series of each machine, `gce_instance`. */
function metrics({ signals }: InstanceGroupScaling): ComputeAutoscalerAutoscalingPolicyMetric[] {
  return signals.flatMap((signal) =>
    signal.kind === 'metric' ? [{ name: signal.type, type: 'GAUGE', target: signal.perNode }] : [],
  );
}

/** A tenth of the machines in ten minutes: an evening that falls for hours is followed, and a gap of a few minutes is not. */
const USUAL_SCALE_IN = { percent: 10, nodes: undefined, withinSeconds: 600 };

function scaleInControl({ scaleIn = USUAL_SCALE_IN }: InstanceGroupScaling) {
  const { percent, nodes, withinSeconds } = scaleIn;
  const control: ComputeAutoscalerAutoscalingPolicyScaleInControl = {
    maxScaledInReplicas: percent === undefined ? { fixed: nodes } : { percent },
    timeWindowSec: withinSeconds,
  };
  return control;
}

/** Schedules of a zone; a zone whose share of a schedule's minimum is 0 has none, because the schedule would change nothing there. */
function schedules(
  pool: GoogleNodePoolSpec,
  { scaling, index }: ScaledZone,
): ComputeAutoscalerAutoscalingPolicyScalingSchedules[] {
  return resolveSchedules(scaling.schedules).flatMap(({ name, window, min }) => {
    const minRequiredReplicas = countOfZone(pool, min, index);
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
