import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { ReplicaRange } from '../../specs/workload/replicas/replicas-fields';
import { type ScalingStep, scalingSteps } from '../../specs/workload/replicas/scaling-steps';
import type { WorkloadSpec } from '../../specs/workload/workload-spec';
import { canonicalQuantity } from '../../values/quantity';
import type { AutoscalerMetric, AutoscalerSpec, MetricName, ScalingPolicy, ScalingRules } from './autoscaler-types';
import { renderWorkloadLabels } from './placement';

/** A workload whose number of pods follows a metric. */
export type ScaledWorkload = WorkloadSpec & { readonly replicas: ReplicaRange };

/** Properties of {@link PodAutoscaler}. */
export interface PodAutoscalerProps {
  /** A deployment whose `replicas` are a range. */
  readonly workload: ScaledWorkload;
  /** Name of the container whose processors count where the target is `cpu`. */
  readonly container: string;
}

/**
 * Lets the number of pods of a Deployment follow a metric. The Deployment must not state `replicas`, because each apply would reset
 * the number.
 *
 * A target of processors counts the container that serves alone (`ContainerResource`). The sum over all containers would need a
 * request on each of them, and a busy sidecar would add pods that have no requests to answer.
 *
 * @see https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#container-resource-metrics
 */
export class PodAutoscaler extends Construct {
  /** The HorizontalPodAutoscaler, which has the name of the workload; a plain object, because the typed L1 drops `tolerance`. */
  readonly resource: ApiObject;

  constructor(scope: Construct, id: string, props: PodAutoscalerProps) {
    super(scope, id);
    const { name, namespace } = props.workload;
    this.resource = new ApiObject(this, 'Autoscaler', {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: { name, namespace, labels: { ...renderWorkloadLabels(props.workload) } },
      spec: renderAutoscaler(props),
    });
  }
}

/** Renders everything that the API server would fill in by itself, so that a second apply changes nothing. */
function renderAutoscaler({ workload, container }: PodAutoscalerProps): AutoscalerSpec {
  const { min, max, target, tolerancePercent } = workload.replicas;
  const { up, down } = scalingSteps(workload);
  return {
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: workload.name },
    minReplicas: min,
    maxReplicas: max,
    metrics: [renderMetric(target, container)],
    behavior: {
      scaleUp: renderRules(up, 'Max', tolerancePercent),
      // The policy that removes fewer pods counts, because capacity that went too early is missed, and capacity that stays is paid for.
      scaleDown: renderRules(down, 'Min', tolerancePercent),
    },
  };
}

function renderMetric(target: ReplicaRange['target'], container: string): AutoscalerMetric {
  switch (target.kind) {
    case 'cpu': {
      const wanted = { type: 'Utilization', averageUtilization: target.percentOfRequest } as const;
      return { type: 'ContainerResource', containerResource: { name: 'cpu', container, target: wanted } };
    }
    case 'pods':
      return { type: 'Pods', pods: { metric: { name: target.metric }, target: averageOf(target) } };
    case 'external':
      return { type: 'External', external: { metric: renderExternal(target), target: averageOf(target) } };
  }
}

function renderExternal({ metric, labels }: Extract<ReplicaRange['target'], { kind: 'external' }>): MetricName {
  // Without labels no selector is stated, because an empty one is stored as it is and says nothing.
  return { name: metric, ...(Object.keys(labels).length > 0 && { selector: { matchLabels: labels } }) };
}

function averageOf({ average }: { readonly average: string }) {
  return { type: 'AverageValue', averageValue: canonicalQuantity(average) } as const;
}

function renderRules(
  step: ScalingStep,
  selectPolicy: ScalingRules['selectPolicy'],
  tolerancePercent: number | undefined,
): ScalingRules {
  const { pods, percent, periodSeconds } = step;
  const policies: ScalingPolicy[] = [];
  if (pods !== undefined) policies.push({ type: 'Pods', value: pods, periodSeconds });
  if (percent !== undefined) policies.push({ type: 'Percent', value: percent, periodSeconds });
  return {
    stabilizationWindowSeconds: step.stabilizationSeconds,
    selectPolicy,
    policies,
    // Thousandths, the form in which the API server stores shares.
    ...(tolerancePercent !== undefined && { tolerance: canonicalQuantity(`${tolerancePercent * 10}m`) }),
  };
}
