/** Garbage collectors of the JDK that keelson knows. */
export type Collector = 'serial' | 'parallel' | 'g1' | 'zgc';

/** What decides the memory of a Java virtual machine. All sizes are in MiB. */
export interface JvmNeeds {
  /** Memory limit of the container. */
  readonly limitMib: number;
  /** Share of the limit that is heap, in percent. */
  readonly heapPercent: number;
  readonly collector: Collector;
  readonly metaspaceMib: number;
  readonly codeCacheMib: number;
  readonly directMib: number;
  /** Platform threads, each with a stack of 1 MiB. */
  readonly threads: number;
  /** Files in memory, which count against the limit of the container that writes them. */
  readonly filesMib: number;
}

/** The memory of a Java virtual machine at its bounds, in MiB, with the terms of the sum that the needs do not state. */
export interface JvmMemory {
  readonly heapMib: number;
  /** Card tables, marking bitmaps, remembered sets and forwarding tables of the collector. */
  readonly collectorMib: number;
  /** The JVM's own code and data: libraries, symbols, compilers. */
  readonly baseMib: number;
  readonly totalMib: number;
}

/** Largest heap whose size is a multiple of 2 MiB; above it sizes are multiples of {@link COARSE_MIB}. */
const FINE_BELOW_MIB = 1024;

/** Multiples that every collector of 17, 21 and 25 takes to the byte: regions of G1 are 1 to 32 MiB, and granules of ZGC 2 MiB. */
const FINE_MIB = 2;
const COARSE_MIB = 32;

/** Memory of the collector itself in percent of the heap, measured with 17, 21 and 25 in November 2026. */
const COLLECTOR_PERCENT: Readonly<Record<Collector, number>> = { serial: 4, parallel: 4, g1: 10, zgc: 10 };

/** Memory of the JVM itself apart from everything that has a bound, measured with 17, 21 and 25 in November 2026. */
const BASE_MIB = 48;

/** Sizes of memory that are round numbers: steps of 128 MiB up to 2 GiB, of 256 MiB up to 8 GiB, and of 1 GiB above. */
const ROUND_STEPS = [
  { belowMib: 2048, stepMib: 128 },
  { belowMib: 8192, stepMib: 256 },
  { belowMib: Number.POSITIVE_INFINITY, stepMib: 1024 },
] as const;

/**
 * Heap of a container, in MiB: a share of its limit, rounded down to a multiple that the JVM does not round itself, so that `-Xms` and
 * `-Xmx` are what the JVM has to the byte. Percentages of the JVM's own are not: `-XX:MaxRAMPercentage=30` of 200 MiB is 100 MiB.
 *
 * @see https://github.com/openjdk/jdk/blob/jdk-25%2B36/src/hotspot/share/gc/g1/g1HeapRegion.cpp for regions of 1 to 32 MiB
 */
export function heapMib(limitMib: number, percent: number): number {
  const share = (limitMib * percent) / 100;
  const step = share < FINE_BELOW_MIB ? FINE_MIB : COARSE_MIB;
  return Math.floor(share / step) * step;
}

/** The memory of a JVM whose heap, classes, code, buffers and threads are at their bounds. */
export function jvmMemory(needs: JvmNeeds): JvmMemory {
  const heap = heapMib(needs.limitMib, needs.heapPercent);
  const collectorMib = Math.ceil((heap * COLLECTOR_PERCENT[needs.collector]) / 100);
  const stated = needs.metaspaceMib + needs.codeCacheMib + needs.directMib + needs.threads + needs.filesMib;
  const totalMib = heap + collectorMib + stated + BASE_MIB;
  return { heapMib: heap, collectorMib, baseMib: BASE_MIB, totalMib };
}

/** Whether a JVM at its bounds stays within the limit of its container. */
export function fitsLimit(needs: JvmNeeds): boolean {
  return jvmMemory(needs).totalMib <= needs.limitMib;
}

/** Largest heap percent of a range with which a JVM fits; undefined where none does. */
export function highestHeapPercent(needs: JvmNeeds, least: number, most: number): number | undefined {
  for (let heapPercent = most; heapPercent >= least; heapPercent--) {
    if (fitsLimit({ ...needs, heapPercent })) return heapPercent;
  }
  return undefined;
}

/** Smallest round limit above the present one in which a JVM fits with its heap percent, in MiB; undefined where that is above `mostMib`. */
export function neededLimitMib(needs: JvmNeeds, mostMib: number): number | undefined {
  for (let limitMib = nextRound(needs.limitMib); limitMib <= mostMib; limitMib = nextRound(limitMib)) {
    if (fitsLimit({ ...needs, limitMib })) return limitMib;
  }
  return undefined;
}

function nextRound(mib: number): number {
  const step = ROUND_STEPS.find(({ belowMib }) => mib < belowMib)?.stepMib ?? 1;
  return (Math.floor(mib / step) + 1) * step;
}
