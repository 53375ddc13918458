import type { Architecture } from './machine';

/** Month of {@link GOOGLE_FAMILIES}. */
export const GOOGLE_MACHINES_AS_OF = '2026-11';

/** Types of boot disks that a pool may have. */
export type GoogleBootDisk = 'pd-standard' | 'pd-balanced' | 'pd-ssd' | 'hyperdisk-balanced';

/** One machine series of Google Cloud, as GKE offers it. */
export interface GoogleFamily {
  /**
   * Predefined types by the part of their name after the family's, with `#` for the number of vCPUs. A value is the GiB for each vCPU,
   * a colon, and the numbers of vCPUs: `128=864` has 864 GiB in all, and `8*2` has two local disks. A name without `#` is one type.
   */
  readonly types: Readonly<Record<string, string>>;
  /** Types of boot disks that nodes can have, the default first. */
  readonly bootDisks: readonly GoogleBootDisk[];
  /** Numbers of local disks that may be chosen, by the largest number of vCPUs to which each list applies; absent where none may be. */
  readonly localDisks?: string;
  /** Bounds of types that state their vCPUs and memory; absent where a family has no custom types. */
  readonly custom?: GoogleCustomBounds;
  /** Names of the types that share a core, although the kernel shows one or two vCPUs. */
  readonly sharedCore?: readonly string[];
  /** Absent for amd64. */
  readonly architecture?: Architecture;
  /** False where Google does not offer the family as spot capacity; absent where Google does. */
  readonly spot?: false;
}

/** Bounds of the vCPUs and the memory that the name of a custom type may state. */
export interface GoogleCustomBounds {
  /** Numbers of vCPUs: `2-32/2` is every second number from 2 to 32. */
  readonly vcpus: string;
  /** Least and most GiB for each vCPU. */
  readonly gibPerVcpu: readonly [least: number, most: number];
  /** Most GiB of the whole machine; above the most GiB of its vCPUs only a type that ends in `-ext` reaches it. */
  readonly mostGib: number;
  /** Whether the ending `-ext` allows more memory for each vCPU. */
  readonly extends: boolean;
}

const PERSISTENT = ['pd-balanced', 'pd-standard', 'pd-ssd'] as const satisfies readonly GoogleBootDisk[];
const FAST_OR_HYPER = ['pd-balanced', 'pd-ssd', 'hyperdisk-balanced'] as const satisfies readonly GoogleBootDisk[];
const HYPERDISK = ['hyperdisk-balanced'] as const satisfies readonly GoogleBootDisk[];
const MEMORY_FAMILY = [...PERSISTENT, 'hyperdisk-balanced'] as const satisfies readonly GoogleBootDisk[];

const C4_DISKS = '4*1 8*1 16*2 24*4 32*5 48*8 64*10 96*16 144*24 192*32 288*48';
const C4N_DISKS = '4*1 8*1 16*2 24*4 32*5 48*8 96*16 192*32';
const C4A_DISKS = '4*1 8*2 16*4 32*6 48*10 64*14 72*16';
const C4D_DISKS = '8*1 16*1 32*2 48*4 64*6 96*8 192*16 384*32';
const C3D_DISKS = '8*1 16*1 30*2 60*4 90*8 180*16 360*32';

/**
 * Machine series that GKE offers, from the machine types that GKE's own autoscaler knows (Google, Apache-2.0) and Google's pages on
 * local disks and custom types.
 *
 * @see https://cloud.google.com/compute/docs/general-purpose-machines
 * @see https://cloud.google.com/compute/docs/disks/local-ssd
 * @see https://cloud.google.com/compute/docs/instances/creating-instance-with-custom-machine-type
 */
export const GOOGLE_FAMILIES: Readonly<Record<string, GoogleFamily>> = {
  c2: {
    types: { 'standard-#': '4: 4 8 16 30 60' },
    bootDisks: PERSISTENT,
    localDisks: '8: 1 2 4 8, 16: 2 4 8, 30: 4 8, 60: 8',
  },
  c2d: {
    types: {
      'standard-#': '4: 2 4 8 16 32 56 112',
      'highcpu-#': '2: 2 4 8 16 32 56 112',
      'highmem-#': '8: 2 4 8 16 32 56 112',
    },
    bootDisks: PERSISTENT,
    localDisks: '16: 1 2 4 8, 32: 2 4 8, 56: 4 8, 112: 8',
  },
  c3: {
    types: {
      'standard-#': '4: 4 8 22 44 88 176',
      'highcpu-#': '2: 4 8 22 44 88 176',
      'highmem-#': '8: 4 8 22 44 88 176',
      'standard-#-lssd': '4: 4*1 8*2 22*4 44*8 88*16 176*32',
      'highcpu-#-metal': '0: 192=512',
      'standard-#-metal': '4: 192',
      'highmem-#-metal': '8: 192',
    },
    bootDisks: FAST_OR_HYPER,
  },
  c3d: {
    types: {
      'standard-#': '4: 4 8 16 30 60 90 180 360',
      'highcpu-#': '2: 4 8 16 30=59 60=118 90=177 180=354 360=708',
      'highmem-#': '8: 4 8 16 30 60 90 180 360',
      'standard-#-lssd': `4: ${C3D_DISKS}`,
      'highmem-#-lssd': `8: ${C3D_DISKS}`,
    },
    bootDisks: FAST_OR_HYPER,
  },
  c4: {
    types: {
      'standard-#': '3.75: 2=7 4 8 16 24 32 48 64 96 144 192 288',
      'highcpu-#': '2: 2 4 8 16 24 32 48 64 96 144 192 288',
      'highmem-#': '7.75: 2=15 4 8 16 24 32 48 64 96 144 192 288',
      'standard-#-lssd': `3.75: ${C4_DISKS}`,
      'highmem-#-lssd': `7.75: ${C4_DISKS}`,
      'standard-#-metal': '3.75: 288',
      'highcpu-#-metal': '2: 288',
      'highmem-#-metal': '7.75: 288',
      'standard-#-lssd-metal': '3.75: 288*6',
      'highmem-#-lssd-metal': '7.75: 288*6',
    },
    bootDisks: HYPERDISK,
  },
  c4a: {
    types: {
      'standard-#': '4: 1 2 4 8 16 32 36 48 64 72',
      'highcpu-#': '2: 1 2 4 8 16 32 36 48 64 72',
      'highmem-#': '8: 1 2 4 8 16 32 36 48 64 72',
      'standard-#-lssd': `4: ${C4A_DISKS}`,
      'highcpu-#-lssd': `2: ${C4A_DISKS}`,
      'highmem-#-lssd': `8: ${C4A_DISKS}`,
      'standard-#-metal': '4: 96',
      'highmem-#-metal': '8: 96',
    },
    bootDisks: HYPERDISK,
    architecture: 'arm64',
  },
  c4d: {
    types: {
      'standard-#': '3.875: 2=7 4=15 8 16 32 48 64 96 192 384',
      'highcpu-#': '1.875: 2=3 4=7 8 16 32 48 64 96 192 384',
      'highmem-#': '7.875: 2=15 4=31 8 16 32 48 64 96 192 384',
      'standard-#-lssd': `3.875: ${C4D_DISKS}`,
      'highmem-#-lssd': `7.875: ${C4D_DISKS}`,
      'standard-#-metal': '3.875: 384',
      'highcpu-#-metal': '1.875: 384',
      'highmem-#-metal': '7.875: 384',
    },
    bootDisks: HYPERDISK,
  },
  c4n: {
    types: {
      'standard-#': '3.75: 2=7 4 8 16 24 32 48 96 192',
      'highcpu-#': '2: 2 4 8 16 24 32 48 96 192',
      'highmem-#': '7.75: 2=15 4 8 16 24 32 48 96 192',
      'standard-#-lssd': `3.75: ${C4N_DISKS}`,
      'highmem-#-lssd': `7.75: ${C4N_DISKS}`,
    },
    bootDisks: HYPERDISK,
  },
  e2: {
    types: {
      micro: '2=1',
      small: '2=2',
      medium: '2=4',
      'standard-#': '4: 2 4 8 16 32',
      'highcpu-#': '1: 2 4 8 16 32',
      'highmem-#': '8: 2 4 8 16',
    },
    bootDisks: PERSISTENT,
    custom: { vcpus: '2-32/2', gibPerVcpu: [0.5, 8], mostGib: 128, extends: false },
    sharedCore: ['micro', 'small', 'medium'],
  },
  e4: {
    types: {
      medium: '2=4',
      'standard-#': '4: 2 4 8 16 32',
      'highcpu-#': '1: 2 4 8 16 32',
      'highmem-#': '8: 2 4 8 16',
    },
    bootDisks: HYPERDISK,
  },
  f1: { types: { micro: '1=0.6' }, bootDisks: PERSISTENT, sharedCore: ['micro'] },
  g1: { types: { small: '1=1.7' }, bootDisks: PERSISTENT, sharedCore: ['small'] },
  h3: { types: { 'standard-#': '4: 88' }, bootDisks: ['pd-balanced', 'hyperdisk-balanced'], spot: false },
  h4d: {
    types: { 'standard-#': '3.75: 192', 'highmem-#': '7.75: 192', 'highmem-#-lssd': '7.75: 192*10' },
    bootDisks: HYPERDISK,
  },
  m1: {
    types: { 'ultramem-#': '0: 40=961 80=1922 160=3844', 'megamem-#': '0: 96=1433.6' },
    bootDisks: MEMORY_FAMILY,
    localDisks: '40: 1 2 3 4 5, 80: 1 2 3 4 5 6 7 8',
  },
  m2: {
    types: { 'ultramem-#': '0: 208=5888 416=11776', 'megamem-#': '0: 416=5888', 'hypermem-#': '0: 416=8832' },
    bootDisks: MEMORY_FAMILY,
    spot: false,
  },
  m3: {
    types: { 'ultramem-#': '30.5: 32 64 128', 'megamem-#': '15.25: 64 128' },
    // M3 has no pd-standard, according to Google's page on memory-optimized machines (November 2026).
    bootDisks: FAST_OR_HYPER,
    localDisks: '64: 4 8, 128: 8',
  },
  m4: {
    types: {
      'ultramem-#': '0: 56=1488 112=2976 224=5952',
      'megamem-#': '0: 28=372 56=744 112=1488 224=2976',
      'hypermem-#': '15.5: 16 32 64',
    },
    bootDisks: HYPERDISK,
  },
  n1: {
    types: {
      'standard-#': '3.75: 1 2 4 8 16 32 64 96',
      'highcpu-#': '0.9: 2 4 8 16 32 64 96',
      'highmem-#': '6.5: 2 4 8 16 32 64 96',
    },
    bootDisks: PERSISTENT,
    localDisks: '96: 1 2 3 4 5 6 7 8 16 24',
    custom: { vcpus: '1 2-96/2', gibPerVcpu: [0.9, 6.5], mostGib: 624, extends: true },
  },
  n2: {
    types: {
      'standard-#': '4: 2 4 8 16 32 48 64 80 96 128',
      'highcpu-#': '1: 2 4 8 16 32 48 64 80 96 128',
      'highmem-#': '8: 2 4 8 16 32 48 64 80 96 128=864',
    },
    bootDisks: PERSISTENT,
    localDisks: '10: 1 2 4 8 16 24, 20: 2 4 8 16 24, 40: 4 8 16 24, 80: 8 16 24, 128: 16 24',
    custom: { vcpus: '2-32/2 36-128/4', gibPerVcpu: [0.5, 8], mostGib: 864, extends: true },
  },
  n2d: {
    types: {
      'standard-#': '4: 2 4 8 16 32 48 64 80 96 128 224',
      'highcpu-#': '1: 2 4 8 16 32 48 64 80 96 128 224',
      'highmem-#': '8: 2 4 8 16 32 48 64 80 96',
    },
    bootDisks: PERSISTENT,
    localDisks: '16: 1 2 4 8 16 24, 48: 2 4 8 16 24, 80: 4 8 16 24, 224: 8 16 24',
    custom: { vcpus: '2 4 8 16 32 48 64 80 96', gibPerVcpu: [0.5, 8], mostGib: 768, extends: true },
  },
  n4: {
    types: {
      'standard-#': '4: 2 4 8 16 32 48 64 80',
      'highcpu-#': '2: 2 4 8 16 32 48 64 80',
      'highmem-#': '8: 2 4 8 16 32 48 64 80',
    },
    bootDisks: HYPERDISK,
    custom: { vcpus: '2-80/2', gibPerVcpu: [2, 8], mostGib: 640, extends: true },
  },
  n4a: {
    types: {
      'standard-#': '4: 1 2 4 8 16 32 48 64',
      'highcpu-#': '2: 1 2 4 8 16 32 48 64',
      'highmem-#': '8: 1 2 4 8 16 32 48 64',
    },
    bootDisks: HYPERDISK,
    custom: { vcpus: '1 2-64/2', gibPerVcpu: [2, 8], mostGib: 512, extends: true },
    architecture: 'arm64',
  },
  n4d: {
    types: {
      'standard-#': '4: 2 4 8 16 32 48 64 80 96',
      'highcpu-#': '2: 2 4 8 16 32 48 64 80 96',
      'highmem-#': '8: 2 4 8 16 32 48 64 80 96',
    },
    bootDisks: HYPERDISK,
    custom: { vcpus: '2-96/2', gibPerVcpu: [2, 8], mostGib: 768, extends: true },
  },
  t2a: { types: { 'standard-#': '4: 1 2 4 8 16 32 48' }, bootDisks: PERSISTENT, architecture: 'arm64' },
  t2d: { types: { 'standard-#': '4: 1 2 4 8 16 32 48 60' }, bootDisks: PERSISTENT },
  x4: {
    types: {
      'megamem-#-metal': '0: 960=16384 1440=24576 1920=32768',
      '480-6t-metal': '480=6144',
      '480-8t-metal': '480=8192',
      '960-12t-metal': '960=12288',
      '960-16t-metal': '960=16384',
      '1440-24t-metal': '1440=24576',
      '1920-32t-metal': '1920=32768',
    },
    bootDisks: HYPERDISK,
    spot: false,
  },
  z3: {
    types: {
      'highmem-#': '8: 88*12 176*12',
      'highmem-#-highlssd': '8: 8*1 16*2 22*3 32*4 44*6 88*12',
      'highmem-#-standardlssd': '8: 14*1 22*2 44*3 88*6 176*12',
      'highmem-#-highlssd-metal': '8: 192*12',
    },
    bootDisks: FAST_OR_HYPER,
  },
  z4d: {
    types: {
      'highmem-#-highlssd': '7.875: 8*1 16*2 32*4 48*6 64*8 96*12 192*24',
      'highmem-#-standardlssd': '7.875: 8*1 16*1 32*2 48*3 64*4 96*6 192*12 384*24',
    },
    bootDisks: HYPERDISK,
  },
};

/**
 * Types of boot disks of bare metal types, whatever the disks of their family's virtual machines, because Compute Engine attaches
 * Hyperdisk only to bare metal instances (read in November 2026).
 *
 * @see https://cloud.google.com/compute/docs/instances/bare-metal-instances
 */
export const BARE_METAL_DISKS: readonly GoogleBootDisk[] = HYPERDISK;
