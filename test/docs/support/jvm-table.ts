import { highestHeapPercent, jvmMemory } from '../../../lib/analysis/jvm-memory';

/** Sizes of containers in the guide's table. */
const LIMITS_MIB = [1024, 1536, 2048, 4096, 8192, 16_384] as const;

const COLLECTORS = ['serial', 'g1', 'zgc'] as const;

/** The guide's table of the highest heaps with the defaults and two processors. */
export function renderJvmTable(): string {
  const head = ['memory', ...COLLECTORS].join(' | ');
  const rows = LIMITS_MIB.map((limitMib) => `| ${[`${limitMib}Mi`, ...COLLECTORS.map(cell(limitMib))].join(' | ')} |`);
  return [`| ${head} |`, `|${'---:|'.repeat(COLLECTORS.length + 1)}`, ...rows].join('\n');
}

function cell(limitMib: number): (collector: (typeof COLLECTORS)[number]) => string {
  return (collector) => {
    const bounds = { collector, metaspaceMib: 256, codeCacheMib: 128, directMib: 64, threads: 200, processors: 2 };
    const percent = highestHeapPercent(bounds, limitMib, { min: 25, max: 75 });
    if (percent === undefined) return 'none';
    const { heapMib, totalMib } = jvmMemory(bounds, { limitMib, percent });
    return `${percent} percent: ${heapMib}Mi, together ${totalMib}Mi`;
  };
}
