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

test.each(['m6i.xlarge', 'u-6tb1.112xlarge', 'u7in-32tb.224xlarge', 'm7i-flex.large', 'a1.metal', 'c3.large'])(
  'accepts %s by its name only',
  (type) => expect(onAws({ type })).toEqual([]),
);

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
  expect(onAws({ type: 'c1.medium', vcpu: 2, memoryGib: 1.7 })).toEqual([]);
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
  expect(onAws({ type: 'm6i.xxlarge' })).toEqual([
    `'machine.type' ${rule}, got 'm6i.xxlarge'; ${remedy}; did you mean 'm6i.xlarge'?`,
  ]);
  expect(onAws({ type: 'zzz99.large', vcpu: 2 })).toEqual([`'machine.type' ${rule}, got 'zzz99.large'; ${remedy}`]);
  expect(onAws({ type: 'z9.large', vcpu: 2, memoryGib: 16 })).toEqual([]);
  expect(onGoogle({ type: 'n9-standard-8', vcpu: 8, memoryGib: 32 })).toEqual([]);
  expect(onGoogle({ type: 'n2-standard-7' })).toEqual([
    "'machine.type' must be a type in the table of 2026-11, or be stated with its 'vcpu' and 'memoryGib', got 'n2-standard-7'; correct it, or state both figures for a type that is newer than the table; did you mean 'n2-standard-2'?",
  ]);
});

test.each([
  ['g5.xlarge', GPU],
  ['p5.48xlarge', GPU],
  ['g99.xlarge', GPU],
  ['inf2.xlarge', ACCELERATOR],
  ['f2.6xlarge', ACCELERATOR],
  ['trn99.32xlarge', ACCELERATOR],
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
])('refuses %s of Google Cloud with its reason', (type, reason) => {
  expect(onGoogle({ type })).toEqual([
    `'machine.type' must be a machine type that nodes can have, got '${type}'; ${reason}`,
  ]);
});

test.each(['m6i', 'M6i.xlarge', 'm6i.xlarge ', '.xlarge', 'm6i.', 'n2-standard-8', ''])(
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
