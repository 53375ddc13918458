import { IPv4 } from 'ipaddr.js';
import { refuse } from './refuse';

const SYNTAX = /^\d{1,3}(\.\d{1,3}){3}\/\d{1,2}$/;
/** 10.0.0.0/8, 172.16.0.0/12 and 192.168.0.0/16 as first address and prefix. */
const RFC_1918 = [
  [0x0a000000, 8],
  [0xac100000, 12],
  [0xc0a80000, 16],
] as const;

/**
 * A block of IPv4 addresses.
 *
 * @example
 * Cidr.parse('10.0.0.0/16').contains(Cidr.parse('10.0.4.0/22')); // true
 */
export class Cidr {
  /** First address as a number. */
  readonly first: number;
  /** Last address as a number. */
  readonly last: number;
  /** Leading bits that all addresses share, 0 to 32. */
  readonly prefix: number;

  private constructor(first: number, prefix: number) {
    this.first = first;
    this.prefix = prefix;
    this.last = first + 2 ** (32 - prefix) - 1;
    Object.freeze(this);
  }

  /**
   * Reads `10.0.0.0/16`.
   *
   * @throws ConfigError when the text is not an IPv4 block, when bits behind the prefix are set, or for IPv6.
   */
  static parse(text: string): Cidr {
    if (text.includes(':')) {
      refuse('cidr', 'be an IPv4 block', text, 'use IPv4; dual-stack clusters are not modelled');
    }
    const parsed = SYNTAX.test(text) ? readBlock(text) : undefined;
    if (parsed === undefined) refuse('cidr', 'be an IPv4 block', text, "write it as '10.0.0.0/16'");
    const [address, prefix] = parsed;
    const size = 2 ** (32 - prefix);
    const first = Math.floor(address / size) * size;
    if (first !== address) {
      const start = `${dotted(first)}/${prefix}`;
      refuse('cidr', 'start at its first address', text, `write '${start}', or a longer prefix`);
    }
    return new Cidr(first, prefix);
  }

  /** The block, or undefined for an invalid text: for rules that compare blocks, because each block's own rule reports an invalid one. */
  static tryParse(text: string): Cidr | undefined {
    try {
      return Cidr.parse(text);
    } catch {
      return undefined;
    }
  }

  /** Number of addresses. */
  get size(): number {
    return this.last - this.first + 1;
  }

  /** Whether every address of the other block is in this one. */
  contains(other: Cidr): boolean {
    return this.first <= other.first && other.last <= this.last;
  }

  /** Whether the blocks share an address. */
  overlaps(other: Cidr): boolean {
    return this.first <= other.last && other.first <= this.last;
  }

  /** Whether every address is private by RFC 1918. */
  get isPrivate(): boolean {
    return RFC_1918.some(([first, prefix]) => this.prefix >= prefix && isWithin(this.first, first, prefix));
  }

  /** The second half of the addresses; undefined for a single address, which has no halves. */
  get upperHalf(): Cidr | undefined {
    return this.prefix === 32 ? undefined : new Cidr(this.first + this.size / 2, this.prefix + 1);
  }

  toString(): string {
    return `${dotted(this.first)}/${this.prefix}`;
  }
}

function readBlock(text: string): [address: number, prefix: number] | undefined {
  try {
    const [address, prefix] = IPv4.parseCIDR(text);
    return [toNumber(address.octets), prefix];
  } catch {
    return undefined;
  }
}

function toNumber(octets: readonly number[]): number {
  return octets.reduce((sum, octet) => sum * 256 + octet, 0);
}

function dotted(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.');
}

function isWithin(address: number, first: number, prefix: number): boolean {
  return address >= first && address < first + 2 ** (32 - prefix);
}
