import fc from 'fast-check';
import { highestHeapPercent, type JvmBounds, type JvmCollector, jvmMemory } from '../../../../lib/analysis/jvm-memory';
import { renderJvmEnvironment } from '../../../../lib/render/jvm/jvm-environment';
import { EnvironmentSpec } from '../../../../lib/specs/environment/environment-spec';
import { HEAP_PERCENT } from '../../../../lib/specs/workload/jvm/jvm-fields';
import { hasContainer } from '../../../../lib/specs/workload/workload-spec';
import { awsCluster, awsEnvironment, awsPool } from '../../../fixtures/aws-environment';
import type { Line } from './jvm-programs';

const COLLECTORS = ['serial', 'parallel', 'g1', 'zgc'] as const;

/** A JVM as a platform states it. */
export interface SizedJvm {
  readonly line: Line;
  readonly limitMib: number;
  readonly percent: number;
  readonly bounds: JvmBounds;
}

/** Bounds of random JVMs; most limits are small, because a JVM touches its whole heap and the machine has two processors. */
const WISHES = fc.record({
  limitMib: fc.oneof({ arbitrary: whole(256, 1024), weight: 4 }, { arbitrary: whole(1025, 3072), weight: 1 }),
  share: fc.double({ min: 0, max: 1, noNaN: true }),
  bounds: fc.record({
    collector: fc.constantFrom(...COLLECTORS),
    processors: whole(1, 64),
    metaspaceMib: whole(32, 48),
    codeCacheMib: whole(16, 32),
    directMib: whole(1, 16),
    threads: whole(1, 20),
  }),
});

/** Random JVMs of a line that keelson accepts; the same for every run. */
export function randomJvms(line: Line, count: number, seed: number): readonly SizedJvm[] {
  const jvms = fc.sample(WISHES, { seed: seed + line, numRuns: 4 * count }).flatMap(({ limitMib, share, bounds }) => {
    const highest = highestHeapPercent(bounds, limitMib, HEAP_PERCENT);
    if (highest === undefined) return [];
    return [{ line, limitMib, percent: HEAP_PERCENT.min + Math.round(share * (highest - HEAP_PERCENT.min)), bounds }];
  });
  if (jvms.length < count) throw new Error(`only ${jvms.length} of ${count} JVMs fit`);
  return jvms.slice(0, count);
}

/** A whole number within a range, equally likely over it. */
function whole(min: number, max: number): fc.Arbitrary<number> {
  return fc.noBias(fc.integer({ min, max }));
}

/** A JVM whose sum is its limit to the MiB, or the most that the steps of the heap leave. */
export function fullJvm(line: Line, collector: JvmCollector): SizedJvm {
  const bounds = { collector, processors: 2, metaspaceMib: 64, codeCacheMib: 48, directMib: 32, threads: 60 };
  const percent = 55;
  const fits = (limitMib: number) => jvmMemory(bounds, { limitMib, percent }).totalMib <= limitMib;
  let limitMib = 1024;
  while (fits(limitMib - 1)) limitMib -= 1;
  while (!fits(limitMib)) limitMib += 1;
  return { line, limitMib, percent, bounds };
}

/** Options of each JVM, as keelson renders them for the workloads of an environment. */
export function renderedOptions(jvms: readonly SizedJvm[]): readonly string[] {
  const pool = awsPool({ machine: { type: 'm6i.16xlarge' } });
  const workloads = jvms.map(({ line, limitMib, percent, bounds }, index) => ({
    name: `service-${index}`,
    namespace: 'shop',
    kind: 'deployment' as const,
    pools: ['general'],
    health: { kind: 'http' as const, ready: '/ready' },
    container: { image: 'registry.example.com/shop/app:1.0.0', port: 8080, cpu: '500m', memory: `${limitMib}Mi` },
    jvm: {
      line,
      heapPercent: percent,
      collector: bounds.collector,
      processors: bounds.processors,
      threads: bounds.threads,
      metaspace: `${bounds.metaspaceMib}Mi`,
      codeCache: `${bounds.codeCacheMib}Mi`,
      direct: `${bounds.directMib}Mi`,
    },
  }));
  const { clusters } = EnvironmentSpec.from(awsEnvironment({ clusters: [awsCluster({ pools: [pool], workloads })] }));
  const specs = clusters.flatMap((cluster) => cluster.workloads);
  return specs.map((spec) => (hasContainer(spec) ? (renderJvmEnvironment(spec)['JDK_JAVA_OPTIONS'] ?? '') : ''));
}
