/** Garbage collectors of the HotSpot JVM. */
export type JvmCollector = 'serial' | 'parallel' | 'g1' | 'zgc';

/** Upper bounds of a JVM's memory beside its heap, in MiB; `threads` and `processors` are numbers. */
export interface JvmBounds {
  readonly collector: JvmCollector;
  readonly metaspaceMib: number;
  readonly codeCacheMib: number;
  readonly directMib: number;
  /** Platform threads, each with a stack of 1 MiB. */
  readonly threads: number;
  readonly processors: number;
}

/** Memory of a JVM at its bounds, in MiB, with the sum that shows it. */
export interface JvmMemory {
  readonly heapMib: number;
  /** Card tables, marks, remembered sets and forwarding tables of the collector. */
  readonly collectorMib: number;
  readonly totalMib: number;
  readonly limitMib: number;
  readonly sum: string;
}

/**
 * The collector's own memory in percent of the heap. Measured in November 2026 on 17.0.9, 21.0.8 and 25.0.2 with full heaps and random
 * replacement of objects of 16 bytes to 300 KB, beyond the base below: serial 2, parallel 7, G1 5, ZGC 29. G1 has 10 because its
 * remembered sets grow with references between regions, which the measured programs have few of.
 */
const COLLECTOR_PERCENT: Readonly<Record<JvmCollector, number>> = { serial: 4, parallel: 8, g1: 10, zgc: 30 };

/** Symbols, arenas, the launcher and the shared archive; measured were 20 to 42 MiB with empty collectors. */
const BASE_MIB = 48;

/** Stacks and queues of threads that collect and compile, for each processor; measured were 26 MiB for 64 processors. */
const MIB_PER_PROCESSOR = 1;

/** Default size of a thread's stack on Linux, for x86-64 and arm64 nearly the same. */
const STACK_MIB = 1;

/** Heaps in these multiples are neither rounded up nor down by any collector: regions of G1 have 32 MiB at most, granules of ZGC 2 MiB. */
const SMALL_STEP_MIB = 2;
const LARGE_STEP_MIB = 32;
const LEAST_LARGE_MIB = 1024;

/** Most memory of a container, in MiB. */
const MOST_LIMIT_MIB = 256 * 1024;

/**
 * Heap of a JVM in MiB: a share of the container's memory, rounded down to a multiple of 2 MiB below 1 GiB and of 32 MiB from there on.
 *
 * @param percent 1 to 100.
 */
export function heapMib(limitMib: number, percent: number): number {
  const wished = (limitMib * percent) / 100;
  const step = wished < LEAST_LARGE_MIB ? SMALL_STEP_MIB : LARGE_STEP_MIB;
  return Math.floor(wished / step) * step;
}

/** Memory of a JVM whose heap is a share of a limit. */
export function jvmMemory(bounds: JvmBounds, { limitMib, percent }: JvmShare): JvmMemory {
  const { collector, metaspaceMib, codeCacheMib, directMib, threads, processors } = bounds;
  const heap = heapMib(limitMib, percent);
  const collectorMib = Math.ceil((heap * COLLECTOR_PERCENT[collector]) / 100);
  const beside = metaspaceMib + codeCacheMib + directMib + threads * STACK_MIB + processors * MIB_PER_PROCESSOR;
  const totalMib = heap + beside + collectorMib + BASE_MIB;
  const stacks = `${threads} threads x ${STACK_MIB}Mi + ${processors} processors x ${MIB_PER_PROCESSOR}Mi`;
  const parts = `${heap}Mi heap + ${metaspaceMib}Mi metaspace + ${codeCacheMib}Mi code + ${directMib}Mi direct + ${stacks}`;
  const sum = `${parts} + ${collectorMib}Mi collector + ${BASE_MIB}Mi = ${totalMib}Mi of ${limitMib}Mi`;
  return { heapMib: heap, collectorMib, totalMib, limitMib, sum };
}

/** A limit, and the percent of it that is heap. */
export interface JvmShare {
  readonly limitMib: number;
  readonly percent: number;
}

/** Highest whole percent of a limit, within a range, with which everything fits; undefined where none does. */
export function highestHeapPercent(
  bounds: JvmBounds,
  limitMib: number,
  range: { readonly min: number; readonly max: number },
): number | undefined {
  for (let percent = range.max; percent >= range.min; percent -= 1) {
    if (jvmMemory(bounds, { limitMib, percent }).totalMib <= limitMib) return percent;
  }
  return undefined;
}

/**
 * Least limit in MiB in which a share of it fits as heap, as a multiple of 64 MiB, from 2 GiB on of 256 MiB; undefined where 256 GiB
 * are too little.
 */
export function leastLimitMib(bounds: JvmBounds, percent: number): number | undefined {
  for (let limitMib = 256; limitMib <= MOST_LIMIT_MIB; limitMib += limitMib < 2048 ? 64 : 256) {
    if (jvmMemory(bounds, { limitMib, percent }).totalMib <= limitMib) return limitMib;
  }
  return undefined;
}
