import { memoised } from '../../values/memoised';
import { ownMember } from '../../values/own-member';
import { AWS_MACHINE_TABLE } from './aws-machine-table';
import type { Architecture } from './machine';

/** Facts of a machine type of EC2, as the table lists them. */
export interface AwsMachineFacts {
  readonly vcpu: number;
  readonly memoryMib: number;
  readonly architecture: Architecture;
  /** Interfaces of the default network card, because the VPC CNI gives pods addresses of this card only. */
  readonly interfaces: number;
  /** IPv4 addresses of one interface; the first is the interface's own, so that pods get the others only. */
  readonly addressesPerInterface: number;
  /** Whether the type runs on the Nitro system, as prefix delegation requires; bare metal types count as Nitro. */
  readonly isNitro: boolean;
  /** Whether the type has local NVMe disks. */
  readonly hasInstanceStore: boolean;
  /** Whether EC2 accepts the argument `ebs_optimized` for the type; otherwise the launch fails. */
  readonly takesEbsOptimized: boolean;
  /** Whether EC2 offers the type as spot capacity. */
  readonly isSoldAsSpot: boolean;
  /** Why the type cannot be a node; undefined for a type that can. */
  readonly unsuitable: UnsuitableMachine | undefined;
}

/** Why a machine type cannot be a node: it boots no image of EKS, or it has devices that keelson does not support yet. */
export type UnsuitableMachine = 'mac' | 'paravirtual' | 'gpu' | 'accelerator';

/**
 * Facts of a machine type; undefined for a type that the table does not list.
 *
 * Only the line of the type's family is parsed, because parsing the whole table for one type would slow every program down.
 */
export const awsMachineFacts: (type: string) => AwsMachineFacts | undefined = memoised(readType);

function readType(type: string): AwsMachineFacts | undefined {
  const [family = '', size = ''] = splitOnce(type, '.');
  const line = ownMember(AWS_MACHINE_TABLE, family);
  if (line === undefined || size === '') return undefined;
  const [shared = '', types = ''] = splitOnce(line, '|');
  // A search in the text, because most programs ask for few types and splitting the line would make an object of each.
  const from = `,${types}`.indexOf(`, ${size} `);
  if (from === -1 || size.includes(' ')) return undefined;
  const [entry = ''] = splitOnce(types.slice(from + 1), ',');
  return readEntry(entry.split(' '), shared.trim().split(' '));
}

/** Every machine type of the table. */
export function awsMachineTypes(): readonly string[] {
  return Object.entries(AWS_MACHINE_TABLE).flatMap(([family, line]) =>
    (splitOnce(line, '|')[1] ?? '').split(',').map((entry) => `${family}.${entry.trim().split(' ')[0]}`),
  );
}

function readEntry(words: readonly string[], shared: readonly string[]): AwsMachineFacts {
  const [, vcpu, memoryMib, network = '', ...own] = words;
  const [interfaces, addresses] = network.split('x').map(Number);
  const marks = new Set([...shared, ...own]);
  return {
    vcpu: Number(vcpu),
    memoryMib: Number(memoryMib),
    architecture: marks.has('arm64') ? 'arm64' : 'amd64',
    interfaces: interfaces ?? 0,
    addressesPerInterface: addresses ?? 0,
    isNitro: !marks.has('xen'),
    hasInstanceStore: marks.has('nvme'),
    takesEbsOptimized: !marks.has('ebs-unsupported'),
    isSoldAsSpot: !marks.has('no-spot'),
    unsuitable: (['mac', 'paravirtual', 'gpu', 'accelerator'] as const).find((mark) => marks.has(mark)),
  };
}

function splitOnce(text: string, mark: string): readonly string[] {
  const at = text.indexOf(mark);
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
