import fc from 'fast-check';
import { heapMib } from '../../../lib/analysis/jvm-memory';
import { renderJvmEnvironment } from '../../../lib/render/jvm/jvm-environment';
import { EnvironmentSpec } from '../../../lib/specs/environment/environment-spec';
import type { ContainerInput } from '../../../lib/specs/workload/container/container-input';
import { startupBudgetSeconds } from '../../../lib/specs/workload/health/startup-budget';
import type { JvmInput } from '../../../lib/specs/workload/jvm/jvm-input';
import { jvmMemoryOf } from '../../../lib/specs/workload/jvm/jvm-sizing';
import type { WorkloadInput } from '../../../lib/specs/workload/workload-input';
import { type ContainerWorkloadSpec, hasContainer } from '../../../lib/specs/workload/workload-spec';
import { ConfigError } from '../../../lib/values/config-error';
import { awsCluster, awsEnvironment } from '../../fixtures/aws-environment';
import { CONTAINER, serviceInput } from '../../fixtures/service-input';

interface Varied {
  readonly jvm?: Partial<JvmInput>;
  readonly container?: Partial<ContainerInput>;
  readonly health?: WorkloadInput['health'];
}

function specOf({ jvm, container, ...rest }: Varied = {}): ContainerWorkloadSpec {
  const input = serviceInput({
    replicas: 1,
    container: { ...CONTAINER, memory: '2Gi', ...container },
    jvm: { line: 21, ...jvm },
    ...rest,
  });
  const [spec] = EnvironmentSpec.from(
    awsEnvironment({ clusters: [awsCluster({ workloads: [input] })] }),
  ).clusters.flatMap(({ workloads }) => workloads);
  if (spec === undefined || !hasContainer(spec)) throw new Error('the workload has no container');
  return spec;
}

const optionsOf = (varied?: Varied) => renderJvmEnvironment(specOf(varied))['JDK_JAVA_OPTIONS']?.split(' ') ?? [];

test('the options state the heap, the processors, the collector and every bound', () => {
  // 50 percent of 2048 MiB; half a processor is one, so that the collector is the serial one.
  expect(renderJvmEnvironment(specOf())).toEqual({
    JDK_JAVA_OPTIONS:
      '-Xms1024m -Xmx1024m -XX:ActiveProcessorCount=1 -XX:+UseSerialGC -XX:+AlwaysPreTouch -XX:MaxMetaspaceSize=256m -XX:MaxDirectMemorySize=64m -XX:ReservedCodeCacheSize=128m -XX:+ExitOnOutOfMemoryError',
  });
});

test('a service without a JVM has no variable of a JVM', () => {
  const { jvm: _, ...spec } = specOf();
  expect(renderJvmEnvironment({ ...spec, jvm: undefined })).toEqual({});
});

test("the user's options come last, and the dump before them", () => {
  const options = optionsOf({ jvm: { heapDump: { size: '2Gi' }, options: ['-Xlog:gc', '-ea'] } });
  expect(options.slice(-5)).toEqual([
    '-XX:+ExitOnOutOfMemoryError',
    '-XX:+HeapDumpOnOutOfMemoryError',
    '-XX:HeapDumpPath=/heap-dumps',
    '-Xlog:gc',
    '-ea',
  ]);
});

test('nothing is touched where the heap is not wanted at the start', () => {
  expect(optionsOf({ jvm: { preTouch: false } })).not.toContain('-XX:+AlwaysPreTouch');
});

test.each<[JvmInput['line'], readonly string[]]>([
  [17, ['-XX:+UseZGC', '-XX:+AlwaysPreTouch']],
  [21, ['-XX:+UseZGC', '-XX:+ZGenerational']],
  [25, ['-XX:+UseZGC', '-XX:+AlwaysPreTouch']],
])('the line %i is asked for ZGC in its own way', (line, expected) => {
  const options = optionsOf({ jvm: { line, collector: 'zgc', processors: 2 } });
  const at = options.indexOf('-XX:+UseZGC');
  expect(options.slice(at, at + 2)).toEqual(expected);
});

test.each([
  ['500m', '2Gi', 'UseSerialGC', 1],
  ['2', '2Gi', 'UseG1GC', 2],
  ['1100m', '1792Mi', 'UseG1GC', 2],
  ['2', '1791Mi', 'UseSerialGC', 2],
])('%s processors and %s of memory have %s', (cpu, memory, collector, processors) => {
  const options = optionsOf({ container: { cpu, memory } });
  expect(options).toContain(`-XX:+${collector}`);
  expect(options).toContain(`-XX:ActiveProcessorCount=${processors}`);
});

describe('the time to start', () => {
  test('grows by three seconds for each GiB of heap that is touched', () => {
    expect(startupBudgetSeconds(specOf())).toBe(63);
    // 1.4375 GiB x 3 = 4.3125
    expect(startupBudgetSeconds(specOf({ container: { memory: '2944Mi' } }))).toBe(65);
  });

  test('is the stated one where nothing is touched', () => {
    expect(startupBudgetSeconds(specOf({ jvm: { preTouch: false } }))).toBe(60);
  });

  test('does not exist without health', () => {
    expect(startupBudgetSeconds(specOf({ health: { kind: 'none', because: 'it answers nobody' } }))).toBeUndefined();
  });
});

test('whatever JVM is accepted has a sum within its limit and the heap that was calculated', () => {
  let accepted = 0;
  const varied = fc.record({
    limitMib: fc.integer({ min: 256, max: 3072 }),
    jvm: fc.record({
      line: fc.constantFrom(17, 21, 25),
      heapPercent: fc.integer({ min: 25, max: 75 }),
      collector: fc.constantFrom('serial', 'parallel', 'g1', 'zgc'),
      processors: fc.integer({ min: 1, max: 4 }),
      threads: fc.integer({ min: 1, max: 300 }),
      metaspace: fc.integer({ min: 16, max: 300 }).map((mib) => `${mib}Mi`),
    } as const),
  });
  fc.assert(
    fc.property(varied, ({ limitMib, jvm }) => {
      const spec = accept({ jvm, container: { memory: `${limitMib}Mi` } });
      if (spec?.jvm === undefined) return;
      accepted += 1;
      const memory = jvmMemoryOf(spec.jvm, spec.container);
      expect(memory.totalMib).toBeLessThanOrEqual(limitMib);
      const heap = heapMib(limitMib, jvm.heapPercent);
      expect(renderJvmEnvironment(spec)['JDK_JAVA_OPTIONS']).toMatch(`-Xms${heap}m -Xmx${heap}m `);
    }),
    { seed: 7, numRuns: 100 },
  );
  // Without accepted inputs the property would hold for nothing.
  expect(accepted).toBeGreaterThan(20);
});

/** The workload, or undefined where it is refused. */
function accept(varied: Varied): ContainerWorkloadSpec | undefined {
  try {
    return specOf(varied);
  } catch (error) {
    if (error instanceof ConfigError) return undefined;
    throw error;
  }
}
