import streaming from '../../../apps/environments/streaming';
import { EnvironmentSpec } from '../../../lib/specs/environment/environment-spec';
import { addGoogleStacks } from '../../../lib/stacks/google/add-google-stacks';
import { synthesizeStacks } from '../../../lib/testing/synthesize-stacks';

const environment = EnvironmentSpec.from(streaming);
const stacks = synthesizeStacks((app) => {
  addGoogleStacks(app, environment);
});
const resources = stacks['streaming-main-platform']?.['resource'] ?? {};
const all = (type: string): readonly Record<string, unknown>[] => Object.values(resources[type] ?? {});
const poolsNamed = (prefix: string) =>
  all('google_container_node_pool').filter(({ name }) => String(name).startsWith(prefix));

test("the edge pool of the streaming platform follows its machines' load, and has 20 nodes in each zone in the evening", () => {
  const autoscalers = all('google_compute_autoscaler');
  expect(autoscalers.map(({ zone }) => zone)).toEqual(['europe-west4-a', 'europe-west4-b', 'europe-west4-c']);
  for (const { autoscaling_policy: policy } of autoscalers) {
    expect(policy).toMatchObject({
      min_replicas: 3,
      max_replicas: 60,
      cooldown_period: 180,
      cpu_utilization: { target: 0.6, predictive_method: 'OPTIMIZE_AVAILABILITY' },
      scale_in_control: { max_scaled_in_replicas: { percent: 10 }, time_window_sec: 600 },
      scaling_schedules: [
        { min_required_replicas: 20, schedule: '0 18 * * *', time_zone: 'Europe/Amsterdam', duration_sec: 19_800 },
      ],
    });
  }
  expect(poolsNamed('edge-')).toHaveLength(3);
  for (const pool of poolsNamed('edge-')) expect(pool).not.toHaveProperty('autoscaling');
});

test('the core pool of the streaming platform is scaled by GKE and by nothing else', () => {
  const [core, ...others] = poolsNamed('core-');
  expect(others).toEqual([]);
  expect(core?.['autoscaling']).toEqual({ min_node_count: 2, max_node_count: 40, location_policy: 'BALANCED' });
  const names = all('google_compute_autoscaler').map(({ name }) => String(name));
  expect(names.filter((name) => name.includes('-core-'))).toEqual([]);
});

test('no pool of the streaming platform has two loops', () => {
  const zonal = all('google_container_node_pool').filter((pool) => pool['autoscaling'] === undefined);
  const counted = zonal.filter((pool) => pool['node_count'] !== undefined);
  // Without a loop the pool states its count, and with one of the two it does not.
  expect(all('google_container_node_pool').length - counted.length).toBe(4);
});
