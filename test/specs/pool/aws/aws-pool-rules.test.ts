import type { AwsPoolInput } from '../../../../lib/specs/pool/aws/aws-pool-input';
import type { AwsNodePoolInput } from '../../../../lib/specs/pool/node-pool-input';
import { awsCluster, awsEnvironment, awsPool } from '../../../fixtures/aws-environment';
import { problemsOf } from '../../problems-of';

const part = awsPool().aws;
const awsPoolWith = (overrides: Partial<AwsNodePoolInput>) =>
  awsEnvironment({ clusters: [awsCluster({ pools: [awsPool(overrides)], workloads: [] })] });
const awsPartWith = (overrides: Partial<AwsPoolInput>) => awsPoolWith({ aws: { ...part, ...overrides } });

test('refuses more pods than EKS allows on a node', () => {
  expect(problemsOf(awsPoolWith({ maxPods: 251 }))).toEqual([
    "environment 'paas' > cluster 'main' > pool 'general': 'maxPods' must be a whole number of 4 to 250, got 251; lower it",
  ]);
});

test('refuses too few IOPS', () => {
  expect(problemsOf(awsPartWith({ rootDisk: { sizeGib: 80, iops: 100 } }))).toEqual([
    "environment 'paas' > cluster 'main' > pool 'general': 'aws.rootDisk.iops' must be a whole number of 3000 to 80000, got 100; raise it",
  ]);
});

test('refuses too much throughput', () => {
  expect(problemsOf(awsPartWith({ rootDisk: { sizeGib: 80, throughputMibps: 3000 } }))).toEqual([
    "environment 'paas' > cluster 'main' > pool 'general': 'aws.rootDisk.throughputMibps' must be a whole number of 125 to 2000 MiB/s, got 3000; lower it",
  ]);
});

test('refuses more IOPS than the size of the disk allows, and more throughput than its IOPS allow', () => {
  const pool = "environment 'paas' > cluster 'main' > pool 'general': ";
  expect(problemsOf(awsPartWith({ rootDisk: { sizeGib: 20, iops: 16_000 } }))).toEqual([
    `${pool}'aws.rootDisk.iops' must be at most 500 for each GiB of the disk, 10000 for 20 GiB, got 16000; lower it, or take 32 GiB`,
  ]);
  expect(problemsOf(awsPartWith({ rootDisk: { sizeGib: 80, throughputMibps: 1000 } }))).toEqual([
    `${pool}'aws.rootDisk.throughputMibps' must be at most a quarter of the disk's IOPS, 750 MiB/s for 3000 IOPS, got 1000; lower it, or take 4000 IOPS`,
  ]);
  for (const rootDisk of [
    { sizeGib: 20, iops: 10_000, throughputMibps: 2000 },
    { sizeGib: 80, throughputMibps: 750 },
    { sizeGib: 160, iops: 80_000, throughputMibps: 2000 },
  ]) {
    expect(problemsOf(awsPartWith({ rootDisk }))).toEqual([]);
  }
});

test('refuses a disk key that is not an ARN', () => {
  expect(problemsOf(awsPartWith({ rootDisk: { sizeGib: 80, kmsKeyArn: 'my-key' } }))).toEqual([
    "environment 'paas' > cluster 'main' > pool 'general': 'aws.rootDisk.kmsKeyArn' must be the ARN of a KMS key, got 'my-key'; copy it from the key",
  ]);
});

test('refuses a warm-up that is too short', () => {
  expect(problemsOf(awsPartWith({ rollout: { warmupSeconds: 5 } }))).toEqual([
    "environment 'paas' > cluster 'main' > pool 'general': 'aws.rollout.warmupSeconds' must be a whole number of 60 to 3600 seconds, got 5; raise it",
  ]);
});

test('refuses a roll that drops too much capacity', () => {
  expect(problemsOf(awsPartWith({ rollout: { minHealthyPercent: 50 } }))).toEqual([
    "environment 'paas' > cluster 'main' > pool 'general': 'aws.rollout.minHealthyPercent' must be a whole number of 90 to 100, got 50; raise it",
  ]);
});

test('refuses a roll that adds too much capacity', () => {
  expect(problemsOf(awsPartWith({ rollout: { maxHealthyPercent: 300 } }))).toEqual([
    "environment 'paas' > cluster 'main' > pool 'general': 'aws.rollout.maxHealthyPercent' must be a whole number of 110 to 200, got 300; lower it",
  ]);
});

test('refuses a checkpoint pause of more than two days', () => {
  expect(problemsOf(awsPartWith({ rollout: { checkpointDelaySeconds: 200000 } }))).toEqual([
    "environment 'paas' > cluster 'main' > pool 'general': 'aws.rollout.checkpointDelaySeconds' must be a whole number of 0 to 172800 seconds, got 200000; lower it",
  ]);
});

test('refuses a join timeout that is too short', () => {
  expect(problemsOf(awsPartWith({ rollout: { joinTimeoutSeconds: 60 } }))).toEqual([
    "environment 'paas' > cluster 'main' > pool 'general': 'aws.rollout.joinTimeoutSeconds' must be a whole number of 120 to 7200 seconds, got 60; raise it",
  ]);
});

test('refuses checkpoints that do not end at 100', () => {
  expect(problemsOf(awsPartWith({ rollout: { checkpointPercentages: [20, 50] } }))).toEqual([
    "environment 'paas' > cluster 'main' > pool 'general': 'aws.rollout.checkpointPercentages' must be whole percentages from 1 to 100 in ascending order, the last one 100, got [20,50]; write them as [20, 50, 100], because otherwise the machines above the last percentage are never replaced",
  ]);
});

test('refuses checkpoints that descend', () => {
  expect(problemsOf(awsPartWith({ rollout: { checkpointPercentages: [50, 20, 100] } }))).toEqual([
    "environment 'paas' > cluster 'main' > pool 'general': 'aws.rollout.checkpointPercentages' must be whole percentages from 1 to 100 in ascending order, the last one 100, got [50,20,100]; write them as [20, 50, 100], because otherwise the machines above the last percentage are never replaced",
  ]);
});

test('refuses an alarm named twice', () => {
  expect(problemsOf(awsPartWith({ rollout: { alarmNames: ['a', 'a'] } }))).toEqual([
    "environment 'paas' > cluster 'main' > pool 'general': 'aws.rollout.alarmNames' must name every alarm once, got 'a'; remove or rename one of them",
  ]);
});

test('refuses an established timeout below a minute', () => {
  expect(problemsOf(awsPartWith({ connectionTracking: { tcpEstablishedSeconds: 10 } }))).toEqual([
    "environment 'paas' > cluster 'main' > pool 'general': 'aws.connectionTracking.tcpEstablishedSeconds' must be a whole number of 60 to 432000 seconds, got 10; raise it",
  ]);
});

test('refuses a UDP stream timeout above 180 s', () => {
  expect(problemsOf(awsPartWith({ connectionTracking: { udpStreamSeconds: 181 } }))).toEqual([
    "environment 'paas' > cluster 'main' > pool 'general': 'aws.connectionTracking.udpStreamSeconds' must be a whole number of 60 to 180 seconds, got 181; lower it",
  ]);
});

test('refuses a UDP timeout above a minute', () => {
  expect(problemsOf(awsPartWith({ connectionTracking: { udpSeconds: 61 } }))).toEqual([
    "environment 'paas' > cluster 'main' > pool 'general': 'aws.connectionTracking.udpSeconds' must be a whole number of 30 to 60 seconds, got 61; lower it",
  ]);
});

test('refuses a graceful shutdown shorter than the default grace of a pod', () => {
  expect(problemsOf(awsPartWith({ gracefulShutdown: { totalSeconds: 10, criticalSeconds: 5 } }))).toEqual([
    "environment 'paas' > cluster 'main' > pool 'general': 'aws.gracefulShutdown.totalSeconds' must be a whole number of 30 to 3600 seconds, got 10; raise it",
  ]);
});

test('refuses a time for critical pods that leaves none for ordinary pods', () => {
  expect(problemsOf(awsPartWith({ gracefulShutdown: { totalSeconds: 60, criticalSeconds: 60 } }))).toEqual([
    "environment 'paas' > cluster 'main' > pool 'general': 'aws.gracefulShutdown.criticalSeconds' must be a whole number of 1 to less than 'totalSeconds' (60), got 60; lower it, because the rest of the total is for pods that are not critical",
  ]);
});

test('refuses a heartbeat that is too long', () => {
  expect(problemsOf(awsPartWith({ terminateHeartbeatSeconds: 9000 }))).toEqual([
    "environment 'paas' > cluster 'main' > pool 'general': 'aws.terminateHeartbeatSeconds' must be a whole number of 30 to 7200 seconds, got 9000; lower it",
  ]);
});

test('refuses an invalid machine type', () => {
  expect(problemsOf(awsPoolWith({ machine: { type: 'n2-standard-8', vcpu: 8, memoryGib: 32 } }))).toEqual([
    "environment 'paas' > cluster 'main' > pool 'general': 'machine.type' must be a machine type of AWS, got 'n2-standard-8'; write it as 'm6i.xlarge'",
  ]);
});

test('refuses a machine of another architecture', () => {
  expect(problemsOf(awsPoolWith({ machine: { type: 'm6i.xlarge', architecture: 'arm64' } }))).toEqual([
    "environment 'paas' > cluster 'main' > pool 'general': 'machine.architecture' must be amd64, as 'm6i.xlarge' has by the table of 2026-10, got 'arm64'; leave it out, or change the type",
  ]);
});

test('refuses an instance store on a machine without disks', () => {
  expect(problemsOf(awsPartWith({ instanceStore: true }))).toEqual([
    "environment 'paas' > cluster 'main' > pool 'general': 'machine.type' must have NVMe disks where 'aws.instanceStore' is on, got 'm6i.xlarge'; choose a type such as 'm6id.xlarge'",
  ]);
});

test('refuses prefix delegation on a machine without Nitro', () => {
  expect(problemsOf(awsPoolWith({ machine: { type: 'm4.xlarge', vcpu: 4, memoryGib: 16 } }))).toEqual([
    "environment 'paas' > cluster 'main' > pool 'general': 'machine.type' must run on Nitro where 'controlPlane.prefixDelegation' is on, got 'm4.xlarge'; choose a newer generation",
  ]);
});

test('refuses an alternative type named twice', () => {
  expect(
    problemsOf(
      awsPartWith({ capacity: { kind: 'mixed', alternativeTypes: ['m6a.xlarge', 'm6i.xlarge'], onDemandBase: 2 } }),
    ),
  ).toEqual([
    "environment 'paas' > cluster 'main' > pool 'general': 'aws.capacity.alternativeTypes' must name every machine type once, got 'm6i.xlarge'; remove or rename one of them",
  ]);
});

test('refuses mixed capacity without alternative types', () => {
  expect(problemsOf(awsPartWith({ capacity: { kind: 'mixed', alternativeTypes: [], onDemandBase: 2 } }))).toEqual([
    "environment 'paas' > cluster 'main' > pool 'general': 'aws.capacity.alternativeTypes' must name at least one type, got []; name a further type, because spot capacity of one type is often unavailable",
  ]);
});

test('refuses an on-demand base above the size of the pool', () => {
  expect(
    problemsOf(awsPartWith({ capacity: { kind: 'mixed', alternativeTypes: ['m6a.xlarge'], onDemandBase: 7 } })),
  ).toEqual([
    "environment 'paas' > cluster 'main' > pool 'general': 'aws.capacity.onDemandBase' must be a whole number of 0 to 6, got 7; lower it",
  ]);
});

test('refuses an on-demand share above 100', () => {
  expect(
    problemsOf(
      awsPartWith({ capacity: { kind: 'mixed', alternativeTypes: ['m6a.xlarge'], onDemandPercentAboveBase: 101 } }),
    ),
  ).toEqual([
    "environment 'paas' > cluster 'main' > pool 'general': 'aws.capacity.onDemandPercentAboveBase' must be a whole number of 0 to 100, got 101; lower it",
  ]);
});

test('refuses spot for traffic', () => {
  expect(
    problemsOf(
      awsPoolWith({
        purpose: 'traffic',
        aws: { ...part, capacity: { kind: 'mixed', alternativeTypes: ['m6a.xlarge'], onDemandBase: 2 } },
      }),
    ),
  ).toEqual([
    "environment 'paas' > cluster 'main' > pool 'general': 'aws.capacity.kind' must not buy spot for a pool of purpose 'traffic', got 'mixed'; buy it on demand, because a reclaimed node ends after 120 s, before the load balancer has drained it",
  ]);
});

test('refuses a health check of load balancers on a managed node group', () => {
  expect(problemsOf(awsPartWith({ management: 'managed-node-group', healthCheck: 'ELB' }))).toEqual([
    "environment 'paas' > cluster 'main' > pool 'general': 'aws.healthCheck' must be absent on a managed node group, whose health checks belong to EKS, got 'ELB'; leave it out, or use management 'self-managed'",
  ]);
});

test('refuses a terminate hook on a managed node group', () => {
  expect(problemsOf(awsPartWith({ management: 'managed-node-group', terminateHeartbeatSeconds: 300 }))).toEqual([
    "environment 'paas' > cluster 'main' > pool 'general': 'aws.terminateHeartbeatSeconds' must be absent on a managed node group, whose hooks belong to EKS, got 300; leave it out, or use management 'self-managed'",
  ]);
});

test("refuses keelson's rollout on a managed node group", () => {
  expect(problemsOf(awsPartWith({ management: 'managed-node-group', rollout: { warmupSeconds: 300 } }))).toEqual([
    "environment 'paas' > cluster 'main' > pool 'general': 'aws.rollout' must be absent on a managed node group, which EKS rolls in its own way, got [\"warmupSeconds\"]; leave it out, or use management 'self-managed'",
  ]);
});

test('refuses spot above an on-demand base on a managed node group', () => {
  expect(
    problemsOf(
      awsPartWith({
        management: 'managed-node-group',
        capacity: { kind: 'mixed', alternativeTypes: ['m6a.xlarge'], onDemandBase: 2 },
      }),
    ),
  ).toEqual([
    'environment \'paas\' > cluster \'main\' > pool \'general\': \'aws.capacity\' must be all spot or all on demand on a managed node group, got {"kind":"mixed","alternativeTypes":["m6a.xlarge"],"onDemandBase":2,"onDemandPercentAboveBase":0,"spotAllocation":"price-capacity-optimized"}; leave it out, or use management \'self-managed\'',
  ]);
});

describe('the key of a root disk', () => {
  const DISK = "environment 'paas' > cluster 'main' > pool 'general': ";
  const arn = 'arn:aws:kms:eu-central-1:123456789012:key/4f5c0000-0000-0000-0000-000000000000';
  const alias = 'arn:aws:kms:eu-central-1:123456789012:alias/disks';
  const problemsWith = (rootDisk: Partial<typeof part.rootDisk>) =>
    problemsOf(awsPartWith({ rootDisk: { sizeGib: 80, ...rootDisk } }));

  test("is accepted with and without an 'access'", () => {
    expect(problemsWith({ kmsKey: { arn, access: 'granted' } })).toEqual([]);
    expect(problemsWith({ kmsKey: { arn, access: 'grant' } })).toEqual([]);
    expect(problemsWith({ kmsKey: { arn: alias, access: 'granted' } })).toEqual([]);
    expect(problemsWith({ kmsKeyArn: arn })).toEqual([]);
  });

  test('is refused as an alias where keelson makes a grant', () => {
    expect(problemsWith({ kmsKey: { arn: alias, access: 'grant' } })).toEqual([
      `${DISK}'aws.rootDisk.kmsKey.arn' must be the ARN of a key and not of an alias, got '${alias}'; copy it from the key: KMS creates grants on keys only`,
    ]);
  });

  test('is refused where it is in another region', () => {
    const other = arn.replace('eu-central-1', 'eu-west-1');
    expect(problemsWith({ kmsKey: { arn: other, access: 'granted' } })).toEqual([
      `${DISK}'aws.rootDisk.kmsKey.arn' must be a key of the region eu-central-1, got '${other}'; name a key of this region, because a KMS key can only be used in its own region`,
    ]);
  });

  test('is refused where it is stated in both forms', () => {
    expect(problemsWith({ kmsKey: { arn, access: 'granted' }, kmsKeyArn: arn })).toEqual([
      `${DISK}'aws.rootDisk.kmsKeyArn' must be absent beside 'kmsKey', got '${arn}'; remove it; 'kmsKey' states the key`,
    ]);
  });

  test("is refused with an unknown 'access'", () => {
    const access = 'mine' as 'grant';
    expect(problemsWith({ kmsKey: { arn, access } })).toEqual([
      `${DISK}'aws.rootDisk.kmsKey.access' must be one of 'granted', 'grant', got 'mine'; choose one of them`,
    ]);
  });
});
