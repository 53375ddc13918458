import { awsMachineFacts, awsMachineTypes } from '../../../lib/specs/machine/aws-machine-facts';
import { googleMachineFacts, googleMachineTypes } from '../../../lib/specs/machine/google-machine-facts';
import type { MachineInput } from '../../../lib/specs/machine/machine';
import { judgeMachine } from '../../../lib/specs/machine/machine-rules';
import { type MachineCloud, resolveMachine } from '../../../lib/specs/machine/resolve-machine';
import { renderProblem } from '../../../lib/values/config-error';
import { Problems } from '../../../lib/values/problems';

function judge(cloud: MachineCloud, machine: MachineInput): readonly string[] {
  const problems = new Problems();
  const stated = { vcpu: undefined, memoryGib: undefined, architecture: undefined, ...machine };
  judgeMachine({ stated, cloud, property: 'machine' }, problems);
  return problems.all().map(renderProblem);
}

const onAws = (machine: MachineInput) => judge('aws', machine);
const onGoogle = (machine: MachineInput) => judge('google', machine);

const GPU = 'take a type without GPUs, because keelson does not support drivers, taints and resources of GPUs yet';
const ACCELERATOR =
  'take a type without accelerators, because keelson does not support their drivers, taints and resources yet';
const PARAVIRTUAL =
  'take a newer generation, because the family boots paravirtual images of Linux only, and every image of EKS needs hardware virtualization (HVM)';

test.each([
  'm6i.xlarge',
  'm3.xlarge',
  't2.micro',
  'c3.large',
  'u-6tb1.112xlarge',
  'u7in-32tb.224xlarge',
  'm7i-flex.large',
  'a1.metal',
])('accepts %s by its name only', (type) => expect(onAws({ type })).toEqual([]));

test.each([
  'n2-standard-8',
  'custom-4-8192',
  'n1-custom-4-8192',
  'n2-custom-6-65536-ext',
  'e2-custom-small-3072',
  'c4-standard-96-lssd',
  'z3-highmem-8-highlssd',
])('accepts %s of Google Cloud by its name only', (type) => expect(onGoogle({ type })).toEqual([]));

test("accepts stated figures that agree with the table, also rounded as on the clouds' pages", () => {
  expect(onAws({ type: 'm6i.xlarge', vcpu: 4, memoryGib: 16, architecture: 'amd64' })).toEqual([]);
  expect(onAws({ type: 'c5n.large', vcpu: 2, memoryGib: 5.3 })).toEqual([]);
  expect(onGoogle({ type: 'n1-standard-1', vcpu: 1, memoryGib: 3.75 })).toEqual([]);
});

test("refuses stated figures that differ from the table, with the table's figure and date in the message", () => {
  expect(onAws({ type: 'm6i.xlarge', vcpu: 16, memoryGib: 64, architecture: 'arm64' })).toEqual([
    "'machine.vcpu' must be 4, as 'm6i.xlarge' has by the table of 2026-10, got 16; leave it out, or change the type",
    "'machine.memoryGib' must be 16, as 'm6i.xlarge' has by the table of 2026-10, got 64; leave it out, or change the type",
    "'machine.architecture' must be amd64, as 'm6i.xlarge' has by the table of 2026-10, got 'arm64'; leave it out, or change the type",
  ]);
  expect(onGoogle({ type: 'custom-4-8192', memoryGib: 16 })).toEqual([
    "'machine.memoryGib' must be 8, as 'custom-4-8192' has by the table of 2026-11, got 16; leave it out, or change the type",
  ]);
});

test('refuses a type outside of the table without its figures, and accepts it with them', () => {
  const rule = "must be a type in the table of 2026-10, or be stated with its 'vcpu' and 'memoryGib'";
  const remedy = 'correct it, or state both figures for a type that is newer than the table';
  expect(onAws({ type: 'm6i.xxlarge' })).toEqual([`'machine.type' ${rule}, got 'm6i.xxlarge'; ${remedy}`]);
  expect(onAws({ type: 'u-12tb1.112xlarge' })).toEqual([`'machine.type' ${rule}, got 'u-12tb1.112xlarge'; ${remedy}`]);
  expect(onAws({ type: 'zzz99.large', vcpu: 2 })).toEqual([`'machine.type' ${rule}, got 'zzz99.large'; ${remedy}`]);
  expect(onAws({ type: 'z9.large', vcpu: 2, memoryGib: 16 })).toEqual([]);
  expect(onGoogle({ type: 'n9-standard-8', vcpu: 8, memoryGib: 32, architecture: 'amd64' })).toEqual([]);
  expect(onGoogle({ type: 'n2-standard-7' })).toEqual([
    "'machine.type' must be a type in the table of 2026-11, or be stated with its 'vcpu' and 'memoryGib', got 'n2-standard-7'; correct it, or state both figures for a type that is newer than the table",
  ]);
});

test('refuses a misspelt type with the type that was most likely meant', () => {
  const misspelt = (type: string, likely: string) =>
    `'machine.type' must be a machine type of AWS, got '${type}'; did you mean '${likely}'?`;
  expect(onAws({ type: 'M6i.xlarge' })).toEqual([misspelt('M6i.xlarge', 'm6i.xlarge')]);
  expect(onAws({ type: 'm6i.xlarge ' })).toEqual([misspelt('m6i.xlarge ', 'm6i.xlarge')]);
  expect(onAws({ type: 'm6i-xlarge' })).toEqual([misspelt('m6i-xlarge', 'm6i.xlarge')]);
  expect(onGoogle({ type: 'n2_standard_8' })).toEqual([
    "'machine.type' must be a machine type of Google Cloud, got 'n2_standard_8'; did you mean 'n2-standard-8'?",
  ]);
});

test('refuses a type of a Google family outside of the table without its architecture', () => {
  const figures = { vcpu: 4, memoryGib: 16 };
  const missing = (type: string, family: string) =>
    `'machine.architecture' must be stated for '${type}', because the table of 2026-11 does not list the family '${family}', got nothing; state 'amd64' or 'arm64', because the name does not tell the processor`;
  expect(onGoogle({ type: 'c5a-standard-4', ...figures })).toEqual([missing('c5a-standard-4', 'c5a')]);
  expect(onGoogle({ type: 'c5a-standard-4', ...figures, architecture: 'arm64' })).toEqual([]);
  expect(onGoogle({ type: 'c4a-standard-7', ...figures })).toEqual([]);
});

test('asks for the figures of a custom type whose family the table does not list', () => {
  const machine = { type: 'n5-custom-4-8192', architecture: 'amd64' } as const;
  expect(onGoogle(machine)).toEqual([
    "'machine.type' must be a type in the table of 2026-11, or be stated with its 'vcpu' and 'memoryGib', got 'n5-custom-4-8192'; correct it, or state both figures for a type that is newer than the table",
  ]);
  expect(onGoogle({ ...machine, vcpu: 4, memoryGib: 8 })).toEqual([]);
});

test.each([
  ['g5.xlarge', GPU],
  ['p5.48xlarge', GPU],
  ['g99.xlarge', GPU],
  ['inf2.xlarge', ACCELERATOR],
  ['trn2u.48xlarge', ACCELERATOR],
  ['f2.6xlarge', ACCELERATOR],
  ['trn99.32xlarge', ACCELERATOR],
  ['m1.xlarge', PARAVIRTUAL],
  ['m2.4xlarge', PARAVIRTUAL],
  ['c1.xlarge', PARAVIRTUAL],
  ['t1.micro', PARAVIRTUAL],
  ['m1.2xlarge', PARAVIRTUAL],
  ['mac2.metal', 'take another type, because a Mac runs macOS only and no image of EKS'],
])('refuses %s with its reason, also with stated figures', (type, reason) => {
  const refusal = `'machine.type' must be a machine type that nodes can have, got '${type}'; ${reason}`;
  expect(onAws({ type })).toEqual([refusal]);
  expect(onAws({ type, vcpu: 4, memoryGib: 16 })).toEqual([refusal]);
});

test.each([
  ['g2-standard-8', GPU],
  ['a3-highgpu-8g', GPU],
  ['ct6e-standard-4t', ACCELERATOR],
  ['a5-highgpu-8g', GPU],
  ['a4x-maxgpu-4g', GPU],
  ['g5-standard-48', GPU],
  ['g2-custom-4-16384', GPU],
  ['c9-megagpu-8g', GPU],
  ['n9-edgegpu-4g', GPU],
  ['ct7-hightpu-4t', ACCELERATOR],
  ['tpu8x-standard-4t', ACCELERATOR],
  ['n9-hightpu-4t', ACCELERATOR],
])('refuses %s of Google Cloud with its reason, also with stated figures', (type, reason) => {
  const refusal = `'machine.type' must be a machine type that nodes can have, got '${type}'; ${reason}`;
  expect(onGoogle({ type })).toEqual([refusal]);
  expect(onGoogle({ type, vcpu: 96, memoryGib: 384, architecture: 'amd64' })).toEqual([refusal]);
});

test.each(['g1-small', 'c4a-standard-4', 't2a-standard-4', 'n2d-standard-4', 'm4-megamem-56'])(
  'accepts %s of Google Cloud, whose name only resembles a type with accelerators',
  (type) => expect(onGoogle({ type })).toEqual([]),
);

test.each(['m6i', '.xlarge', 'm6i.', 'n2-standard-8', ''])(
  'refuses %j, which does not have the form of a type on AWS',
  (type) => {
    expect(onAws({ type, vcpu: 4, memoryGib: 16 })).toEqual([
      `'machine.type' must be a machine type of AWS, got '${type}'; write it as 'm6i.xlarge'`,
    ]);
  },
);

test('refuses custom types whose numbers their family does not offer', () => {
  expect(onGoogle({ type: 'custom-5-8192' })).toEqual([
    "'machine.type' must state a number of vCPUs that custom types of 'n1' have by the table of 2026-11 (1 2-96/2), got 'custom-5-8192'; change the first number",
  ]);
  expect(onGoogle({ type: 'custom-4-65536' })).toEqual([
    "'machine.type' must state 3687 to 26624 MiB for 4 vCPUs of 'n1', a multiple of 256, by the table of 2026-11, got 'custom-4-65536'; change the last number, or '-ext' at the end for more",
  ]);
  expect(onGoogle({ type: 'custom-4-65536-ext' })).toEqual([]);
  expect(onGoogle({ type: 'n2-custom-4-8200' })).toEqual([
    "'machine.type' must state 2048 to 32768 MiB for 4 vCPUs of 'n2', a multiple of 256, by the table of 2026-11, got 'n2-custom-4-8200'; change the last number, or '-ext' at the end for more",
  ]);
  expect(onGoogle({ type: 'e2-custom-4-8192-ext' })).toEqual([
    "'machine.type' must not end in '-ext', because 'e2' extends no memory, got 'e2-custom-4-8192-ext'; leave the ending out",
  ]);
  expect(onGoogle({ type: 'e2-custom-micro-4096' })).toEqual([
    "'machine.type' must state 1024 to 2048 MiB for 2 vCPUs of 'e2', a multiple of 256, by the table of 2026-11, got 'e2-custom-micro-4096'; change the last number",
  ]);
  expect(onGoogle({ type: 'c3-custom-4-8192' })).toEqual([
    "'machine.type' must be a predefined type, because 'c3' has no custom types, got 'c3-custom-4-8192'; choose one of them",
  ]);
});

describe('every type of the tables', () => {
  test('is accepted by its name only on AWS, or refused with its reason', () => {
    const refused = awsMachineTypes().filter((type) => onAws({ type }).length > 0);
    expect(refused).toEqual(awsMachineTypes().filter((type) => awsMachineFacts(type)?.unsuitable !== undefined));
    expect(refused.every((type) => onAws({ type })[0]?.includes('must be a machine type that nodes can have'))).toBe(
      true,
    );
  });

  test('is accepted by its name only on Google Cloud', () => {
    expect(googleMachineTypes().filter((type) => onGoogle({ type }).length > 0)).toEqual([]);
  });

  test('resolves to a machine with all figures', () => {
    const nothing = { vcpu: undefined, memoryGib: undefined, architecture: undefined };
    const machines = [
      ...awsMachineTypes().map((type) => resolveMachine({ ...nothing, type }, 'aws')),
      ...googleMachineTypes().map((type) => resolveMachine({ ...nothing, type }, 'google')),
    ];
    expect(
      machines.filter(({ vcpu, memoryGib }) => !(vcpu >= 1 && vcpu <= 1920 && memoryGib >= 0.5 && memoryGib <= 32_768)),
    ).toEqual([]);
  });

  test('is of a family that is listed either with accelerators or without', () => {
    expect(googleMachineTypes().filter((type) => googleMachineFacts(type)?.unsuitable !== undefined)).toEqual([]);
  });
});
