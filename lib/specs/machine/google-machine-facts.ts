import { memoised } from '../../values/memoised';
import { ownMember } from '../../values/own-member';
import {
  BARE_METAL_DISKS,
  GOOGLE_FAMILIES,
  type GoogleBootDisk,
  type GoogleCustomBounds,
  type GoogleFamily,
} from './google-machine-table';
import type { Architecture } from './machine';

/** Facts of a machine type of Google Cloud, as the table lists them. */
export interface GoogleMachineFacts {
  /** First part of the name: `n2`. */
  readonly family: string;
  readonly architecture: Architecture;
  /** Whether the table lists the family, so that the architecture and the disks of its types are known. */
  readonly isListed: boolean;
  /** Whether the type is a whole server without a hypervisor. */
  readonly isBareMetal: boolean;
  /** Types of boot disks that nodes can have, the default first; undefined for virtual machines of a family outside of the table. */
  readonly bootDisks: readonly GoogleBootDisk[] | undefined;
  /** Whether Google offers the family as spot capacity. */
  readonly isSoldAsSpot: boolean;
  /** Why types of the family cannot be nodes; undefined for a family whose types can. */
  readonly unsuitable: 'gpu' | 'accelerator' | undefined;
  /** Figures of the type; undefined where the table does not list this size of the family. */
  readonly shape: GoogleMachineShape | undefined;
  /** For a custom type, whether its name ends in `-ext`, and the bounds of the family; undefined for predefined types. */
  readonly custom: GoogleCustomType | undefined;
}

/** Figures of one machine type. */
export interface GoogleMachineShape {
  readonly vcpu: number;
  readonly memoryGib: number;
  /** Cores by which GKE reserves CPU: one for a type with a shared core, although the kernel shows two. */
  readonly countedCores: number;
  /** Number of local disks that are part of the type, 0 or more. */
  readonly bundledDisks: number;
  /** Numbers of local disks that may be chosen, apart from 0; empty where the type can have no local disks. */
  readonly localDisks: readonly number[];
}

/** Facts of a custom type, whose name states vCPUs and memory. */
export interface GoogleCustomType {
  /** Whether the name ends in `-ext`. */
  readonly isExtended: boolean;
  /** Bounds of the family; undefined where the family has no custom types. */
  readonly bounds: GoogleCustomBounds | undefined;
}

const CUSTOM = /^(?:([a-z]\d[a-z]*)-)?custom-(\d{1,4})-(\d{1,8})(-ext)?$/;
const SHARED_CUSTOM = /^e2-custom-(micro|small|medium)-(\d{1,8})$/;
/** Types with GPUs and with TPUs: the letters before the generation, or the word for the size. `g1` has neither. */
const ACCELERATED: Readonly<Record<'gpu' | 'accelerator', RegExp>> = {
  gpu: /^(?:a|g(?!1-))\d|-[a-z]+gpu(?:-|$)/,
  accelerator: /^(?:ct|tpu)\d|-[a-z]*tpu(?:-|$)/,
};

const SPELLING = /^([a-z]{1,3}\d+[a-z]*)-[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** Least and most memory of custom types with a shared core, in GiB for both of their vCPUs together. */
const SHARED_GIB: Readonly<Record<string, readonly [number, number]>> = {
  micro: [1, 2],
  small: [2, 4],
  medium: [4, 8],
};

/**
 * Facts of a machine type: those of the family at least. Undefined where the text does not have the form of a type's name on Google
 * Cloud.
 */
export const googleMachineFacts: (type: string) => GoogleMachineFacts | undefined = memoised(readType);

function readType(type: string): GoogleMachineFacts | undefined {
  const custom = CUSTOM.exec(type);
  if (custom !== null) return customFacts(custom);
  const shared = SHARED_CUSTOM.exec(type);
  if (shared !== null) return sharedCustomFacts(shared);
  const family = SPELLING.exec(type)?.[1];
  if (family === undefined) return undefined;
  const known = ownMember(GOOGLE_FAMILIES, family);
  const shape = known === undefined ? undefined : predefinedShape(known, type.slice(family.length + 1));
  const isBareMetal = type.endsWith('-metal');
  const facts = familyFacts(family, type);
  const bootDisks = isBareMetal ? BARE_METAL_DISKS : facts.bootDisks;
  return { ...facts, isBareMetal, bootDisks, shape, custom: undefined };
}

/** Every predefined machine type of the table. */
export function googleMachineTypes(): readonly string[] {
  return Object.entries(GOOGLE_FAMILIES).flatMap(([family, { types }]) =>
    Object.entries(types).flatMap(([pattern, text]) =>
      entriesOf(text).map(({ vcpu }) => `${family}-${pattern.replace('#', String(vcpu))}`),
    ),
  );
}

/** Whether custom types may have a number of vCPUs; `2-32/2` means every second number from 2 to 32. */
export function allowsVcpus({ vcpus }: GoogleCustomBounds, count: number): boolean {
  return vcpus.split(' ').some((range) => {
    const [from = 0, to = from, step = 1] = range.split(/[-/]/).map(Number);
    return count >= from && count <= to && (count - from) % step === 0;
  });
}

function familyFacts(family: string, type = `${family}-`): Omit<GoogleMachineFacts, 'shape' | 'custom'> {
  const known = ownMember(GOOGLE_FAMILIES, family);
  return {
    family,
    isListed: known !== undefined,
    isBareMetal: false,
    architecture: known?.architecture ?? 'amd64',
    bootDisks: known?.bootDisks,
    isSoldAsSpot: known?.spot ?? true,
    unsuitable: (['gpu', 'accelerator'] as const).find((kind) => ACCELERATED[kind].test(type)),
  };
}

function customFacts([, family = 'n1', vcpus, megabytes, ext]: readonly (string | undefined)[]): GoogleMachineFacts {
  const known = ownMember(GOOGLE_FAMILIES, family);
  // A family outside of the table may have custom types, whose bounds are unknown.
  if (known === undefined) return { ...familyFacts(family), shape: undefined, custom: undefined };
  const vcpu = Number(vcpus);
  const shape = {
    vcpu,
    memoryGib: Number(megabytes) / 1024,
    countedCores: vcpu,
    bundledDisks: 0,
    localDisks: localDisksOf(known, vcpu),
  };
  return { ...familyFacts(family), shape, custom: { isExtended: ext !== undefined, bounds: known.custom } };
}

function sharedCustomFacts([, size = '', megabytes]: readonly (string | undefined)[]): GoogleMachineFacts {
  const [least, most] = SHARED_GIB[size] ?? [0, 0];
  const bounds: GoogleCustomBounds = {
    vcpus: '2',
    gibPerVcpu: [least / 2, most / 2],
    mostGib: most,
    extends: false,
  };
  const shape = { vcpu: 2, memoryGib: Number(megabytes) / 1024, countedCores: 1, bundledDisks: 0, localDisks: [] };
  return { ...familyFacts('e2'), shape, custom: { isExtended: false, bounds } };
}

function predefinedShape(family: GoogleFamily, name: string): GoogleMachineShape | undefined {
  for (const [pattern, text] of Object.entries(family.types)) {
    const size = sizeIn(pattern, name);
    if (size === undefined) continue;
    const [ratio, sizes] = ratioAndSizes(text);
    // A pattern without a number stands for one type.
    const token = sizes.find(
      (each) => size === '' || each === size || (/^[=*]/.test(each.slice(size.length)) && each.startsWith(size)),
    );
    if (token === undefined) continue;
    const entry = readEntry(ratio, token);
    const isShared = family.sharedCore?.includes(name) === true;
    return {
      ...entry,
      countedCores: isShared ? 1 : entry.vcpu,
      localDisks: isShared ? [] : localDisksOf(family, entry.vcpu),
    };
  }
  return undefined;
}

interface TableEntry {
  readonly vcpu: number;
  readonly memoryGib: number;
  readonly bundledDisks: number;
}

/** The number that a name has where a pattern has its `#`; empty for the name of a pattern without one. */
function sizeIn(pattern: string, name: string): string | undefined {
  const at = pattern.indexOf('#');
  if (at === -1) return pattern === name ? '' : undefined;
  const [before, after] = [pattern.slice(0, at), pattern.slice(at + 1)];
  if (!name.startsWith(before) || !name.endsWith(after)) return undefined;
  const size = name.slice(at, name.length - after.length);
  return /^\d+$/.test(size) ? size : undefined;
}

/** Entries of one pattern: `3.75: 2=7 4 8*1`. */
function entriesOf(text: string): readonly TableEntry[] {
  const [ratio, sizes] = ratioAndSizes(text);
  return sizes.map((size) => readEntry(ratio, size));
}

function ratioAndSizes(text: string): readonly [ratio: number, sizes: readonly string[]] {
  const [ratio, sizes] = text.includes(': ') ? text.split(': ') : ['0', text];
  return [Number(ratio), (sizes ?? '').split(' ')];
}

function readEntry(ratio: number, size: string): TableEntry {
  const [, vcpu, gib, disks] = /^(\d+)(?:=([\d.]+))?(?:\*(\d+))?$/.exec(size) ?? [];
  const memoryGib = gib === undefined ? Math.round(ratio * Number(vcpu) * 1000) / 1000 : Number(gib);
  return { vcpu: Number(vcpu), memoryGib, bundledDisks: Number(disks ?? 0) };
}

function localDisksOf({ localDisks }: GoogleFamily, vcpu: number): readonly number[] {
  const ranges = (localDisks ?? '').split(', ').map((range) => range.split(': '));
  const found = ranges.find(([upTo]) => upTo !== '' && vcpu <= Number(upTo));
  return (found?.[1] ?? '')
    .split(' ')
    .filter((count) => count !== '')
    .map(Number);
}
