import { GkeNodePool } from '../../lib/google/gke-node-pool';
import { MigAutoscaler } from '../../lib/google/mig-autoscaler';
import type { GoogleNodePoolInput } from '../../lib/specs/pool/node-pool-input';
import type { InstanceGroupScalingInput } from '../../lib/specs/scaling/scaling-input';
import { instanceGroupPool } from '../fixtures/instance-group-pool';
import { EXISTING_CLUSTER, googlePoolSpec, resourceOf, resourcesOf, synthesizeGoogle } from './synthesize-google';

type Settings = Partial<GoogleNodePoolInput['google']>;

function synthesize(
  scaling: Partial<InstanceGroupScalingInput> = {},
  overrides: Partial<GoogleNodePoolInput> = {},
  google: Settings = {},
) {
  const input = instanceGroupPool(scaling, overrides);
  const pool = googlePoolSpec(input, { ...input.google, ...google });
  return synthesizeGoogle((stack) => {
    const nodePool = new GkeNodePool(stack, 'pool', { cluster: EXISTING_CLUSTER, pool });
    new MigAutoscaler(stack, 'autoscaler', { cluster: EXISTING_CLUSTER, pool, nodePool });
  });
}

const autoscalers = (...input: Parameters<typeof synthesize>) =>
  resourcesOf(synthesize(...input), 'google_compute_autoscaler');

const policies = (...input: Parameters<typeof synthesize>) =>
  autoscalers(...input).map((each) => each['autoscaling_policy'] as Record<string, unknown>);

const EVENING = {
  name: 'evening',
  window: { days: 'every-day', start: '18:00', end: '23:30', timeZone: 'Europe/Amsterdam' },
  min: 20,
} as const;

describe('the autoscalers of a pool', () => {
  test('are one for each zone, and each targets the manager of the group in its zone', () => {
    const found = autoscalers();
    expect(found.map(({ zone }) => zone)).toEqual(['europe-west4-a', 'europe-west4-b', 'europe-west4-c']);
    for (const { zone, target, project } of found) {
      expect(project).toBe('example-streaming');
      // In the provider's words `instance_group_urls` lists the managers.
      expect(target).toMatch(
        new RegExp(
          `^\\$\\{one\\(google_container_node_pool\\.pool_pool-${zone}_[0-9A-F]+\\.instance_group_urls\\)\\}$`,
        ),
      );
    }
  });

  test('have the whole policy of their spec, also what is off', () => {
    expect(policies()[0]).toEqual({
      min_replicas: 3,
      max_replicas: 60,
      mode: 'ON',
      cooldown_period: 180,
      cpu_utilization: { target: 0.6, predictive_method: 'NONE' },
      metric: [],
      scale_in_control: { max_scaled_in_replicas: { percent: 10 }, time_window_sec: 600 },
      scaling_schedules: [],
    });
  });

  test('have forecasts, metrics, schedules and limits as stated', () => {
    const [first] = policies({
      signals: [
        { kind: 'cpu', percent: 70 },
        { kind: 'metric', type: 'custom.googleapis.com/edge/connections', perNode: 30_000, writtenBy: 'opener' },
      ],
      predictive: true,
      readySeconds: 240,
      schedules: [EVENING],
      scaleIn: { nodes: 2, withinSeconds: 900 },
      mode: 'only-scale-out',
    });
    expect(first).toEqual({
      min_replicas: 3,
      max_replicas: 60,
      mode: 'ONLY_SCALE_OUT',
      cooldown_period: 240,
      cpu_utilization: { target: 0.7, predictive_method: 'OPTIMIZE_AVAILABILITY' },
      metric: [{ name: 'custom.googleapis.com/edge/connections', type: 'GAUGE', target: 30_000 }],
      scale_in_control: { max_scaled_in_replicas: { fixed: 2 }, time_window_sec: 900 },
      scaling_schedules: [
        {
          name: 'evening',
          min_required_replicas: 20,
          schedule: '0 18 * * *',
          time_zone: 'Europe/Amsterdam',
          duration_sec: 19_800,
          disabled: false,
        },
      ],
    });
  });

  test('are off during an upgrade, and keep everything else', () => {
    const [on, off] = [policies({})[0], policies({ mode: 'off' })[0]];
    expect(off).toEqual({ ...on, mode: 'OFF' });
  });

  test('have a share of a total each, and the shares add up', () => {
    const size = { scope: 'total', min: 4, max: 11 } as const;
    const found = policies({ schedules: [{ ...EVENING, min: 8 }] }, { size });
    const least = found.map((each) => (each['scaling_schedules'] as { min_required_replicas: number }[])[0]);
    expect(found.map((each) => each['min_replicas'])).toEqual([2, 1, 1]);
    expect(found.map((each) => each['max_replicas'])).toEqual([4, 4, 3]);
    expect(least.map((each) => each?.min_required_replicas)).toEqual([3, 3, 2]);
  });

  test('state the zone of a schedule in the name that today has', () => {
    const window = { ...EVENING.window, timeZone: 'Europe/Kiev' };
    const [first] = policies({ schedules: [{ ...EVENING, window }] });
    expect(first?.['scaling_schedules']).toMatchObject([{ time_zone: 'Europe/Kyiv' }]);
  });
});

describe('names of autoscalers', () => {
  const names = (...input: Parameters<typeof synthesize>) => autoscalers(...input).map(({ name }) => name);

  test('contain the hash of the node pool of their zone', () => {
    const json = synthesize();
    const pools = resourcesOf(json, 'google_container_node_pool').map(({ name }) => name);
    const own = resourcesOf(json, 'google_compute_autoscaler').map(({ name }) => name);
    expect(own).toEqual(pools.map((name) => `streaming-main-${String(name)}`));
  });

  test('change with a pool that is replaced, so that the new autoscalers are created before the old ones go', () => {
    const [before, after] = [autoscalers(), autoscalers({}, { maxPods: 64 })];
    expect(after.map(({ name }) => name)).not.toEqual(before.map(({ name }) => name));
    for (const { lifecycle } of before) expect(lifecycle).toEqual({ create_before_destroy: true });
  });

  test('stay with every change that is made in place, because no second autoscaler can have the same group', () => {
    const before = names();
    expect(names({ mode: 'off', readySeconds: 300, predictive: true, schedules: [EVENING] })).toEqual(before);
    expect(names({}, { labels: { tier: 'front' }, size: { scope: 'per-zone', min: 1, max: 9 } })).toEqual(before);
    expect(names({}, { machine: { type: 'n2-highcpu-16' } }, { upgrade: { maxSurge: 3 } })).toEqual(before);
  });

  test('have at most 63 characters', () => {
    for (const name of names({}, { name: 'a'.repeat(31) })) expect(String(name).length).toBeLessThanOrEqual(63);
    expect(new Set(names({}, { name: 'a'.repeat(31) })).size).toBe(3);
  });
});

describe('a node pool whose instance groups are scaled', () => {
  const pools = () =>
    resourcesOf(
      synthesize({}, { size: { scope: 'per-zone', min: 3, max: 60, initial: 5 } }),
      'google_container_node_pool',
    );

  test('has no autoscaler of its own, and leaves its count to that of the groups', () => {
    for (const pool of pools()) {
      expect(pool).not.toHaveProperty('autoscaling');
      expect(pool).not.toHaveProperty('node_count');
      expect(pool).toMatchObject({
        initial_node_count: 5,
        lifecycle: { create_before_destroy: true, ignore_changes: ['initial_node_count', 'node_count'] },
      });
      expect(pool['lifecycle']).not.toHaveProperty('replace_triggered_by');
    }
  });

  test('is upgraded by surge, which keeps its groups', () => {
    for (const pool of pools()) expect(pool['upgrade_settings']).toMatchObject({ strategy: 'SURGE' });
  });
});

test('a pool that something else scales has no such autoscalers', () => {
  const pool = googlePoolSpec({ scaling: { kind: 'cluster-autoscaler' } }, { layout: 'zonal' });
  expect(() =>
    synthesizeGoogle((stack) => {
      const nodePool = new GkeNodePool(stack, 'pool', { cluster: EXISTING_CLUSTER, pool });
      new MigAutoscaler(stack, 'autoscaler', { cluster: EXISTING_CLUSTER, pool, nodePool });
    }),
  ).toThrow("pool 'core' is scaled by 'cluster-autoscaler'; set 'scaling.kind' to 'instance-group'");
});

test('the location policy of the cluster autoscaler is the stated one', () => {
  const nodePool = (locationPolicy?: 'balanced' | 'any') => {
    const pool = googlePoolSpec({ scaling: { kind: 'cluster-autoscaler', locationPolicy } });
    const json = synthesizeGoogle((stack) => new GkeNodePool(stack, 'pool', { cluster: EXISTING_CLUSTER, pool }));
    return resourceOf(json, 'google_container_node_pool')['autoscaling'];
  };
  expect(nodePool()).toMatchObject({ location_policy: 'BALANCED' });
  expect(nodePool('any')).toMatchObject({ location_policy: 'ANY' });
});
