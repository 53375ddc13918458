import fc from 'fast-check';
import {
  fitsLimit,
  heapMib,
  highestHeapPercent,
  type JvmNeeds,
  jvmMemory,
  neededLimitMib,
} from '../../lib/analysis/jvm-memory';

const NEEDS: JvmNeeds = {
  limitMib: 2048,
  heapPercent: 50,
  collector: 'g1',
  metaspaceMib: 256,
  codeCacheMib: 128,
  directMib: 64,
  threads: 200,
  filesMib: 0,
};

test.each([
  [2048, 50, 1024],
  // 2048 x 0.33 = 675.84
  [2048, 33, 674],
  // 200 x 0.3 = 60
  [200, 30, 60],
  // 256 x 0.25 = 64, and 257 x 0.25 = 64.25
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

test('the sum has the heap, the collector, the bounds, the stacks, the files and the JVM itself', () => {
  // 1024 + 103 (a tenth of the heap, rounded up) + 256 + 128 + 64 + 200 + 32 + 48
  expect(jvmMemory({ ...NEEDS, filesMib: 32 })).toEqual({
    heapMib: 1024,
    collectorMib: 103,
    baseMib: 48,
    totalMib: 1855,
  });
  // 1024 + 41 + 256 + 128 + 64 + 200 + 48
  expect(jvmMemory({ ...NEEDS, collector: 'serial' }).totalMib).toBe(1761);
});

test('the highest percent fits, and the next one does not', () => {
  // 58 percent: 1187.84 -> 1184 + 119 + 696 = 1999; 60: 1228.8 -> 1216 + 122 + 696 = 2034; 61: 1249.28 -> 1248 + 125 + 696 = 2069
  expect(highestHeapPercent(NEEDS, 25, 75)).toBe(60);
  expect(fitsLimit({ ...NEEDS, heapPercent: 60 })).toBe(true);
  expect(fitsLimit({ ...NEEDS, heapPercent: 61 })).toBe(false);
});

test('no percent fits where the other bounds alone fill the limit', () => {
  expect(highestHeapPercent({ ...NEEDS, limitMib: 768 }, 25, 75)).toBeUndefined();
});

test('the needed limit is the smallest round number in which the heap percent fits', () => {
  // 75 percent of 3840 MiB: 2880 + 288 + 696 = 3864; of 4096 MiB: 3072 + 308 + 696 = 4076
  expect(neededLimitMib({ ...NEEDS, heapPercent: 75 }, 262_144)).toBe(4096);
  // 50 percent of 1408 MiB: 704 + 71 + 696 = 1471; of 1536 MiB: 768 + 77 + 696 = 1541; of 1664 MiB: 832 + 84 + 696 = 1612
  expect(neededLimitMib({ ...NEEDS, limitMib: 1000 }, 262_144)).toBe(1664);
  expect(neededLimitMib({ ...NEEDS, heapPercent: 75 }, 4095)).toBeUndefined();
});

test('whatever is found fits, and heaps are multiples that no collector rounds', () => {
  const needs = fc.record({
    limitMib: fc.integer({ min: 256, max: 262_144 }),
    heapPercent: fc.integer({ min: 25, max: 75 }),
    collector: fc.constantFrom('serial', 'parallel', 'g1', 'zgc'),
    metaspaceMib: fc.integer({ min: 16, max: 4096 }),
    codeCacheMib: fc.integer({ min: 8, max: 2048 }),
    directMib: fc.integer({ min: 1, max: 8192 }),
    threads: fc.integer({ min: 1, max: 10_000 }),
    filesMib: fc.integer({ min: 0, max: 1024 }),
  } as const);
  fc.assert(
    fc.property(needs, (each) => {
      const heap = heapMib(each.limitMib, each.heapPercent);
      expect(heap % (heap < 1024 ? 2 : 32)).toBe(0);
      expect(heap).toBeLessThanOrEqual((each.limitMib * each.heapPercent) / 100);
      const percent = highestHeapPercent(each, 25, 75);
      if (percent !== undefined) expect(fitsLimit({ ...each, heapPercent: percent })).toBe(true);
      const limitMib = neededLimitMib(each, 524_288);
      if (limitMib !== undefined) expect(fitsLimit({ ...each, limitMib })).toBe(true);
    }),
  );
});
