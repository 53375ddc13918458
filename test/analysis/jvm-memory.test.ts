import fc from 'fast-check';
import { heapMib, highestHeapPercent, type JvmBounds, jvmMemory, leastLimitMib } from '../../lib/analysis/jvm-memory';

const BOUNDS: JvmBounds = {
  collector: 'g1',
  metaspaceMib: 256,
  codeCacheMib: 128,
  directMib: 64,
  threads: 200,
  processors: 2,
};

test.each([
  // Half of 301 is 150.5, and half of 2047 is 1023.5: both are below 1 GiB, where heaps are multiples of 2 MiB.
  [301, 50, 150],
  [2047, 50, 1022],
  [2048, 50, 1024],
  // 30 percent of 4000 are 1200, which lies between 37 and 38 times 32.
  [4000, 30, 1184],
  [200, 30, 60],
])('a container of %i MiB has at %i percent a heap of %i MiB', (limit, percent, heap) => {
  expect(heapMib(limit, percent)).toBe(heap);
});

test('the sum has heap, bounds, stacks, processors, a tenth of the heap for G1, and the base', () => {
  const totalMib = 1536 + 256 + 128 + 64 + 200 + 2 + 154 + 48;
  expect(jvmMemory(BOUNDS, { limitMib: 2048, percent: 75 })).toEqual({
    heapMib: 1536,
    collectorMib: 154,
    totalMib,
    limitMib: 2048,
    sum: '1536Mi heap + 256Mi metaspace + 128Mi code + 64Mi direct + 200 threads x 1Mi + 2 processors x 1Mi + 154Mi collector + 48Mi = 2388Mi of 2048Mi',
  });
});

test.each([
  ['serial', 41],
  ['parallel', 82],
  ['g1', 103],
  ['zgc', 308],
] as const)('the collector %s takes %i MiB beside a heap of 1 GiB', (collector, collectorMib) => {
  expect(jvmMemory({ ...BOUNDS, collector }, { limitMib: 2048, percent: 50 }).collectorMib).toBe(collectorMib);
});

test('the highest percent of 2 GiB leaves the 698 MiB that are not heap, and one percent more does not', () => {
  // At 60 percent 1216 MiB of heap, 122 of the collector and 698 are 2036; at 61 percent the heap is 1248, and the sum 2071.
  expect(highestHeapPercent(BOUNDS, 2048, { min: 25, max: 75 })).toBe(60);
  expect(jvmMemory(BOUNDS, { limitMib: 2048, percent: 61 }).totalMib).toBe(2071);
});

test('no percent fits into a container that is smaller than what is not heap', () => {
  expect(highestHeapPercent(BOUNDS, 700, { min: 25, max: 75 })).toBeUndefined();
});

test('the least limit for 75 percent of heap is plain, and one step less is too little', () => {
  const least = leastLimitMib(BOUNDS, 75);
  // 2976 of heap, 298 of the collector and 698 are 3972 of 3968 + 128 = 4096.
  expect(least).toBe(4096);
  expect(jvmMemory(BOUNDS, { limitMib: 4096 - 256, percent: 75 }).totalMib).toBeGreaterThan(4096 - 256);
});

test('a JVM for which 256 GiB are too little has no least limit', () => {
  expect(leastLimitMib({ ...BOUNDS, collector: 'zgc', threads: 10_000 }, 75)).toBeUndefined();
});

test('every heap is a multiple that no collector rounds, and the highest percent and the least limit fit', () => {
  const bounds = fc.record({
    collector: fc.constantFrom('serial' as const, 'parallel' as const, 'g1' as const, 'zgc' as const),
    metaspaceMib: fc.integer({ min: 16, max: 1024 }),
    codeCacheMib: fc.integer({ min: 16, max: 2048 }),
    directMib: fc.integer({ min: 1, max: 4096 }),
    threads: fc.integer({ min: 1, max: 2000 }),
    processors: fc.integer({ min: 1, max: 64 }),
  });
  const share = fc.record({
    limitMib: fc.integer({ min: 256, max: 262_144 }),
    percent: fc.integer({ min: 25, max: 75 }),
  });
  fc.assert(
    fc.property(bounds, share, (each, { limitMib, percent }) => {
      const heap = heapMib(limitMib, percent);
      expect(heap % (heap < 1024 ? 2 : 32)).toBe(0);
      expect((limitMib * percent) / 100 - heap).toBeLessThan(32);
      const highest = highestHeapPercent(each, limitMib, { min: 25, max: 75 });
      if (highest !== undefined) {
        expect(jvmMemory(each, { limitMib, percent: highest }).totalMib).toBeLessThanOrEqual(limitMib);
      }
      const least = leastLimitMib(each, percent);
      if (least !== undefined)
        expect(jvmMemory(each, { limitMib: least, percent }).totalMib).toBeLessThanOrEqual(least);
    }),
  );
});
