import fc from 'fast-check';
import { heapMib, highestHeapPercent, type JvmBounds, jvmMemory, leastLimitMib } from '../../lib/analysis/jvm-memory';

const RANGE = { min: 25, max: 75 } as const;

const BOUNDS: JvmBounds = {
  collector: 'g1',
  metaspaceMib: 256,
  codeCacheMib: 128,
  directMib: 64,
  threads: 200,
  processors: 2,
};

test.each([
  [2048, 50, 1024],
  // 2048 x 0.33 = 675.84
  [2048, 33, 674],
  [200, 30, 60],
  // 257 x 0.25 = 64.25
  [257, 25, 64],
  // 3072 x 0.7 = 2150.4 = 67.2 x 32
  [3072, 70, 2144],
  // 2047 x 0.5 = 1023.5 is below 1024
  [2047, 50, 1022],
  // 2111 x 0.5 = 1055.5 = 32.98 x 32
  [2111, 50, 1024],
  [262_144, 75, 196_608],
])('%i MiB at %i percent have a heap of %i MiB', (limit, percent, heap) => {
  expect(heapMib(limit, percent)).toBe(heap);
});

test('the sum has the heap, the bounds, the stacks, the processors, the collector and the JVM itself', () => {
  // 1024 + 256 + 128 + 64 + 200 + 2 + 103 (a tenth of the heap, rounded up) + 48
  expect(jvmMemory(BOUNDS, { limitMib: 2048, percent: 50 })).toEqual({
    heapMib: 1024,
    collectorMib: 103,
    totalMib: 1825,
    limitMib: 2048,
    sum: '1024Mi heap + 256Mi metaspace + 128Mi code + 64Mi direct + 200 threads x 1Mi + 2 processors x 1Mi + 103Mi collector + 48Mi = 1825Mi of 2048Mi',
  });
});

test('files of folders in memory are part of the sum', () => {
  const { sum, totalMib } = jvmMemory({ ...BOUNDS, foldersMib: 32 }, { limitMib: 2048, percent: 50 });
  expect(totalMib).toBe(1857);
  expect(sum).toContain(' + 2 processors x 1Mi + 32Mi folders in memory + 103Mi collector');
});

test.each([
  // Percent of 1000: 4, 8, 10 and 30.
  ['serial', 40],
  ['parallel', 80],
  ['g1', 100],
  ['zgc', 300],
] as const)('the collector %s has %i of 1000 MiB of heap for itself', (collector, collectorMib) => {
  expect(jvmMemory({ ...BOUNDS, collector }, { limitMib: 2000, percent: 50 })).toMatchObject({
    heapMib: 1000,
    collectorMib,
  });
});

test('the highest percent fits, and the next one does not', () => {
  // 60: 1228.8 -> 1216 + 122 + 698 = 2036; 61: 1249.28 -> 1248 + 125 + 698 = 2071
  expect(highestHeapPercent(BOUNDS, 2048, RANGE)).toBe(60);
});

test('no percent fits where the other bounds alone fill the limit', () => {
  expect(highestHeapPercent(BOUNDS, 768, RANGE)).toBeUndefined();
});

test('the least limit is a round number in which the percent fits', () => {
  // 50 percent of 1536 MiB: 768 + 77 + 698 = 1543; of 1600 MiB: 800 + 80 + 698 = 1578
  expect(leastLimitMib(BOUNDS, 50)).toBe(1600);
  // 75 percent of 3840 MiB: 2880 + 288 + 698 = 3866; of 4096 MiB: 3072 + 308 + 698 = 4078
  expect(leastLimitMib(BOUNDS, 75)).toBe(4096);
  // 1.3 x 75 percent are nearly all of the limit: 11264 MiB: 8448 + 2535 + 698 = 11681
  expect(leastLimitMib({ ...BOUNDS, collector: 'zgc', directMib: 131_072 }, 75)).toBeUndefined();
});

test('whatever is found fits, and heaps are multiples that no collector rounds', () => {
  const needs = fc.record({
    collector: fc.constantFrom('serial', 'parallel', 'g1', 'zgc'),
    metaspaceMib: fc.integer({ min: 16, max: 4096 }),
    codeCacheMib: fc.integer({ min: 16, max: 2048 }),
    directMib: fc.integer({ min: 1, max: 8192 }),
    threads: fc.integer({ min: 1, max: 10_000 }),
    processors: fc.integer({ min: 1, max: 64 }),
    foldersMib: fc.integer({ min: 0, max: 1024 }),
  } as const);
  const limits = fc.integer({ min: 256, max: 262_144 });
  const percents = fc.integer({ min: 25, max: 75 });
  fc.assert(
    fc.property(needs, limits, percents, (bounds, limitMib, percent) => {
      const heap = heapMib(limitMib, percent);
      expect(heap % (heap < 1024 ? 2 : 32)).toBe(0);
      expect(heap).toBeLessThanOrEqual((limitMib * percent) / 100);
      const highest = highestHeapPercent(bounds, limitMib, RANGE);
      if (highest !== undefined)
        expect(jvmMemory(bounds, { limitMib, percent: highest }).totalMib).toBeLessThanOrEqual(limitMib);
      const least = leastLimitMib(bounds, percent);
      if (least !== undefined)
        expect(jvmMemory(bounds, { limitMib: least, percent }).totalMib).toBeLessThanOrEqual(least);
    }),
  );
});
