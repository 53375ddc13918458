import { requireKubeletLabel } from '../../values/kubelet-label';
import { parseLabelKey, parseLabelValue } from '../../values/label';
import type { Problems } from '../../values/problems';
import { parseTaint } from '../../values/taint';
import { requireUnique } from '../fields/unique';
import { LABEL_PREFIX } from '../labels';
import type { NodePoolMembers } from './node-pool-fields';
import type { NodePoolSpec } from './node-pool-spec';
import { judgePoolName, judgeUsualStartupKey } from './pool-name-rules';
import { AUTOSCALER_STARTUP_PREFIX, isAutoscalerStartupKey } from './startup-taint';

/** A pool as its fields read it, the resolved spec, and the zones of its network. */
export interface JudgedPool {
  readonly input: NodePoolMembers;
  readonly spec: NodePoolSpec;
  readonly networkZones: readonly string[];
}

/** Rules of a pool that both clouds share. */
export function judgeNodePool(pool: JudgedPool, problems: Problems): void {
  judgePoolName(pool.spec, problems);
  judgeSize(pool, problems);
  judgeZones(pool, problems);
  judgeLabels(pool.input.labels, problems);
  judgeTaints(pool, problems);
  judgeStartupTaint(pool, problems);
}

/** Members of a pool, or of a group of other machines, that say how many machines there are and where. */
export interface JudgedPlaces {
  readonly input: Pick<NodePoolMembers, 'size' | 'zones'>;
  readonly networkZones: readonly string[];
}

/** Rules of the smallest, the largest and the first number of machines. */
export function judgeSize({ input }: Pick<JudgedPlaces, 'input'>, problems: Problems): void {
  const { min, max, initial } = input.size;
  const rule = `be at least 'size.min' (${min})`;
  const ordered = problems.require(max >= min, 'size.max', rule, max, 'raise max or lower min');
  if (!ordered || initial === undefined) return;
  const within = `be a whole number of 'size.min' (${min}) to 'size.max' (${max})`;
  const remedy = 'move it into the range, or leave it out';
  problems.require(initial >= min && initial <= max, 'size.initial', within, initial, remedy);
}

/** Rules of the stated zones, which the network must have. */
export function judgeZones({ input, networkZones }: JudgedPlaces, problems: Problems): void {
  if (input.zones === undefined) return;
  problems.require(
    input.zones.length > 0,
    'zones',
    'name at least one zone',
    input.zones,
    'leave it out for all zones',
  );
  requireUnique(problems, { property: 'zones', values: input.zones, what: 'zone' });
  for (const zone of input.zones.filter((candidate) => !networkZones.includes(candidate))) {
    const rule = `name zones of the network: ${[...networkZones].sort().join(', ')}`;
    problems.add('zones', rule, zone, 'correct it, or add the zone to the network');
  }
}

function judgeLabels(labels: Readonly<Record<string, string>>, problems: Problems): void {
  for (const [key, value] of Object.entries(labels)) {
    const property = `labels.${key}`;
    if (key.startsWith(LABEL_PREFIX)) {
      problems.add(
        property,
        `not use the prefix '${LABEL_PREFIX}'`,
        key,
        'use a prefix of your own, because keelson fills in these labels',
      );
      continue;
    }
    problems.capture(property, () => requireKubeletLabel(parseLabelKey(key)));
    problems.capture(property, () => parseLabelValue(value));
  }
}

function judgeTaints({ input, spec }: JudgedPool, problems: Problems): void {
  spec.taints.forEach((taint, index) => {
    const property = `taints[${index}]`;
    if (problems.capture(property, () => parseTaint(taint)) === undefined) return;
    const lasts = !isAutoscalerStartupKey(taint.key);
    problems.require(
      lasts,
      property,
      'be a permanent taint',
      taint.key,
      "use 'startupTaint', which names the daemon that removes the taint",
    );
  });
  const pairs = input.taints.map((taint) => `${taint.key}:${taint.effect}`);
  requireUnique(problems, { property: 'taints', values: pairs, what: 'pair of key and effect' });
}

function judgeStartupTaint({ input, spec }: JudgedPool, problems: Problems): void {
  const startup = spec.startupTaint;
  if (startup === undefined) return;
  if (input.startupTaint?.key === undefined) judgeUsualStartupKey(spec, problems);
  else if (problems.capture('startupTaint.key', () => parseLabelKey(startup.key)) === undefined) return;
  const isTwice = spec.taints.some((taint) => taint.key === startup.key);
  problems.require(
    !isTwice,
    'startupTaint.key',
    "not be one of 'taints'",
    startup.key,
    'choose another key, because a taint that a daemon removes cannot be permanent too',
  );
  if (spec.scaling.kind === 'cluster-autoscaler') {
    const rule = `begin with '${AUTOSCALER_STARTUP_PREFIX}' where the cluster autoscaler scales the pool`;
    const remedy = 'leave it out, because without the prefix the autoscaler assumes that no pod fits a new node';
    problems.require(isAutoscalerStartupKey(startup.key), 'startupTaint.key', rule, startup.key, remedy);
  } else {
    const rule = `not begin with '${AUTOSCALER_STARTUP_PREFIX}' where no cluster autoscaler scales the pool`;
    const remedy =
      'leave it out, because with the prefix a node that keeps the taint counts as unready and the autoscaler stops for other pools';
    problems.require(!isAutoscalerStartupKey(startup.key), 'startupTaint.key', rule, startup.key, remedy);
  }
}
