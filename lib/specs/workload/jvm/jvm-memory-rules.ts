import { highestHeapPercent, leastLimitMib } from '../../../analysis/jvm-memory';
import type { Problems } from '../../../values/problems';
import { renderBytes } from '../../../values/quantity';
import type { ContainerSpec } from '../container/container-fields';
import { judgeQuantity, type QuantityRange } from '../container/quantity-rules';
import { HEAPS_PER_DUMP } from './heap-dump-folder';
import { HEAP_PERCENT, type JvmMembers } from './jvm-fields';
import { jvmBounds, jvmMemoryOf, limitMibOf, MIB, mebibytes } from './jvm-sizing';
import { type JvmSpec, resolveJvm } from './jvm-spec';

/** Least memory of a container with a JVM, in MiB; below about 250 the JVM's own rules of size are others too. */
const LEAST_LIMIT_MIB = 256;

/** Bounds of memory beside the heap; the JDK takes no code cache above 2 GiB. */
const RANGES = {
  metaspace: { least: '16Mi', most: '16Gi', whole: 'bytes' },
  direct: { least: '1Mi', most: '128Gi', whole: 'bytes' },
  codeCache: { least: '16Mi', most: '2Gi', whole: 'bytes' },
} as const satisfies Partial<Record<keyof JvmMembers, QuantityRange>>;

const BOUNDED = ['metaspace', 'direct', 'codeCache'] as const;

const DUMP: QuantityRange = { least: '64Mi', most: '1Ti', whole: 'bytes' };

/** Rules of the sizes that a JVM states, each for itself; returns whether the bounds keep theirs, so that a sum of them can be judged. */
export function judgeSizes(jvm: JvmMembers, problems: Problems): boolean {
  let holds = true;
  for (const name of BOUNDED) {
    const [at, text] = [`jvm.${name}`, jvm[name]];
    const bytes = judgeQuantity({ at, text, range: RANGES[name] }, problems);
    if (bytes === undefined) {
      holds = false;
      continue;
    }
    const rule = 'be a whole number of Mi, because the JVM rounds other sizes';
    const remedy = `write it as '${Math.ceil(bytes / MIB)}Mi'`;
    holds = problems.require(bytes % MIB === 0, at, rule, text, remedy) && holds;
  }
  if (jvm.heapDump !== undefined) {
    judgeQuantity({ at: 'jvm.heapDump.size', text: jvm.heapDump.size, range: DUMP }, problems);
  }
  return holds;
}

/** A JVM with its defaults, and as it was stated. */
export interface ResolvedJvm {
  readonly jvm: JvmSpec;
  readonly stated: JvmMembers;
}

/** Rules of the sum of all memory. A size that is no quantity is reported where it stands, and nothing can be computed then. */
export function judgeMemory(container: ContainerSpec, { jvm, stated }: ResolvedJvm, problems: Problems): void {
  const memory = problems.muted(() => true).capture('memory', () => jvmMemoryOf(jvm, container));
  if (memory === undefined) return;
  const isLarge = memory.limitMib >= LEAST_LIMIT_MIB;
  const least = `be at least ${LEAST_LIMIT_MIB}Mi for a JVM`;
  if (!problems.require(isLarge, 'container.memory', least, container.memory, 'raise it')) return;
  problems.require(
    memory.totalMib <= memory.limitMib,
    'jvm.heapPercent',
    `leave room for what is not heap: ${memory.sum}`,
    jvm.heapPercent,
    fittingRemedy(container, jvm, stated),
  );
  judgeDump(memory.heapMib, jvm, problems);
}

/** The percent that would fit, the memory that would do, or both. */
function fittingRemedy(container: ContainerSpec, jvm: JvmSpec, stated: JvmMembers): string {
  const percent = highestHeapPercent(jvmBounds(jvm, container), limitMibOf(container), HEAP_PERCENT);
  const limit = fittingLimitMib(container, jvm, stated);
  const lower = percent === undefined ? [] : [`lower it to ${percent}`];
  const raise = limit === undefined ? [] : [`raise 'container.memory' to ${limit}Mi`];
  const ways = [...lower, ...raise];
  return ways.length === 0 ? 'lower threads, metaspace, direct or codeCache' : ways.join(', or ');
}

/** The least memory that would do, also with the collector that a JVM of this memory has where none is stated. */
function fittingLimitMib(container: ContainerSpec, jvm: JvmSpec, stated: JvmMembers): number | undefined {
  const limit = leastLimitMib(jvmBounds(jvm, container), jvm.heapPercent);
  if (limit === undefined) return undefined;
  const larger = resolveJvm(stated, { cpu: container.cpu, memory: `${limit}Mi` });
  return larger.collector === jvm.collector ? limit : leastLimitMib(jvmBounds(larger, container), jvm.heapPercent);
}

function judgeDump(heapMib: number, { heapDump }: JvmSpec, problems: Problems): void {
  if (heapDump === undefined) return;
  const size = problems.muted(() => true).capture('size', () => mebibytes(heapDump.size));
  if (size === undefined) return;
  const least = heapMib * HEAPS_PER_DUMP;
  const rule = `be at least ${renderBytes(least * MIB)}, ${HEAPS_PER_DUMP} x ${heapMib}Mi of heap, because a dump writes references in twice their size`;
  problems.require(size >= least, 'jvm.heapDump.size', rule, heapDump.size, 'raise it');
}
