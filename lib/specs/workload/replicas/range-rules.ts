import { KubernetesVersion } from '../../../values/kubernetes-version';
import { parseLabelKey, parseLabelValue } from '../../../values/label';
import type { Problems } from '../../../values/problems';
import { parseQuantity } from '../../../values/quantity';
import type { JudgedWorkload, WorkloadSurroundings } from '../judged-workload';
import { statesService } from '../workload-fields';
import type { ReplicaRange } from './replicas-fields';

/**
 * First minor whose API server takes `behavior.scaleUp.tolerance`: the feature HPAConfigurableTolerance is off before it.
 *
 * @see https://github.com/kubernetes/enhancements/tree/master/keps/sig-autoscaling/4951-configurable-hpa-tolerance
 */
const TOLERANCE_SINCE = '1.35';

/** Characters that the API server refuses in a metric's name, because the name is a segment of a path; a space is always a slip. */
const NO_METRIC_NAME = /[/%\s]/;

/** Largest average: above it the API server cannot compute with thousandths any more. */
const MAX_AVERAGE = 1e15;

/** Rules of a number of pods that follows a metric. */
export function judgeRange(range: ReplicaRange, { input, surroundings }: JudgedWorkload, problems: Problems): void {
  const isService = input.kind === 'deployment' && statesService(input);
  if (!isService) {
    const rule = "be a number unless the workload is a service of kind 'deployment'";
    const remedy = "state its 'container', or a number; a chart of your own may hold an autoscaler of its own";
    const what = statesService(input) ? input.kind : `${input.kind} without a container`;
    problems.add('replicas', rule, `a range in a ${what}`, remedy);
  }
  const { min, max } = range;
  const remedy = min === max ? `write 'replicas: ${min}', which needs no autoscaler` : "raise it, or lower 'min'";
  problems.require(max > min, 'replicas.max', `be more than 'replicas.min' (${min})`, max, remedy);
  judgeTarget(range.target, surroundings, problems);
  const percent = range.down.percent ?? 0;
  const rule = 'be at most 100 percent, because no more pods can go';
  problems.require(percent <= 100, 'replicas.down.percent', rule, percent, 'lower it');
  judgeTolerance(range.tolerancePercent, surroundings.kubernetesVersion, problems);
}

function judgeTarget(target: ReplicaRange['target'], surroundings: WorkloadSurroundings, problems: Problems): void {
  if (target.kind === 'cpu') return;
  problems.require(
    surroundings.hasMetricsAdapter,
    'replicas.target.kind',
    "be 'cpu' in a cluster without an adapter of metrics",
    target.kind,
    "state 'controllers.metricsAdapter' of the cluster once somebody installs one, or follow 'cpu'",
  );
  judgeMetricName(target.metric, problems);
  const average = problems.capture('replicas.target.average', () => parseQuantity(target.average));
  const holds = average === undefined || (average > 0 && average <= MAX_AVERAGE);
  const rule = 'be more than 0 and at most 1P';
  problems.require(holds, 'replicas.target.average', rule, target.average, 'write what one pod is to have: 500m, 20k');
  if (target.kind !== 'external') return;
  for (const [key, value] of Object.entries(target.labels)) {
    problems.capture(`replicas.target.labels.${key}`, () => parseLabelKey(key));
    problems.capture(`replicas.target.labels.${key}`, () => parseLabelValue(value));
  }
}

/** @see https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/autoscaling/validation/validation.go */
function judgeMetricName(metric: string, problems: Problems): void {
  const isSegment = metric !== '' && metric !== '.' && metric !== '..' && !NO_METRIC_NAME.test(metric);
  const rule = "be a name without '/', '%' and spaces, because it is a segment of a path in the API";
  const remedy = "write it as the adapter lists it; Google's writes '|' for '/'";
  problems.require(isSegment, 'replicas.target.metric', rule, metric, remedy);
}

function judgeTolerance(percent: number | undefined, version: string, problems: Problems): void {
  if (percent === undefined) return;
  // Another rule reports a version that cannot be read.
  const running = problems.muted(() => true).capture('kubernetesVersion', () => KubernetesVersion.parse(version));
  const isTaken = running === undefined || running.minorsAfter(KubernetesVersion.parse(TOLERANCE_SINCE)) >= 0;
  problems.require(
    isTaken,
    'replicas.tolerancePercent',
    `be absent before Kubernetes ${TOLERANCE_SINCE}, whose API servers drop it`,
    `${percent} on ${version}`,
    `leave it out until the cluster runs ${TOLERANCE_SINCE}`,
  );
}
