import fc from 'fast-check';
import { renderJvmEnvironment } from '../../../lib/render/jvm/jvm-environment';
import { startupBudgetSeconds } from '../../../lib/specs/workload/health/startup-budget';
import { heapDumpFolders } from '../../../lib/specs/workload/jvm/heap-dump-folder';
import type { JvmInput } from '../../../lib/specs/workload/jvm/jvm-input';
import { jvmMemoryOf } from '../../../lib/specs/workload/jvm/jvm-sizing';
import { ConfigError } from '../../../lib/values/config-error';
import { type JvmServiceParts, jvmService } from '../../specs/workload/jvm/jvm-service';

const optionsOf = (parts: JvmServiceParts) => renderJvmEnvironment(jvmService(parts))['JDK_JAVA_OPTIONS'];

test('a JVM gets every size, its collector and its processors in one variable', () => {
  expect(renderJvmEnvironment(jvmService())).toEqual({
    JDK_JAVA_OPTIONS:
      '-Xms1024m -Xmx1024m -XX:ActiveProcessorCount=2 -XX:+UseG1GC -XX:+AlwaysPreTouch -XX:MaxMetaspaceSize=256m -XX:MaxDirectMemorySize=64m -XX:ReservedCodeCacheSize=128m -XX:+ExitOnOutOfMemoryError',
  });
});

test('dumps and options of the user come last, and without pre-touch its flag is left out', () => {
  const jvm = { preTouch: false, heapDump: { size: '2Gi' }, options: ['-Da=b', '-Da=c'] };
  expect(optionsOf({ jvm })).toBe(
    '-Xms1024m -Xmx1024m -XX:ActiveProcessorCount=2 -XX:+UseG1GC -XX:MaxMetaspaceSize=256m -XX:MaxDirectMemorySize=64m -XX:ReservedCodeCacheSize=128m -XX:+ExitOnOutOfMemoryError -XX:+HeapDumpOnOutOfMemoryError -XX:HeapDumpPath=/heap-dumps -Da=b -Da=c',
  );
});

test('the folder of dumps has the stated size, and a JVM without dumps has none', () => {
  const foldersOf = (jvm: Partial<JvmInput>) => heapDumpFolders(jvmService({ jvm }).jvm);
  expect(foldersOf({ heapDump: { size: '2Gi' } })).toEqual([{ path: '/heap-dumps', size: '2Gi', memory: false }]);
  expect(foldersOf({})).toEqual([]);
});

test('a service without a JVM gets no variable', () => {
  expect(renderJvmEnvironment({ ...jvmService(), jvm: undefined })).toEqual({});
});

test.each([
  [17, 'zgc', '-XX:+UseZGC -XX:+Always'],
  [21, 'zgc', '-XX:+UseZGC -XX:+ZGenerational -XX:+Always'],
  [25, 'zgc', '-XX:+UseZGC -XX:+Always'],
  [25, 'parallel', '-XX:+UseParallelGC -XX:+Always'],
  [17, 'serial', '-XX:+UseSerialGC -XX:+Always'],
] as const)('JDK %i with the collector %s has the options %s…', (line, collector, options) => {
  expect(optionsOf({ jvm: { line, collector, heapPercent: 40 } })).toContain(options);
});

test('a heap of 1Gi lengthens the start by 3 s, and a part of a GiB counts upwards', () => {
  expect(startupBudgetSeconds(jvmService())).toBe(63);
  // A quarter of 2Gi is 0.5 GiB: 1.5 s.
  expect(startupBudgetSeconds(jvmService({ jvm: { heapPercent: 25 } }))).toBe(62);
});

test('a JVM that does not touch its heap starts no later, and no health has no budget', () => {
  expect(startupBudgetSeconds(jvmService({ jvm: { preTouch: false } }))).toBe(60);
  expect(startupBudgetSeconds({ ...jvmService(), jvm: undefined })).toBe(60);
  const none = { kind: 'none', because: 'it is a test' } as const;
  expect(startupBudgetSeconds(jvmService({ workload: { health: none } }))).toBeUndefined();
});

test('whatever the rules accept fits into its memory, and its heap is a multiple that no JVM rounds', () => {
  const parts = fc.record({
    heapPercent: fc.integer({ min: 25, max: 75 }),
    processors: fc.integer({ min: 1, max: 4 }),
    collector: fc.constantFrom('serial', 'parallel', 'g1', 'zgc', undefined),
    metaspace: fc.integer({ min: 16, max: 300 }).map((size) => `${size}Mi`),
    threads: fc.integer({ min: 1, max: 300 }),
  });
  let accepted = 0;
  fc.assert(
    fc.property(fc.integer({ min: 256, max: 16_384 }), parts, (memory, { collector, ...jvm }) => {
      const stated = { line: 21, ...jvm, ...(collector === undefined ? {} : { collector }) } as const;
      try {
        const service = jvmService({
          container: { memory: `${memory}Mi` },
          jvm: stated as JvmServiceParts['jvm'],
          pool: { machine: { type: 'm6i.4xlarge' } },
        });
        accepted += 1;
        const heap = Number(/-Xmx(\d+)m/.exec(renderJvmEnvironment(service)['JDK_JAVA_OPTIONS'] ?? '')?.[1]);
        expect(heap % (heap < 1024 ? 2 : 32)).toBe(0);
        expect(service.jvm && jvmMemoryOf(service.jvm, service.container).totalMib).toBeLessThanOrEqual(memory);
      } catch (error) {
        if (!(error instanceof ConfigError)) throw error;
      }
    }),
  );
  expect(accepted).toBeGreaterThan(20);
});
