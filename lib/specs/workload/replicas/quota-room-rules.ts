import { countedPods, mostWithin } from '../../../analysis/rollout-pods';
import { counted } from '../../../values/counted';
import type { Problems } from '../../../values/problems';
import { parseQuantity, renderGib } from '../../../values/quantity';
import type { TeamSpec } from '../team-spec';
import { MAX_REPLICAS } from './replicas-fields';
import { renderCpu } from './service-needs';
import { type PeakOfService, peakPods } from './service-peak';

/** One resource of a quota. */
interface QuotaLimit {
  readonly resource: keyof TeamSpec['quota'];
  /** Amount that one pod takes. */
  readonly each: number;
  readonly allowed: number;
  readonly render: (amount: number) => string;
}

/**
 * Refuses a service whose pods alone exceed the quota of its team while they are replaced.
 *
 * Pods that end count until their grace period is over, and the pods of the new revision would wait for them: a rollout would take as
 * many rounds as the quota forces on it, each as long as the grace period.
 *
 * @see https://kubernetes.io/docs/concepts/policy/resource-quotas/
 */
export function judgeQuota({ property, pods, least, needs }: PeakOfService, team: TeamSpec, problems: Problems): void {
  const { cpu, memory } = team.quota;
  const limits: readonly QuotaLimit[] = [
    { resource: 'cpu', each: needs.cpuMillis, allowed: parseQuantity(cpu) * 1000, render: renderCpu },
    { resource: 'memory', each: needs.memoryBytes, allowed: parseQuantity(memory), render: renderGib },
    { resource: 'pods', each: 1, allowed: team.quota.pods, render: String },
  ];
  const total = countedPods(pods);
  const terms = `${counted(pods.serving, 'pod')} + ${pods.surge} that a rollout adds + ${pods.ending} that end = ${total}`;
  for (const { resource, each, allowed, render } of limits) {
    const most = mostWithin(allowed, (serving) => countedPods(peakPods(serving)) * each, MAX_REPLICAS);
    const product = resource === 'pods' ? '' : ` x ${render(each)} = ${render(total * each)}`;
    const raise = `raise 'quota.${resource}' of the team`;
    problems.require(
      total * each <= allowed,
      property,
      `fit the quota of team '${team.name}': ${terms}${product}, of ${render(allowed)}`,
      pods.serving,
      most < least ? raise : `lower it to ${most}, or ${raise}`,
    );
  }
}
