import fc from 'fast-check';
import { buildModel } from '../../../../lib/model/build-model';
import type { PoolModel } from '../../../../lib/model/platform-model';
import type { ClusterSpec } from '../../../../lib/specs/cluster/cluster-spec';
import { freeOf, type Trial, type TrialSpec, trialPod } from './misplacements';

/** The seed is fixed, so that a failed run fails again. */
const SEED = 20_261_101;

/** Random pods, made from the labels, taints and sizes of a cluster and from values close to them. */
export function randomTrials(cluster: ClusterSpec, count: number): readonly Trial[] {
  const { pools } = buildModel(cluster, []);
  return fc.sample(specs(pools), { seed: SEED, numRuns: count }).map((spec, index) => ({
    title: `at random: ${JSON.stringify(spec)}`,
    pod: trialPod(index, spec),
  }));
}

function specs(pools: readonly PoolModel[]): fc.Arbitrary<TrialSpec> {
  const labels = fc.constantFrom(...pools.flatMap(labelsOf), ['keelson.dev/pool', 'nowhere'] as const);
  return fc
    .record({
      selected: fc.array(labels, { maxLength: 2 }),
      terms: fc.option(fc.array(fc.array(requirement(labels), { maxLength: 2 }), { minLength: 1, maxLength: 2 })),
      tolerations: fc.array(toleration(pools), { maxLength: 3 }),
      requests: size(pools),
    })
    .map(({ selected, terms, tolerations, requests }) => ({
      nodeSelector: Object.fromEntries(selected),
      affinity: terms === null ? undefined : affinity(terms),
      tolerations,
      requests,
    }));
}

function labelsOf(pool: PoolModel): (readonly [string, string])[] {
  const zones = pool.spec.zones.map((zone) => ['topology.kubernetes.io/zone', zone] as const);
  return [...Object.entries(pool.labels), ...zones];
}

function requirement(labels: fc.Arbitrary<readonly [string, string]>): fc.Arbitrary<object> {
  const operators = fc.constantFrom('In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt');
  return fc.tuple(labels, operators, fc.nat({ max: 12 })).map(([[key, value], operator, number]) => {
    if (operator === 'Exists' || operator === 'DoesNotExist') return { key, operator };
    return { key, operator, values: [operator === 'In' || operator === 'NotIn' ? value : String(number)] };
  });
}

function toleration(pools: readonly PoolModel[]): fc.Arbitrary<object> {
  const taints = [...pools.flatMap((pool) => pool.taints), { key: 'other', value: 'x', effect: 'NoSchedule' }];
  const exists = fc.boolean();
  const shape = fc.record({ taint: fc.constantFrom(...taints), exists, anyEffect: exists, wrong: fc.nat({ max: 3 }) });
  return shape.map(({ taint, exists: any, anyEffect, wrong }) => ({
    key: taint.key,
    ...(any ? { operator: 'Exists' } : { operator: 'Equal', value: wrong === 0 ? 'wrong' : (taint.value ?? '') }),
    ...(anyEffect ? {} : { effect: wrong === 1 ? 'NoExecute' : taint.effect }),
  }));
}

/** A size that is small half of the time, and otherwise about as large as the free resources of a node in some pool. */
function size(pools: readonly PoolModel[]): fc.Arbitrary<Readonly<Record<string, string>>> {
  const small = fc.constant({ cpu: '10m', memory: '16Mi' });
  const amounts = fc.record({
    pool: fc.constantFrom(...pools),
    millis: fc.integer({ min: -2, max: 2 }),
    isCpu: fc.boolean(),
  });
  const large = amounts.map(({ pool, millis, isCpu }): Readonly<Record<string, string>> => {
    const { cpuMillis, memoryBytes } = freeOf(pool);
    return isCpu ? { cpu: `${cpuMillis + millis}m` } : { memory: String(memoryBytes + millis) };
  });
  return fc.oneof(small, large);
}

function affinity(terms: readonly (readonly object[])[]): object {
  const nodeSelectorTerms = terms.map((matchExpressions) => ({ matchExpressions }));
  return { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } };
}
