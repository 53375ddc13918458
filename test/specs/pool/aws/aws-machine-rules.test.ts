import type { AwsClusterInput } from '../../../../lib/specs/cluster/aws/aws-cluster-input';
import type { AwsClusterSpec } from '../../../../lib/specs/cluster/cluster-spec';
import { EnvironmentSpec } from '../../../../lib/specs/environment/environment-spec';
import type { AwsCapacityInput } from '../../../../lib/specs/pool/aws/aws-pool-input';
import type { AwsNodePoolInput } from '../../../../lib/specs/pool/node-pool-input';
import { awsCluster, awsEnvironment, awsPool } from '../../../fixtures/aws-environment';
import { problemsOf } from '../../problems-of';

const POOL = "environment 'paas' > cluster 'main' > pool 'general': ";
const SINGLE: Partial<AwsClusterInput> = { controlPlane: { prefixDelegation: false } };

const environmentWith = (pool: Partial<AwsNodePoolInput>, cluster: Partial<AwsClusterInput> = {}) =>
  awsEnvironment({ clusters: [awsCluster({ ...cluster, pools: [awsPool(pool)], workloads: [] })] });

const judge = (pool: Partial<AwsNodePoolInput>, cluster: Partial<AwsClusterInput> = {}) =>
  problemsOf(environmentWith(pool, cluster));

function poolOf(pool: Partial<AwsNodePoolInput>, cluster: Partial<AwsClusterInput> = {}) {
  const [spec] = EnvironmentSpec.from(environmentWith(pool, cluster)).clusters as readonly AwsClusterSpec[];
  return spec?.pools[0];
}

const mixed = (capacity: Partial<Extract<AwsCapacityInput, { kind: 'mixed' }>>) => ({
  aws: { ...awsPool().aws, capacity: { kind: 'mixed', alternativeTypes: [], onDemandBase: 2, ...capacity } as const },
});

describe('the figures of the machine', () => {
  test('come from the table', () => {
    expect(poolOf({ machine: { type: 'c5n.2xlarge' } })?.machine).toEqual({
      type: 'c5n.2xlarge',
      vcpu: 8,
      memoryGib: 21,
      architecture: 'amd64',
    });
  });

  test('are the stated ones for a type outside of the table', () => {
    const machine = { type: 'z9g.2xlarge', vcpu: 8, memoryGib: 64 };
    const image = { family: 'al2023', source: { amiId: 'ami-0123456789abcdef0' } } as const;
    expect(poolOf({ machine, aws: { ...awsPool().aws, image } })?.machine).toEqual({
      ...machine,
      architecture: 'arm64',
    });
  });

  test('are reported as missing once, without messages of rules that calculate with them', () => {
    const kernel = { sysctls: { 'vm.min_free_kbytes': '900000' } };
    expect(judge({ machine: { type: 'z9.large' }, kernel })).toEqual([
      `${POOL}'machine.type' must be a type in the table of 2026-10, or be stated with its 'vcpu' and 'memoryGib', got 'z9.large'; correct it, or state both figures for a type that is newer than the table`,
    ]);
  });
});

describe('pods of a node', () => {
  test.each([
    ['m6i.large', 29],
    ['m6i.xlarge', 58],
    ['t3.small', 11],
    ['m6i.4xlarge', 110],
  ])('default to the number for which a %s has single addresses, %d, without prefix delegation', (type, maxPods) => {
    expect(poolOf({ machine: { type } }, SINGLE)?.maxPods).toBe(maxPods);
  });

  test.each([
    ['m6i.large', 110],
    ['t3.small', 110],
    ['c7a.medium', 98],
  ])('default with prefix delegation to 110, or to the number for which a %s has prefixes: %d', (type, maxPods) => {
    expect(poolOf({ machine: { type } })?.maxPods).toBe(maxPods);
  });

  test('default to the fewest of all types where types are mixed', () => {
    expect(
      poolOf({ machine: { type: 'm6i.large' }, ...mixed({ alternativeTypes: ['m5.large', 'm6i.4xlarge'] }) }, SINGLE)
        ?.maxPods,
    ).toBe(29);
    expect(
      judge(
        {
          machine: { type: 'm6i.4xlarge' },
          maxPods: 200,
          ...mixed({ alternativeTypes: ['r5n.4xlarge', 'x1e.8xlarge'] }),
        },
        SINGLE,
      ),
    ).toEqual([
      `${POOL}'maxPods' must be at most the 58 pods that 'x1e.8xlarge' has addresses for without prefix delegation: 4 interfaces x (15 addresses - 1) + 2 on the host's network, got 200; lower it, or take a larger machine, or switch 'controlPlane.prefixDelegation' on`,
    ]);
  });

  test('are refused above the number for which the machine has single addresses, with the calculation in the message', () => {
    expect(judge({ machine: { type: 'm6i.large' }, maxPods: 30 }, SINGLE)).toEqual([
      `${POOL}'maxPods' must be at most the 29 pods that 'm6i.large' has addresses for without prefix delegation: 3 interfaces x (10 addresses - 1) + 2 on the host's network, got 30; lower it, or take a larger machine, or switch 'controlPlane.prefixDelegation' on`,
    ]);
    expect(judge({ machine: { type: 'm6i.large' }, maxPods: 29 }, SINGLE)).toEqual([]);
  });

  test('are refused above the number for which the machine has prefixes, with the calculation in the message', () => {
    expect(judge({ machine: { type: 't3.small' }, maxPods: 150 })).toEqual(
      [
        `${POOL}'maxPods' must be at most the 146 pods that 't3.small' has addresses for: 3 interfaces x (4 addresses - 1) x 16 + 2 on the host's network, got 150; lower it, or take a larger machine`,
        `${POOL}'machine.type' must leave 256 MiB for pods beside 1905 MiB that the kubelet reserves for 150 pods + 100 MiB below which the kubelet evicts + 120 MiB of the cloud's daemons (2026-11-01) = 2125 MiB, got 't3.small with 2048 MiB'; choose a larger type, or lower 'maxPods'`,
      ].reverse(),
    );
    expect(judge({ machine: { type: 'm6i.large' }, maxPods: 250 })).toEqual([]);
  });

  test('must be stated without prefix delegation for a type outside of the table', () => {
    const machine = { type: 'z9.large', vcpu: 2, memoryGib: 16 };
    expect(judge({ machine }, SINGLE)).toEqual([
      `${POOL}'maxPods' must be stated for 'z9.large' without prefix delegation, because the table of 2026-10 does not list its addresses, got nothing; state interfaces x (addresses of each - 1) + 2`,
    ]);
    expect(judge({ machine, maxPods: 29 }, SINGLE)).toEqual([]);
    expect(judge({ machine })).toEqual([]);
  });
});

test('the first Graviton is refused with Amazon Linux 2023, which panics at boot, also among further types', () => {
  const rule =
    "must have Graviton2 or newer where 'aws.image.family' is 'al2023', which does not boot on the first Graviton";
  const remedy = "choose a type such as 'm6g.large', or the image family 'ubuntu'";
  const amazonLinux = { family: 'al2023', source: { amiId: 'ami-0123456789abcdef0' } } as const;
  const aws = { ...awsPool().aws, image: amazonLinux };
  expect(judge({ machine: { type: 'a1.xlarge' }, aws })).toEqual([
    `${POOL}'machine.type' ${rule}, got 'a1.xlarge'; ${remedy}`,
  ]);
  const capacity = { kind: 'mixed', alternativeTypes: ['a1.2xlarge'], onDemandBase: 2 } as const;
  expect(judge({ machine: { type: 'm6g.large' }, aws: { ...aws, capacity } })).toEqual([
    `${POOL}'aws.capacity.alternativeTypes[0]' ${rule}, got 'a1.2xlarge'; ${remedy}`,
  ]);
  expect(judge({ machine: { type: 'm6g.large' }, aws })).toEqual([]);
  const ubuntu = { family: 'ubuntu', source: { amiId: 'ami-0123456789abcdef0' } } as const;
  expect(judge({ machine: { type: 'a1.xlarge' }, aws: { ...aws, image: ubuntu } })).toEqual([]);
});

test('timeouts of connections are refused where a type does not run on Nitro', () => {
  const aws = { ...awsPool().aws, connectionTracking: { udpSeconds: 45 } };
  expect(judge({ machine: { type: 'm4.xlarge' }, aws }, SINGLE)).toEqual([
    `${POOL}'aws.connectionTracking' must be absent for 'm4.xlarge', which does not run on Nitro, because EC2 supports these timeouts on Nitro only, got {"udpSeconds":45}; leave it out, or choose a newer generation`,
  ]);
  expect(judge({ machine: { type: 'm4.xlarge' } }, SINGLE)).toEqual([]);
  expect(judge({ machine: { type: 'm5.xlarge' }, aws }, SINGLE)).toEqual([]);
});

describe('further types of a mixed pool', () => {
  test('are refused with fewer vCPUs or less memory than the machine', () => {
    expect(
      judge({
        machine: { type: 'm6i.2xlarge' },
        ...mixed({ alternativeTypes: ['m6i.large', 'c6i.2xlarge', 'r5.xlarge'] }),
      }),
    ).toEqual([
      `${POOL}'aws.capacity.alternativeTypes[0]' must have at least the 8 vCPU and 32 GiB of 'machine.type' ('m6i.2xlarge'), got 'm6i.large with 2 vCPU and 8 GiB'; choose a larger type, or make the smallest one 'machine.type'`,
      `${POOL}'aws.capacity.alternativeTypes[1]' must have at least the 8 vCPU and 32 GiB of 'machine.type' ('m6i.2xlarge'), got 'c6i.2xlarge with 8 vCPU and 16 GiB'; choose a larger type, or make the smallest one 'machine.type'`,
      `${POOL}'aws.capacity.alternativeTypes[2]' must have at least the 8 vCPU and 32 GiB of 'machine.type' ('m6i.2xlarge'), got 'r5.xlarge with 4 vCPU and 32 GiB'; choose a larger type, or make the smallest one 'machine.type'`,
    ]);
    expect(
      judge({ machine: { type: 'm6i.large' }, ...mixed({ alternativeTypes: ['m5.large', 'r6i.xlarge'] }) }),
    ).toEqual([]);
  });

  test('must be stated with their figures where the table does not list them', () => {
    expect(judge(mixed({ alternativeTypes: ['m99i.xlarge'] }))).toEqual([
      `${POOL}'aws.capacity.alternativeTypes[0]' must be a type in the table of 2026-10, or be stated with its 'vcpu' and 'memoryGib', got 'm99i.xlarge'; correct it, or state both figures for a type that is newer than the table`,
    ]);
    expect(judge(mixed({ alternativeTypes: [{ type: 'm99i.xlarge', vcpu: 4, memoryGib: 16 }] }))).toEqual([]);
    expect(judge(mixed({ alternativeTypes: [{ type: 'm99i.large', vcpu: 2, memoryGib: 8 }] }))).toEqual([
      `${POOL}'aws.capacity.alternativeTypes[0].type' must have at least the 4 vCPU and 16 GiB of 'machine.type' ('m6i.xlarge'), got 'm99i.large with 2 vCPU and 8 GiB'; choose a larger type, or make the smallest one 'machine.type'`,
    ]);
    expect(judge(mixed({ alternativeTypes: [{ type: 'm5.xlarge', vcpu: 8, memoryGib: 16 }] }))).toEqual([
      `${POOL}'aws.capacity.alternativeTypes[0].vcpu' must be 4, as 'm5.xlarge' has by the table of 2026-10, got 8; leave it out, or change the type`,
    ]);
  });

  test('are accepted as text and as an object', () => {
    expect(judge(mixed({ alternativeTypes: [7 as unknown as string] }))).toEqual([
      `${POOL}'aws.capacity.alternativeTypes[0]' must be text or an object, got 7; write it in quotes, or in braces with type, vcpu, memoryGib`,
    ]);
  });

  test('are refused with their own reason, and with another architecture', () => {
    expect(judge(mixed({ alternativeTypes: ['g5.xlarge', 'm6g.xlarge'] }))).toEqual([
      `${POOL}'aws.capacity.alternativeTypes[0]' must be a machine type that nodes can have, got 'g5.xlarge'; take a type without GPUs, because keelson does not support drivers, taints and resources of GPUs yet`,
      `${POOL}'aws.capacity.alternativeTypes[1]' must be of the architecture amd64, like 'machine.type', got 'm6g.xlarge'; choose a type of the same architecture, because all types boot the same image`,
    ]);
  });

  test('are refused where spot is bought and a type is not offered as spot', () => {
    const machine = { type: 'hpc7a.12xlarge' };
    expect(judge({ machine, ...mixed({ alternativeTypes: ['hpc7a.24xlarge'] }) })).toEqual(
      ['machine.type', 'aws.capacity.alternativeTypes[0]'].map(
        (property, index) =>
          `${POOL}'${property}' must be offered as spot where 'aws.capacity' buys spot, by the table of 2026-10, got '${['hpc7a.12xlarge', 'hpc7a.24xlarge'][index]}'; choose another type, or buy on demand`,
      ),
    );
    expect(
      judge({ machine, ...mixed({ alternativeTypes: ['hpc7a.24xlarge'], onDemandPercentAboveBase: 100 }) }),
    ).toEqual([]);
    expect(judge({ machine })).toEqual([]);
  });

  test('are in the spec by their names', () => {
    const pool = poolOf(mixed({ alternativeTypes: ['m5.xlarge', { type: 'm99i.xlarge', vcpu: 4, memoryGib: 16 }] }));
    expect(pool?.aws.capacity).toMatchObject({ alternativeTypes: ['m5.xlarge', 'm99i.xlarge'] });
    expect(pool?.alternatives).toEqual([
      { type: 'm5.xlarge', vcpu: 4, memoryGib: 16, architecture: 'amd64' },
      { type: 'm99i.xlarge', vcpu: 4, memoryGib: 16, architecture: 'amd64' },
    ]);
  });
});
