import { googleMachineFacts, googleMachineTypes } from '../../../lib/specs/machine/google-machine-facts';

const shapeOf = (type: string) => googleMachineFacts(type)?.shape;

/** Figures, copied by hand from Google's pages of the machine families. */
const SHAPES: readonly (readonly [type: string, vcpu: number, gib: number])[] = [
  ['e2-micro', 2, 1],
  ['e2-medium', 2, 4],
  ['e2-highcpu-16', 16, 16],
  ['n1-standard-1', 1, 3.75],
  ['n1-highcpu-96', 96, 86.4],
  ['n2-standard-8', 8, 32],
  ['n2-highmem-128', 128, 864],
  ['n2d-standard-224', 224, 896],
  ['n4-highcpu-4', 4, 8],
  ['c2-standard-30', 30, 120],
  ['c3-standard-8-lssd', 8, 32],
  ['c3-highcpu-192-metal', 192, 512],
  ['c3d-highcpu-360', 360, 708],
  ['c4-standard-2', 2, 7],
  ['c4-standard-8', 8, 30],
  ['c4-highmem-16', 16, 124],
  ['c4a-standard-72', 72, 288],
  ['c4d-standard-8', 8, 31],
  ['c4d-highcpu-384', 384, 720],
  ['m1-megamem-96', 96, 1433.6],
  ['m3-ultramem-32', 32, 976],
  ['m4-megamem-28', 28, 372],
  ['t2a-standard-48', 48, 192],
  ['x4-960-16t-metal', 960, 16384],
  ['z3-highmem-14-standardlssd', 14, 112],
  ['custom-4-8192', 4, 8],
  ['n2-custom-6-16384', 6, 16],
  ['e2-custom-small-3072', 2, 3],
];

describe('googleMachineFacts', () => {
  it.each(SHAPES)('has for %s %d vCPU and %d GiB', (type, vcpu, memoryGib) => {
    expect(shapeOf(type)).toMatchObject({ vcpu, memoryGib });
  });

  it('has the architecture arm64 for Axion and Altra families and amd64 for others', () => {
    const types = ['t2a-standard-4', 'c4a-standard-4', 'n4a-standard-4', 'n2-standard-4', 'c4-standard-4'];
    const arm = types.filter((type) => googleMachineFacts(type)?.architecture === 'arm64');
    expect(arm).toEqual(['t2a-standard-4', 'c4a-standard-4', 'n4a-standard-4']);
  });

  it('counts one core for types that share a core', () => {
    expect(
      ['e2-micro', 'e2-medium', 'e2-custom-micro-1024', 'e2-standard-2'].map((type) => shapeOf(type)?.countedCores),
    ).toEqual([1, 1, 1, 2]);
  });

  it('has the numbers of local disks that may be chosen, by family and size', () => {
    const types = [
      'n1-standard-1',
      'n2-standard-8',
      'n2-standard-16',
      'n2-standard-32',
      'n2-standard-96',
      'c2-standard-60',
    ];
    expect(types.map((type) => shapeOf(type)?.localDisks.join(' '))).toEqual([
      '1 2 3 4 5 6 7 8 16 24',
      '1 2 4 8 16 24',
      '2 4 8 16 24',
      '4 8 16 24',
      '16 24',
      '8',
    ]);
    expect(
      ['e2-standard-4', 'c3-standard-8', 'm1-megamem-96', 'n4-standard-4'].map((type) => shapeOf(type)?.localDisks),
    ).toEqual([[], [], [], []]);
  });

  it('has the number of local disks that are part of a type', () => {
    const types = [
      'c3-standard-8-lssd',
      'c4-standard-32-lssd',
      'c4a-highmem-64-lssd',
      'h4d-highmem-192-lssd',
      'c3-standard-8',
    ];
    expect(types.map((type) => shapeOf(type)?.bundledDisks)).toEqual([2, 5, 14, 10, 0]);
  });

  it('recognises families with GPUs and TPUs by their name only', () => {
    const types = ['g2-standard-8', 'a3-highgpu-8g', 'ct6e-standard-4t', 'tpu7x-standard-4t', 'n2-standard-8'];
    expect(types.map((type) => googleMachineFacts(type)?.unsuitable)).toEqual([
      'gpu',
      'gpu',
      'accelerator',
      'accelerator',
      undefined,
    ]);
  });

  it('has the facts of the family for a size outside of the table', () => {
    expect(googleMachineFacts('c4-standard-7')).toMatchObject({ bootDisks: ['hyperdisk-balanced'], shape: undefined });
  });

  it.each(['m6i.xlarge', '', 'n2', 'n2-', 'constructor-1', '__proto__-1', 'N2-standard-8', 'n2-standard-8 '])(
    'has no figures for %j',
    (type) => expect(shapeOf(type)).toBeUndefined(),
  );

  it('has valid figures for every type of the table, and lists each once', () => {
    const types = googleMachineTypes();
    expect(types.length).toBeGreaterThan(550);
    expect(new Set(types).size).toBe(types.length);
    const broken = types.filter((type) => {
      const { vcpu, memoryGib, bundledDisks } = shapeOf(type) ?? {};
      return !(Number.isInteger(vcpu) && Number(memoryGib) > 0 && Number.isInteger(bundledDisks));
    });
    expect(broken).toEqual([]);
  });
});
