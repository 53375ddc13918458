import type { Problems } from '../../values/problems';
import { type JudgedKernel, sysctlProperty } from './judged-kernel';
import type { MergedSysctl } from './sysctl-merge';

const PAGE_BYTES = 4096;

/** What a key may take of the machine's memory. */
interface MemoryShare {
  readonly key: string;
  /** Bytes of one unit of its last number. */
  readonly unitBytes: number;
  readonly unit: string;
  /** Percent of the memory. */
  readonly most: number;
  readonly because: string;
}

const SOCKETS = 'sockets that fill more leave the programs too little';
const DIRTY = 'pages that wait for the disk cannot be given back at once';

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
    because: 'the kernel ends programs to keep more free',
  },
];

/** Refuses values that take more of the machine's memory than a node can spare. */
export function judgeMemoryShares({ values, surroundings }: JudgedKernel, problems: Problems): void {
  const { memoryGib } = surroundings.machine;
  // A machine without memory has a problem of its own.
  if (!(memoryGib > 0)) return;
  for (const share of SHARES) {
    const stated = values.get(share.key);
    if (stated !== undefined) judgeShare(stated, share, { memoryGib, problems });
  }
}

interface Judgement {
  readonly memoryGib: number;
  readonly problems: Problems;
}

function judgeShare(stated: MergedSysctl, share: MemoryShare, { memoryGib, problems }: Judgement): void {
  const last = Number(stated.value.split(/[ \t]+/).at(-1));
  const most = Math.floor((memoryGib * 2 ** 30 * share.most) / 100 / share.unitBytes);
  const rule = `take at most ${share.most} % of the machine's ${memoryGib} GiB, ${most} ${share.unit}: ${share.because}`;
  problems.require(last <= most, sysctlProperty([stated]), rule, stated.value, 'lower it, or take a larger machine');
}
