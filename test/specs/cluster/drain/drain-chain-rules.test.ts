import type { AwsNodePoolInput } from '../../../../lib/specs/pool/node-pool-input';
import type { WorkloadInput } from '../../../../lib/specs/workload/workload-input';
import { googleCluster, googleEnvironment, googlePool } from '../../../fixtures/google-environment';
import { problemsOf } from '../../problems-of';
import { COORDINATED, RANDOM, ubuntuPool } from '../../reboots/reboot-inputs';
import { drainedEnvironment, plain, poolWith, serviceWith } from './drain-inputs';

const CLUSTER = "environment 'paas' > cluster 'main' > ";
const SPOT = { kind: 'mixed', alternativeTypes: ['m5.xlarge'], onDemandBase: 1 } as const;

function onAws(pool: AwsNodePoolInput, ...workloads: readonly WorkloadInput[]): readonly string[] {
  return problemsOf(drainedEnvironment([pool], workloads)).map((line) => line.replace(CLUSTER, ''));
}

describe('the terminate hook', () => {
  const hook = (terminateHeartbeatSeconds: number) => poolWith({ terminateHeartbeatSeconds });

  test('must hold an instance until its service has left', () => {
    expect(onAws(hook(104), serviceWith({}))).toEqual([
      "workload 'cart': 'shutdown' must leave a node within the 104 s for which the terminate hook of pool 'general' holds it, got 'event lag 60 + endpoint lag 15 + drain 20 + margin 5 + last look 5 = 105 s'; shorten its members, or raise 'aws.terminateHeartbeatSeconds' of the pool to 105, or leave that out",
    ]);
    expect(onAws(hook(105), serviceWith({}))).toEqual([]);
  });

  test('is held for two hours at most, so that a longer drain is told to be shortened', () => {
    const long = { namespace: 'keelson-system', maxUnavailable: 1 };
    expect(onAws(poolWith({}), { ...plain('deployment', 7200), ...long })).toEqual([
      "workload 'the-deployment': 'shutdown' must leave a node within the 7200 s for which the terminate hook of pool 'general' holds it, got 'event lag 60 + grace 7200 + last look 5 = 7265 s'; shorten its members by 65 s, because 'aws.terminateHeartbeatSeconds' is at most 7200",
    ]);
    expect(onAws(poolWith({}), { ...plain('deployment', 7135), ...long })).toEqual([]);
  });

  test('may not be stated to be shorter than a job needs that states its grace', () => {
    expect(onAws(hook(364), plain('job', 300))).toEqual([
      "pool 'general': 'aws.terminateHeartbeatSeconds' must be as long as workload 'the-job' needs: it must leave a node within the 364 s for which the terminate hook of pool 'general' holds it, got 'event lag 60 + grace 300 + last look 5 = 365 s'; shorten the grace of 'the-job', or raise 'aws.terminateHeartbeatSeconds' of the pool to 365, or leave that out",
    ]);
    expect(onAws(hook(365), plain('job', 300))).toEqual([]);
  });
});

test('a daemon must end within the shutdown of its node, also where a program drains the node', () => {
  const pool = poolWith({ gracefulShutdown: { totalSeconds: 120 } });
  expect(onAws(pool, plain('daemon', 101))).toEqual([
    "workload 'the-daemon': 'shutdown' must end within the 100 s that the shutdown of the node gives pods of pool 'general' (120 s - 20 s for critical pods): a drain leaves daemons on their node, got 'grace 101 s'; shorten its members by 1 s, or raise 'aws.gracefulShutdown.totalSeconds' to 121",
  ]);
  expect(onAws(pool, plain('daemon', 100))).toEqual([]);
});

test('a pod with a longer grace than its image delays a shutdown is told to take another pool', () => {
  const source = { ssmParameter: '/aws/service/bottlerocket/aws-k8s-1.34/x86_64/1.49.0/image_id' };
  const pool = poolWith({ image: { family: 'bottlerocket', source } });
  expect(onAws(pool, plain('daemon', 281))).toEqual([
    expect.stringContaining(
      "got 'grace 281 s'; shorten its members by 1 s, or take another pool, because 'bottlerocket' delays a shutdown by 300 s at most",
    ),
  ]);
  expect(onAws(pool, plain('daemon', 280))).toEqual([]);
});

describe('the notice of a spot instance', () => {
  const spot = poolWith({ capacity: SPOT });

  test('must be enough for the grace of a pod', () => {
    expect(onAws(spot, serviceWith({ drainSeconds: 91 }))).toEqual([
      "workload 'cart': 'shutdown' must end within the 110 s that the notice gives pods of pool 'general' (120 s - 10 s until the pods are told): AWS takes spot instances back, however long their drain takes, got 'endpoint lag 15 + drain 91 + margin 5 = 111 s'; shorten its members by 1 s, or buy the pool on demand",
    ]);
    expect(onAws(spot, serviceWith({ drainSeconds: 90 }))).toEqual([]);
  });

  test('must be enough for the waits for a budget too', () => {
    const four = serviceWith({}, { replicas: 4, maxUnavailable: 1 });
    expect(onAws(spot, four)).toEqual([
      "workload 'cart': 'shutdown' must end within the 110 s that the notice gives pods of pool 'general' (120 s - 10 s until the pods are told): AWS takes spot instances back, however long their drain takes, got 'waits for the budget 95 + endpoint lag 15 + drain 20 + margin 5 = 135 s'; shorten its members by 25 s, raise 'maxUnavailable', or buy the pool on demand",
    ]);
    expect(onAws(spot, { ...four, maxUnavailable: 2 })).toEqual([]);
  });

  test('does not hide the shorter shutdown of a node that reboots without a drain', () => {
    const pool = ubuntuPool({ reboots: { ...RANDOM, maxNodesDown: 2 } });
    const gracefulShutdown = { totalSeconds: 90, criticalSeconds: 20 };
    const rebooting = { ...pool, aws: { ...pool.aws, capacity: SPOT, gracefulShutdown } };
    expect(onAws(rebooting, serviceWith({ drainSeconds: 51 }))).toEqual([
      expect.stringContaining(
        "the 70 s that the shutdown of the node gives pods of pool 'general' (90 s - 20 s for critical pods): nodes reboot without a drain ('random')",
      ),
    ]);
    expect(onAws(rebooting, serviceWith({ drainSeconds: 50 }))).toEqual([]);
  });
});

describe('a coordinated reboot', () => {
  const rebooting = (stated: object) => ubuntuPool({ reboots: { ...COORDINATED, rebootMinutes: 15, ...stated } });

  test('must give daemons with traffic the time to leave before the drain', () => {
    expect(onAws(rebooting({ drainDelaySeconds: 69 }), plain('daemon', 60))).toEqual([
      "workload 'the-daemon': 'shutdown' must leave a node of pool 'general' within the 69 s before its drain, got 'label lag 10 + grace 60 = 70 s'; shorten its members, or raise 'reboots.drainDelaySeconds' of the pool to 70, or leave that out",
    ]);
    expect(onAws(rebooting({ drainDelaySeconds: 70 }), plain('daemon', 60))).toEqual([]);
  });

  test('waits ten minutes at most for daemons', () => {
    expect(onAws(rebooting({}), plain('daemon', 591))).toEqual([
      expect.stringContaining(
        "'label lag 10 + grace 591 = 601 s'; shorten its members by 1 s, because 'reboots.drainDelaySeconds' is at most 600",
      ),
    ]);
    expect(onAws(rebooting({}), plain('daemon', 590))).toEqual([]);
  });

  test('may not state a shorter drain than a job needs', () => {
    expect(onAws(rebooting({ drainTimeoutSeconds: 304 }), plain('job', 300))).toEqual([
      "pool 'general': 'reboots.drainTimeoutSeconds' must be as long as workload 'the-job' needs: it must end within the drain of pool 'general', which a reboot gives up after 304 s, got 'grace 300 + last look 5 = 305 s'; shorten the grace of 'the-job', or raise 'reboots.drainTimeoutSeconds' of the pool to 305, or leave that out",
    ]);
    expect(onAws(rebooting({ drainTimeoutSeconds: 305 }), plain('job', 300))).toEqual([]);
  });

  test('may not state a shorter lock than the derived times take together', () => {
    const found = (lockTtlSeconds: number) => onAws(rebooting({ lockTtlSeconds }), plain('daemon', 60));
    expect(found(1720)).toEqual([
      "pool 'general': 'reboots.lockTtlSeconds' must be more than a whole reboot under the lock, 1720 s (drain delay 70 + drain 600 + reboot 900 + notice 90 + release 60), got 1720; leave it out; a lock that expires too early leaves its node cordoned and lets another node start",
    ]);
    expect(found(1721)).toEqual([]);
  });
});

test('EKS gives up the drain of a managed node after 900 s', () => {
  const managed = poolWith({ management: 'managed-node-group' });
  const found = (seconds: number) =>
    problemsOf(drainedEnvironment([managed], [plain('deployment', seconds)], {})).map((line) =>
      line.replace(CLUSTER, ''),
    );
  expect(found(896)).toEqual([
    "workload 'the-deployment': 'shutdown' must leave a node within the 900 s after which EKS gives up to drain it, got 'grace 896 + last look 5 = 901 s'; shorten its members by 1 s",
  ]);
  expect(found(895)).toEqual([]);
});

test('a drain that waits for a budget may also be told to raise it', () => {
  const managed = poolWith({ management: 'managed-node-group' });
  const found = (replicas: number) =>
    problemsOf(drainedEnvironment([managed], [{ ...plain('deployment', 800), replicas, maxUnavailable: 1 }], {}));
  // Nothing is known of the start of pods that keelson does not write.
  expect(found(10)).toEqual([
    expect.stringContaining(
      "got 'waits for the budget 140 + grace 800 + last look 5 = 945 s'; shorten its members by 45 s, or raise 'maxUnavailable'",
    ),
  ]);
  expect(found(6)).toEqual([]);
});

test('a drain whose waits alone are too long is told to raise the budget, because no shorter grace would help', () => {
  const managed = poolWith({ management: 'managed-node-group' });
  const slow = { ...plain('deployment', 40), replicas: 60, maxUnavailable: 1 };
  expect(problemsOf(drainedEnvironment([managed], [slow], {}))).toEqual([
    expect.stringMatching(/ = 1060 s'; raise 'maxUnavailable'$/),
  ]);
});

describe('on Google Cloud', () => {
  const onGoogle = (workload: Partial<WorkloadInput>, scaled: boolean) => {
    const pool = googlePool(scaled ? { scaling: { kind: 'cluster-autoscaler' } } : {});
    const pools = [pool, googlePool({ name: 'system', purpose: 'system' })];
    const here = { name: 'api', namespace: 'video', pools: ['core'], ...workload } as WorkloadInput;
    return problemsOf(googleEnvironment({ clusters: [googleCluster({ pools, workloads: [here] })] })).map((line) =>
      line.replace("environment 'streaming' > cluster 'main' > workload 'api': ", ''),
    );
  };

  test('the autoscaler ends a pod after 600 s', () => {
    const grace = (graceSeconds: number, scaled = true) =>
      onGoogle({ kind: 'deployment', shutdown: { graceSeconds } }, scaled);
    expect(grace(601)).toEqual([
      "'shutdown' must end within the 600 s that the autoscaler of GKE gives pods of pool 'core', got 'grace 601 s'; shorten its members by 1 s",
    ]);
    expect(grace(600)).toEqual([]);
    expect(grace(601, false)).toEqual([]);
  });

  test('an upgrade waits an hour for a node', () => {
    const grace = (graceSeconds: number) => onGoogle({ kind: 'deployment', shutdown: { graceSeconds } }, false);
    expect(grace(3596)).toEqual([
      "'shutdown' must leave a node of pool 'core' within the 3600 s for which GKE waits in an upgrade, got 'grace 3596 + last look 5 = 3601 s'; shorten its members by 1 s",
    ]);
    expect(grace(3595)).toEqual([]);
  });

  test('a daemon ends with its machine, which Compute Engine waits 120 s for', () => {
    const grace = (graceSeconds: number) => onGoogle({ kind: 'daemon', shutdown: { graceSeconds } }, false);
    expect(grace(121)).toEqual([
      "'shutdown' must end within the 120 s that the shutdown of the machine gives pods of pool 'core' (at most, as Compute Engine ends machines): a drain leaves daemons on their node, got 'grace 121 s'; shorten its members by 1 s, or run it as a deployment, whose pods a drain moves",
    ]);
    expect(grace(120)).toEqual([]);
  });
});

test('one limit that several events and pools share is told once', () => {
  const pools = [
    poolWith({ management: 'managed-node-group' }),
    poolWith({ management: 'managed-node-group' }, { name: 'more' }),
  ];
  const both = { ...plain('deployment', 1000), pools: ['general', 'more'] };
  expect(problemsOf(drainedEnvironment(pools, [both], {}))).toHaveLength(1);
});
