import type { Problems } from '../../values/problems';
import { sysctlDefinition } from '../sysctl/sysctl-catalogue';
import { type JudgedKernel, sysctlProperty } from './judged-kernel';
import { CONNTRACK_MEMORY_PERCENT, ENTRIES_PER_BUCKET } from './sysctl-profiles';

const ENTRIES = 'net.netfilter.nf_conntrack_max';
const BUCKETS = 'net.netfilter.nf_conntrack_buckets';

/** The kernel rounds the number of buckets up to whole pages of pointers: 4096 / 8. */
const BUCKET_STEP = 512;

/** Rules of the table of tracked connections: entries, buckets, and the memory of both. */
export function judgeConntrackTable({ values, surroundings }: JudgedKernel, problems: Problems): void {
  const [entries, stated] = [numberOf(values, ENTRIES), numberOf(values, BUCKETS)];
  const { memoryGib } = surroundings.machine;
  // The machine rule reports memoryGib <= 0.
  if ((entries === undefined && stated === undefined) || !(memoryGib > 0)) return;
  const property = sysctlProperty([values.get(ENTRIES), values.get(BUCKETS)]);
  const buckets = stated ?? usualBuckets(memoryGib * 2 ** 30);
  judgeStep(stated, sysctlProperty([values.get(BUCKETS)]), problems);
  const table = { property, entries: entries ?? 0, buckets, isStated: stated !== undefined };
  judgeRatio(table, problems);
  judgeMemory(table, memoryGib, problems);
}

/**
 * Default number of buckets, which the kernel calculates from the memory.
 *
 * @see https://docs.kernel.org/networking/nf_conntrack-sysctl.html
 */
function usualBuckets(memoryBytes: number): number {
  return Math.min(262144, Math.max(1024, Math.floor(memoryBytes / 16384)));
}

function judgeStep(buckets: number | undefined, property: string, problems: Problems): void {
  if (buckets === undefined) return;
  const next = Math.ceil(buckets / BUCKET_STEP) * BUCKET_STEP;
  const rule = `be a multiple of ${BUCKET_STEP}, because the kernel rounds it up, and the value on the node would never be the stated one`;
  problems.require(next === buckets, property, rule, String(buckets), `write '${next}'`);
}

interface Table {
  /** Path of the values in the input. */
  readonly property: string;
  /** Most entries of the table; 0 where the pool does not state them. */
  readonly entries: number;
  readonly buckets: number;
  /** Whether the pool states the number of buckets; otherwise it is the kernel's default. */
  readonly isStated: boolean;
}

function judgeRatio({ property, entries, buckets, isStated }: Table, problems: Problems): void {
  const most = ENTRIES_PER_BUCKET * buckets;
  if (entries <= most) return;
  const whose = isStated ? '' : ", the kernel's default on this machine";
  const rule = `have at most ${ENTRIES_PER_BUCKET} entries for each bucket: ${ENTRIES_PER_BUCKET} x ${buckets}${whose} = ${most}`;
  const enough = Math.ceil(entries / ENTRIES_PER_BUCKET / BUCKET_STEP) * BUCKET_STEP;
  problems.add(property, rule, `${entries} entries`, `lower them, or state '${BUCKETS}' of '${enough}'`);
}

function judgeMemory({ property, entries, buckets }: Table, memoryGib: number, problems: Problems): void {
  const [entryBytes, bucketBytes] = [bytesOf(ENTRIES), bytesOf(BUCKETS)];
  const total = entries * entryBytes + buckets * bucketBytes;
  const most = Math.floor((memoryGib * 2 ** 30 * CONNTRACK_MEMORY_PERCENT) / 100);
  if (total <= most) return;
  const rule = `take at most ${CONNTRACK_MEMORY_PERCENT} % of the machine's ${memoryGib} GiB, ${most} bytes that are never swapped`;
  const sum = `${entries} x ${entryBytes} + ${buckets} x ${bucketBytes} = ${total}`;
  const fitting = Math.floor(most / (entryBytes + bucketBytes / ENTRIES_PER_BUCKET));
  const remedy = `choose a larger machine, or state at most ${fitting} entries with a quarter as many buckets`;
  problems.add(property, rule, sum, remedy);
}

function bytesOf(key: string): number {
  return sysctlDefinition(key)?.bytesEach ?? 0;
}

function numberOf(values: JudgedKernel['values'], key: string): number | undefined {
  const merged = values.get(key);
  return merged === undefined ? undefined : Number(merged.value);
}
