import type { WorkloadInput } from '../../../../lib/specs/workload/workload-input';
import { COORDINATED, RANDOM, ubuntuPool } from '../../reboots/reboot-inputs';
import { drainedEnvironment, plain, poolWith, resolvedPool, serviceWith } from './drain-inputs';

const UNDRAINED = {};
const SPOT = { kind: 'mixed', alternativeTypes: ['m5.xlarge'], onDemandBase: 1 } as const;

describe('the heartbeat of the terminate hook', () => {
  const heartbeat = (workloads: readonly WorkloadInput[], controllers?: Parameters<typeof drainedEnvironment>[2]) =>
    resolvedPool(drainedEnvironment([poolWith({})], workloads, controllers)).aws.terminateHeartbeatSeconds;

  test('is that of the workload that takes longest, with the lag of the event and a margin, in whole minutes', () => {
    expect(heartbeat([])).toBe(180);
    expect(heartbeat([serviceWith({ drainSeconds: 100 })])).toBe(240);
    expect(heartbeat([serviceWith({}), plain('deployment', 400), plain('job', 300)])).toBe(540);
  });

  test('counts the most pods of a range on the fewest nodes, because only pods without room make a pool grow', () => {
    const range = {
      replicas: { min: 2, max: 4, target: { kind: 'cpu', percentOfRequest: 70 } },
      maxUnavailable: 1,
    } as const;
    expect(heartbeat([serviceWith({}, range)])).toBe(300);
  });

  test('contains the waits for a budget that lets pods go one after the other', () => {
    const four = { replicas: 4, maxUnavailable: 1 };
    // 60 + 30 placement + 60 start + 40 grace + 60.
    expect(heartbeat([serviceWith({}, four)])).toBe(300);
    expect(heartbeat([serviceWith({}, { ...four, maxUnavailable: 2 })])).toBe(180);
  });

  test('counts no more pods on a node than fit', () => {
    const container = { image: 'registry.example.com/shop/cart:1.4.2', port: 8080, cpu: '3', memory: '512Mi' };
    const pool = poolWith({}, { size: { scope: 'total', min: 1, max: 12 } });
    const crowd = serviceWith({}, { namespace: 'keelson-system', replicas: 6, maxUnavailable: 1, container });
    expect(resolvedPool(drainedEnvironment([pool], [crowd])).aws.terminateHeartbeatSeconds).toBe(180);
  });

  test('is at most two hours, and absent where no program drains or EKS does', () => {
    expect(heartbeat([plain('job', 9000)])).toBe(7200);
    expect(heartbeat([serviceWith({})], UNDRAINED)).toBeUndefined();
    const managed = poolWith({ management: 'managed-node-group' });
    const own = poolWith({}, { name: 'own' });
    expect(resolvedPool(drainedEnvironment([managed, own], [])).aws.terminateHeartbeatSeconds).toBeUndefined();
  });

  test('may be stated to be longer', () => {
    const pool = poolWith({ terminateHeartbeatSeconds: 900 });
    expect(resolvedPool(drainedEnvironment([pool], [serviceWith({})])).aws.terminateHeartbeatSeconds).toBe(900);
  });
});

describe('the graceful shutdown of nodes', () => {
  const shutdown = (workloads: readonly WorkloadInput[], pool = poolWith({}), controllers?: typeof UNDRAINED) =>
    resolvedPool(drainedEnvironment([pool], workloads, controllers)).aws.gracefulShutdown.totalSeconds;

  test('is 90 s at least', () => {
    expect(shutdown([serviceWith({ drainSeconds: 30 })])).toBe(90);
  });

  test('is what the longest pod or daemon needs, beside the share of critical pods', () => {
    expect(shutdown([plain('daemon', 400), plain('deployment', 200)])).toBe(420);
    expect(shutdown([plain('daemon', 200), plain('deployment', 400)])).toBe(420);
  });

  test('is the same with and without a program that drains, so that its coming or going rolls no pool', () => {
    expect(shutdown([serviceWith({ drainSeconds: 300 })])).toBe(340);
    expect(shutdown([serviceWith({ drainSeconds: 300 })], poolWith({}), UNDRAINED)).toBe(340);
    const rebooting = ubuntuPool({
      size: { scope: 'total', min: 2, max: 2 },
      reboots: { ...RANDOM, rebootMinutes: 10, maxNodesDown: 2 },
    });
    expect(shutdown([serviceWith({ drainSeconds: 300 })], rebooting)).toBe(340);
    const spot = { ...rebooting, aws: { ...rebooting.aws, capacity: SPOT } };
    expect(shutdown([serviceWith({ drainSeconds: 80 })], spot)).toBe(120);
  });

  test('is no longer than the image delays a shutdown', () => {
    const source = { ssmParameter: '/aws/service/bottlerocket/aws-k8s-1.34/x86_64/1.49.0/image_id' };
    const bottlerocket = poolWith({ image: { family: 'bottlerocket', source } });
    expect(shutdown([plain('job', 900)], bottlerocket, UNDRAINED)).toBe(300);
  });
});

describe('the times of a coordinated reboot', () => {
  const reboots = (workloads: readonly WorkloadInput[], stated: object = {}) => {
    const pool = ubuntuPool({ reboots: { ...COORDINATED, rebootMinutes: 20, ...stated } });
    const schedule = resolvedPool(drainedEnvironment([pool], workloads)).reboots;
    if (schedule?.kind !== 'coordinated') throw new Error('the schedule must be coordinated');
    const { drainDelaySeconds, drainTimeoutSeconds, lockTtlSeconds } = schedule;
    return { drainDelaySeconds, drainTimeoutSeconds, lockTtlSeconds };
  };

  test('have their least values where no workload needs more', () => {
    // 0 + 600 + 1200 + 90 + 60 + 300.
    expect(reboots([])).toEqual({ drainDelaySeconds: 0, drainTimeoutSeconds: 600, lockTtlSeconds: 2250 });
  });

  test('follow from the daemons that leave before the drain and from the pods that the drain moves', () => {
    const times = { drainDelaySeconds: 130, drainTimeoutSeconds: 960, lockTtlSeconds: 2740 };
    expect(reboots([plain('daemon', 120), plain('deployment', 900)])).toEqual(times);
  });

  test('may be stated to be longer, and the time of the lock follows', () => {
    const stated = { drainDelaySeconds: 200, drainTimeoutSeconds: 1000 };
    expect(reboots([plain('daemon', 120)], stated)).toEqual({ ...stated, lockTtlSeconds: 2850 });
  });
});
