import type { Problems } from '../../values/problems';
import { type JudgedKernel, sysctlProperty } from './judged-kernel';
import type { MergedSysctl } from './sysctl-merge';

const PAGE_BYTES = 4096;

/** Default size of a huge page on both architectures. */
const HUGEPAGE_BYTES = 2 ** 21;

/** The share of the machine's memory that a key may allow. */
interface MemoryShare {
  readonly key: string;
  /** Bytes of one unit of the value's last number. */
  readonly unitBytes: number;
  readonly unit: string;
  /** Most percent of the memory. */
  readonly most: number;
  readonly because: string;
}

const SOCKETS = 'sockets that use more leave too little for programs';
const DIRTY = 'pages that are not yet written to the disk cannot be freed immediately';

/**
 * @see https://docs.kernel.org/admin-guide/sysctl/vm.html#min-free-kbytes `this is too high: your machine will OOM instantly`
 * @see https://docs.kernel.org/networking/ip-sysctl.html for tcp_mem, by itself about a tenth of the memory
 */
const SHARES: readonly MemoryShare[] = [
  { key: 'net.ipv4.tcp_mem', unitBytes: PAGE_BYTES, unit: 'pages', most: 50, because: SOCKETS },
  { key: 'net.ipv4.udp_mem', unitBytes: PAGE_BYTES, unit: 'pages', most: 50, because: SOCKETS },
  { key: 'vm.dirty_bytes', unitBytes: 1, unit: 'bytes', most: 50, because: DIRTY },
  { key: 'vm.dirty_background_bytes', unitBytes: 1, unit: 'bytes', most: 50, because: DIRTY },
  {
    key: 'vm.min_free_kbytes',
    unitBytes: 1024,
    unit: 'KiB',
    most: 5,
    because: 'the kernel kills programs to keep more memory free',
  },
  {
    key: 'vm.nr_hugepages',
    unitBytes: HUGEPAGE_BYTES,
    unit: 'pages',
    most: 50,
    because: 'programs that request no huge pages cannot use this memory',
  },
];

/** Most percent of the memory for sockets and dirty pages together, because programs need the rest. */
const MOST_TOGETHER = 75;
const TOGETHER = ['net.ipv4.tcp_mem', 'net.ipv4.udp_mem', 'vm.dirty_bytes'];

/** Refuses values that take more of the machine's memory than a node can spare. */
export function judgeMemoryShares({ values, surroundings }: JudgedKernel, problems: Problems): void {
  const { memoryGib } = surroundings.machine;
  // The machine rule reports memoryGib <= 0.
  if (!(memoryGib > 0)) return;
  const bytes = SHARES.flatMap((share) => {
    const stated = values.get(share.key);
    if (stated === undefined) return [];
    return judgeShare(stated, share, { memoryGib, problems })
      ? [{ stated, bytes: lastNumber(stated) * share.unitBytes }]
      : [];
  });
  judgeSum(
    bytes.filter(({ stated }) => TOGETHER.includes(stated.key)),
    { memoryGib, problems },
  );
}

interface MemoryPart {
  readonly stated: MergedSysctl;
  readonly bytes: number;
}

interface Judgement {
  readonly memoryGib: number;
  readonly problems: Problems;
}

function judgeShare(stated: MergedSysctl, share: MemoryShare, { memoryGib, problems }: Judgement): boolean {
  const most = Math.floor((memoryGib * 2 ** 30 * share.most) / 100 / share.unitBytes);
  const rule = `take at most ${share.most} % of the machine's ${memoryGib} GiB, ${most} ${share.unit}, because ${share.because}`;
  const property = sysctlProperty([stated]);
  const remedy = 'lower it, or take a larger machine';
  return problems.require(lastNumber(stated) <= most, property, rule, stated.value, remedy);
}

/** Refuses values that together exceed the share; each value by itself is within its own share, so that at least two are stated. */
function judgeSum(parts: readonly MemoryPart[], { memoryGib, problems }: Judgement): void {
  const sum = parts.reduce((total, { bytes }) => total + bytes, 0);
  const most = Math.floor((memoryGib * 2 ** 30 * MOST_TOGETHER) / 100);
  const rule = `take at most ${MOST_TOGETHER} % of the machine's ${memoryGib} GiB together, ${most} bytes, because programs need the rest`;
  const shown = `${parts.map(({ stated, bytes }) => `${stated.key} ${bytes}`).join(' + ')} = ${sum}`;
  const property = sysctlProperty(parts.map(({ stated }) => stated));
  problems.require(sum <= most, property, rule, shown, 'lower one of them, or take a larger machine');
}

/** The last number of a value, which is the limit that the value sets. */
function lastNumber({ value }: MergedSysctl): number {
  return Number(value.split(/[ \t]+/).at(-1));
}
