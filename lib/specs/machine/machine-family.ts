import type { Architecture } from './machine';

const NITRO_FREE = new Set([
  'c3',
  'c4',
  'd2',
  'f1',
  'g3',
  'g3s',
  'h1',
  'i3',
  'm3',
  'm4',
  'p2',
  'p3',
  'r3',
  'r4',
  't2',
  'x1',
  'x1e',
]);

/** Families with NVMe disks whose name does not show it by a `d` behind the generation. */
const WITH_INSTANCE_STORE = /^(i\d|is\d|im\d|d\d|h1|x1|f\d|g5|g6|gr6|p3dn|p4|p5|p6|trn|hpc6id)/;

/** Google families that take Hyperdisk boot disks only. */
const HYPERDISK_ONLY = new Set(['c4', 'c4a', 'c4d', 'n4', 'n4a', 'n4d']);

/** Google families without local NVMe disks. */
const WITHOUT_LOCAL_SSD = new Set(['e2', 'n4', 'n4a', 'n4d', 't2a', 't2d']);

const GOOGLE_ARM = new Set(['t2a', 'c4a', 'n4a']);

/** What the name of an AWS machine type tells; undefined where it is not spelt like one. */
export function awsMachineTraits(type: string): AwsMachineTraits | undefined {
  const match = /^([a-z]+\d+[a-z]*(?:-[a-z0-9]+)?|a1)\.[a-z0-9-]+$/.exec(type);
  const family = match?.[1];
  if (family === undefined) return undefined;
  return {
    architecture: family === 'a1' || /^[a-z]+\d+g/.test(family) ? 'arm64' : 'amd64',
    hasInstanceStore: WITH_INSTANCE_STORE.test(family) || /^[a-z]+\d+[a-ce-z]*d/.test(family),
    isNitro: !NITRO_FREE.has(family),
  };
}

/** What the name of an AWS machine type tells. */
export interface AwsMachineTraits {
  readonly architecture: Architecture;
  /** Whether it has NVMe disks of its own. */
  readonly hasInstanceStore: boolean;
  /** Whether it runs on the Nitro system, which prefix delegation needs. */
  readonly isNitro: boolean;
}

/** What the name of a Google machine type tells; undefined where it is not spelt like one. */
export function googleMachineTraits(type: string): GoogleMachineTraits | undefined {
  const match = /^([a-z]\d+[a-z]?)-[a-z0-9-]+$/.exec(type);
  const family = match?.[1];
  if (family === undefined) return undefined;
  const vcpu = /-(?:standard|highmem|highcpu)-(\d+)(?:-lssd)?$/.exec(type)?.[1];
  return {
    architecture: GOOGLE_ARM.has(family) ? 'arm64' : 'amd64',
    needsHyperdisk: HYPERDISK_ONLY.has(family),
    takesLocalSsd: !WITHOUT_LOCAL_SSD.has(family),
    vcpu: vcpu === undefined ? undefined : Number(vcpu),
  };
}

/** What the name of a Google machine type tells. */
export interface GoogleMachineTraits {
  readonly architecture: Architecture;
  readonly needsHyperdisk: boolean;
  readonly takesLocalSsd: boolean;
  /** Undefined where the name does not say. */
  readonly vcpu: number | undefined;
}
