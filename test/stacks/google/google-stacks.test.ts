import type { GoogleEnvironmentInput } from '../../../lib/specs/environment/environment-input';
import { EnvironmentSpec } from '../../../lib/specs/environment/environment-spec';
import { addGoogleStacks } from '../../../lib/stacks/google/add-google-stacks';
import { stableSnapshot } from '../../../lib/testing/stable-snapshot';
import { synthesizeStacks } from '../../../lib/testing/synthesize-stacks';
import { awsEnvironment } from '../../fixtures/aws-environment';
import { googleCluster, googleEnvironment, googlePool } from '../../fixtures/google-environment';
import { instanceGroupPool } from '../../fixtures/instance-group-pool';

function synthesize(overrides: Partial<GoogleEnvironmentInput> = {}) {
  const environment = EnvironmentSpec.from(googleEnvironment(overrides));
  return synthesizeStacks((app) => {
    addGoogleStacks(app, environment);
  });
}

const EVENING = {
  name: 'evening',
  window: { days: 'every-day', start: '18:00', end: '23:30', timeZone: 'Europe/Amsterdam' },
  min: 20,
} as const;

const twoPools = {
  clusters: [
    googleCluster({
      pools: [
        googlePool({ scaling: 'cluster-autoscaler' }),
        instanceGroupPool({ predictive: true, schedules: [EVENING] }, { expectsPods: false }),
      ],
    }),
  ],
};

describe('the stacks of a cluster on Google Cloud', () => {
  test('are a foundation and a platform', () => {
    const stacks = synthesize(twoPools);
    expect(Object.keys(stacks).sort()).toEqual(['streaming-main-foundation', 'streaming-main-platform']);
    const stable = Object.entries(stacks).map(([name, stack]) => [name, stableSnapshot(stack)]);
    expect(Object.fromEntries(stable)).toMatchSnapshot();
  });

  test('contain the name of the cluster where the environment has several', () => {
    const second = googleCluster({
      name: 'second',
      network: {
        nodeCidr: '10.60.0.0/20',
        podCidr: '10.64.0.0/14',
        serviceCidr: '10.61.0.0/20',
        controlPlaneCidr: '10.62.0.0/28',
        zones: ['europe-west4-a'],
      },
    });
    expect(Object.keys(synthesize({ clusters: [googleCluster(), second] })).sort()).toEqual([
      'streaming-main-foundation',
      'streaming-main-platform',
      'streaming-second-foundation',
      'streaming-second-platform',
    ]);
  });

  test("label every resource with the environment's keys exactly as they are written", () => {
    const stacks = synthesize({ tags: { 'cost-center': 'video' } });
    for (const stack of Object.values(stacks)) {
      expect(stack['provider']?.['google']).toEqual([
        {
          project: 'example-streaming',
          region: 'europe-west4',
          default_labels: { 'cost-center': 'video', 'keelson-environment': 'streaming' },
        },
      ]);
    }
  });

  test('keep separate states, and the platform reads the state of the foundation', () => {
    const stacks = synthesize({ state: { kind: 'gcs', bucket: 'states' } });
    expect(stacks['streaming-main-foundation']?.['terraform']).toMatchObject({
      backend: { gcs: { bucket: 'states', prefix: 'keelson/streaming-main-foundation' } },
    });
    expect(Object.values(stacks['streaming-main-platform']?.['data']?.['terraform_remote_state'] ?? {})).toEqual([
      expect.objectContaining({ config: { bucket: 'states', prefix: 'keelson/streaming-main-foundation' } }),
    ]);
  });

  test('create no network where one exists, but add the rule for webhooks to it', () => {
    const plan = googleCluster().network;
    const existing = {
      network: 'projects/shared-host/global/networks/company',
      subnetwork: 'projects/shared-host/regions/europe-west4/subnetworks/video',
      podRangeName: 'video-pods',
      serviceRangeName: 'video-services',
    };
    const stacks = synthesize({ clusters: [googleCluster({ network: { ...plan, existing } })] });
    const resources = stacks['streaming-main-foundation']?.['resource'] ?? {};
    expect(Object.keys(resources).filter((type) => type.startsWith('google_compute_'))).toEqual([
      'google_compute_firewall',
    ]);
    expect(Object.values(resources['google_container_cluster'] ?? {})).toEqual([
      expect.objectContaining({
        subnetwork: existing.subnetwork,
        ip_allocation_policy: {
          cluster_secondary_range_name: 'video-pods',
          services_secondary_range_name: 'video-services',
        },
      }),
    ]);
  });

  test('are absent for an environment on another cloud', () => {
    const stacks = synthesizeStacks((app) => {
      expect(addGoogleStacks(app, EnvironmentSpec.from(awsEnvironment()))).toEqual([]);
    });
    expect(stacks).toEqual({});
  });
});
