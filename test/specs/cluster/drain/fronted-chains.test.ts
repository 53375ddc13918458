import { fits, neededSeconds, renderNeeds, slackSeconds } from '../../../../lib/analysis/drain-chain';
import type { ClusterSpec } from '../../../../lib/specs/cluster/cluster-spec';
import type { DrainChain, DrainEvent } from '../../../../lib/specs/cluster/drain/drain-chain';
import { drainChains } from '../../../../lib/specs/cluster/drain/drain-chains';
import { environmentFields } from '../../../../lib/specs/environment/environment-fields';
import { resolveEnvironment } from '../../../../lib/specs/environment/resolve-environment';
import { PROXY_FORGETS_SECONDS } from '../../../../lib/specs/workload/shutdown/proxy-forgets';
import { awsCluster, awsEnvironment } from '../../../fixtures/aws-environment';
import {
  type FrontedOverrides,
  frontedEnvironment,
  refusedChains,
  resolvedUnjudged,
} from '../../../fixtures/fronted-environment';
import { SeededRandom } from '../../mutations/seeded-random';
import { problemsOf } from '../../problems-of';
import { COORDINATED, ubuntuPool } from '../../reboots/reboot-inputs';

function clusterOf(overrides: FrontedOverrides): ClusterSpec {
  const [cluster] = resolvedUnjudged(frontedEnvironment(overrides)).clusters;
  if (cluster === undefined) throw new Error('the environment must have a cluster');
  return cluster;
}

/** The chain of a workload in an event. */
function chainOf(workload: string, event: DrainEvent, overrides: FrontedOverrides = {}): DrainChain {
  const chain = drainChains(clusterOf(overrides)).find(
    (each) => each.event === event && each.workload.name === workload,
  );
  if (chain === undefined) throw new Error(`the workload ${workload} must have a chain of the event ${event}`);
  return chain;
}

const slackOf = (steps: DrainChain['steps'] | DrainChain['balancer'] = []) =>
  Object.fromEntries(steps.map((step) => [step.name, slackSeconds(step)]));

test('chains of the defaults fit, and so do those of the longest drain', () => {
  expect(refusedChains({})).toEqual([]);
  expect(refusedChains({ daemon: { drainSeconds: 3600 } })).toEqual([]);
});

describe('a traffic daemon', () => {
  test('is forgotten, drained and killed in this order in a rollout, which waits for the balancer', () => {
    const { ending, steps, balancer } = chainOf('edge-proxy', 'rollout');
    expect(ending).toBe('pod');
    expect(slackOf(steps)).toEqual({ grace: 5 });
    expect(slackOf(balancer)).toEqual({ forgotten: 3, idle: 19, registration: 0, 'proxy drain': 0, 'hard stop': 5 });
  });

  test.each(['scale-in', 'upgrade'] as const)(
    'is emptied by the balancer before its machine ends in the event %s',
    (event) => {
      const { ending, steps, balancer } = chainOf('edge-proxy', event);
      expect(ending).toBe('emptied');
      expect(steps).toEqual([]);
      expect(slackOf(balancer)).toEqual({ emptied: 0, idle: 19 });
    },
  );

  test('has no scale-in where the autoscaler removes no machine', () => {
    const { scaling } = frontedEnvironment().clusters[0]?.pools.find(({ name }) => name === 'edge') ?? {};
    if (typeof scaling !== 'object' || scaling.kind !== 'instance-group') throw new Error('the pool must be scaled');
    const edge = { scaling: { ...scaling, mode: 'only-scale-out' } as const };
    const events = drainChains(clusterOf({ edge })).filter(({ workload }) => workload.name === 'edge-proxy');
    expect(events.map(({ event }) => event)).toEqual(['rollout', 'upgrade', 'zone-loss']);
  });

  test('is forgotten by the balancer when its zone is lost, before Kubernetes misses the node', () => {
    const { ending, durations } = chainOf('edge-proxy', 'zone-loss');
    expect(ending).toBe('cut');
    expect(durations.map((each) => [each.name, neededSeconds(each)])).toEqual([['forgotten', 27]]);
  });

  test('may not serve on for a shorter time than the balancer takes to forget its node', () => {
    expect(refusedChains({ daemon: { endpointLagSeconds: 26 } })).toEqual([
      "workload 'edge-proxy': 'shutdown' must let the balancer of ingress 'public' forget a node within the endpoint lag of 26 s, in which the proxy serves on, got '2 health checks 10 + timeout of a check 2 + propagation 15 = 27 s'; raise 'shutdown.endpointLagSeconds' to 27, or shorten 'health' of the ingress",
    ]);
    expect(refusedChains({ daemon: { endpointLagSeconds: 27 } })).toEqual([]);
  });

  test('is told to shorten the check where no lag is long enough', () => {
    const health = { intervalSeconds: 60, unhealthyAfter: 2 };
    expect(refusedChains({ health, daemon: { endpointLagSeconds: 120 } })).toEqual([
      expect.stringContaining(
        "got '2 health checks 120 + timeout of a check 2 + propagation 15 = 137 s'; shorten 'health' of the ingress, because 'shutdown.endpointLagSeconds' is at most 120",
      ),
    ]);
  });

  test('has no slack where the balancer waits for a shorter time when a machine leaves its group, which the ingress refuses', () => {
    const shorter = { balancer: { drainSeconds: 299 } };
    expect(slackOf(chainOf('edge-proxy', 'scale-in', shorter).balancer)).toEqual({ emptied: -1, idle: 19 });
    expect(refusedChains(shorter)).toEqual([]);
  });

  test('must end within its grace, and is told once', () => {
    expect(refusedChains({ daemon: { graceSeconds: 329 } })).toEqual([
      "workload 'edge-proxy': 'shutdown' must end within its grace of 329 s, got 'endpoint lag 30 + drain 300 = 330 s'; raise 'shutdown.graceSeconds', or leave it out",
    ]);
    expect(refusedChains({ daemon: { graceSeconds: 330 } })).toEqual([]);
  });

  test('does not fit the notice of a spot machine, which no balancer lengthens', () => {
    const google = { image: { family: 'cos' }, disk: { sizeGib: 100 }, layout: 'zonal', spot: true } as const;
    expect(refusedChains({ edge: { google } })).toEqual([
      "workload 'edge-proxy': 'shutdown' must end within the 15 s that the shutdown of the node gives pods of pool 'edge' (30 s - 15 s for critical pods): Google takes spot machines back without a drain, got 'endpoint lag 30 + drain 300 + margin 5 = 335 s'; shorten its members by 320 s, or buy the pool on demand ('google.spot')",
    ]);
  });

  test('leaves before a coordinated reboot, whose delay follows from its grace', () => {
    const [daemon] = frontedEnvironment().clusters[0]?.workloads ?? [];
    if (daemon === undefined) throw new Error('the environment must have the daemon');
    const proxy = { ...daemon, pools: ['general'] };
    const pools = [ubuntuPool({ reboots: { ...COORDINATED, rebootMinutes: 15 } })];
    const input = awsEnvironment({ clusters: [awsCluster({ pools, workloads: [proxy] })] });
    const [cluster] = resolveEnvironment(environmentFields.aws.resolve(input), undefined).clusters;
    expect(cluster?.pools[0]?.reboots).toMatchObject({ kind: 'coordinated', drainDelaySeconds: 10 + 335 });
    const reboot = cluster && drainChains(cluster).find(({ event }) => event === 'reboot');
    expect(reboot?.steps.map((step) => [step.name, renderNeeds(step), slackSeconds(step)])).toEqual([
      ['grace', 'endpoint lag 30 + drain 300 = 330 s', 5],
      ['leave', 'label lag 10 + endpoint lag 30 + drain 300 + margin 5 = 345 s', 0],
    ]);
  });
});

describe('a service behind proxies', () => {
  test('is forgotten within its endpoint lag wherever its pods are told to end', () => {
    for (const event of ['rollout', 'upgrade'] as const) {
      expect(slackOf(chainOf('player', event).balancer)).toEqual({ forgotten: 0 });
    }
    expect(chainOf('player', 'zone-loss').balancer).toEqual([]);
  });

  test('may not serve on for a shorter time than its proxies take to forget a pod', () => {
    expect(refusedChains({ service: { shutdown: { endpointLagSeconds: 39 } } })).toEqual([
      "workload 'player': 'shutdown' must let the proxies of 'edge/edge-proxy' forget a pod within the endpoint lag of 39 s, in which the pod serves on, got 'endpoints 5 + age of a DNS answer 30 + hold of the resolver 5 = 40 s'; raise 'shutdown.endpointLagSeconds' to 40",
    ]);
  });

  test('serves on for long enough by default, and for a shorter time without a host', () => {
    const lagOf = (service: FrontedOverrides['service']) =>
      chainOf('player', 'rollout', { service }).workload.shutdown.endpointLagSeconds;
    expect(lagOf({})).toBe(PROXY_FORGETS_SECONDS);
    expect(lagOf({ hosts: [] })).toBe(15);
  });

  test('has no such step without a host', () => {
    expect(refusedChains({ service: { hosts: [], shutdown: {} } })).toEqual([]);
    expect(chainOf('player', 'rollout', { service: { hosts: [] } }).balancer).toBeUndefined();
  });
});

test('an ingress whose own times are out of range is not compared with pods', () => {
  const found = problemsOf(frontedEnvironment({ health: { intervalSeconds: 301 } }));
  expect(found).toContainEqual(expect.stringContaining("ingress 'public': 'health.intervalSeconds' must be"));
  expect(found.filter((line) => line.includes('forget a node'))).toEqual([]);
});

test('whatever the times, a chain is refused exactly where a step that follows from an input lacks time', () => {
  const random = new SeededRandom(23);
  const kinds = new Set<string>();
  for (let round = 0; round < 150; round += 1) {
    const drainSeconds = 1 + random.below(3600);
    const overrides: FrontedOverrides = {
      daemon: { endpointLagSeconds: random.below(121), drainSeconds },
      health: { intervalSeconds: 1 + random.below(30), timeoutSeconds: 1 + random.below(30) },
      service: { shutdown: { endpointLagSeconds: random.below(121) } },
    };
    const lacking = drainChains(clusterOf(overrides)).flatMap(({ steps, balancer = [] }) =>
      [...steps, ...balancer].filter((step) => !fits(step)),
    );
    const sums = new Set(lacking.map(renderNeeds));
    const found = refusedChains(overrides);
    expect([round, found.length]).toEqual([round, sums.size]);
    for (const sum of sums) expect(found).toContainEqual(expect.stringContaining(`got '${sum}'`));
    for (const { name } of lacking) kinds.add(name);
  }
  expect([...kinds]).toEqual(['forgotten']);
});
