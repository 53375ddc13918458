import { ComputeAutoscaler } from '@cdktf/provider-google/lib/compute-autoscaler';
import { GkeNodePool } from '../../lib/google/gke-node-pool';
import type { GoogleNodePoolInput } from '../../lib/specs/pool/node-pool-input';
import type { GoogleNodePoolSpec } from '../../lib/specs/pool/node-pool-spec';
import { EXISTING_CLUSTER, googlePoolSpec, resourceOf, resourcesOf, synthesizeGoogle } from './synthesize-google';

function synthesizePool(
  overrides: Partial<GoogleNodePoolInput> = {},
  google: Partial<GoogleNodePoolInput['google']> = {},
  resourceLabels?: Record<string, string>,
) {
  const pool = googlePoolSpec(overrides, google);
  return synthesizeGoogle((stack) => {
    new GkeNodePool(stack, 'pool', { cluster: EXISTING_CLUSTER, pool, resourceLabels });
  });
}

function nodePool(...input: Parameters<typeof synthesizePool>): Record<string, unknown> {
  return resourceOf(synthesizePool(...input), 'google_container_node_pool');
}

function nodeConfig(...input: Parameters<typeof synthesizePool>): Record<string, unknown> {
  return nodePool(...input)['node_config'] as Record<string, unknown>;
}

function inStack(pool: GoogleNodePoolSpec, use: (pool: GkeNodePool) => void): void {
  synthesizeGoogle((stack) => use(new GkeNodePool(stack, 'pool', { cluster: EXISTING_CLUSTER, pool })));
}

describe('a GKE node pool', () => {
  test('joins an existing cluster with private, hardened nodes under the service account of that cluster', () => {
    expect(nodePool()).toMatchObject({
      project: 'example-streaming',
      cluster: 'old',
      location: 'europe-west4',
      network_config: { enable_private_nodes: true },
      node_config: {
        service_account: 'nodes@example-streaming.iam.gserviceaccount.com',
        oauth_scopes: ['https://www.googleapis.com/auth/cloud-platform'],
        metadata: { 'disable-legacy-endpoints': 'true' },
        shielded_instance_config: { enable_secure_boot: true, enable_integrity_monitoring: true },
        workload_metadata_config: { mode: 'GKE_METADATA' },
      },
    });
  });

  test('keeps CPU limits enforced while it closes the read-only port of the kubelet', () => {
    expect(nodeConfig()['kubelet_config']).toEqual({
      cpu_cfs_quota: true,
      insecure_kubelet_readonly_port_enabled: 'FALSE',
    });
  });

  test('is created before the pool that it replaces, under a name of its own', () => {
    const before = nodePool();
    const after = nodePool({ maxPods: 32 });
    expect(before['lifecycle']).toMatchObject({ create_before_destroy: true });
    expect(before['name']).toMatch(/^core-[0-9a-f]{6}$/);
    expect(after['name']).not.toBe(before['name']);
    expect(after['max_pods_per_node']).toBe(32);
  });

  test('keeps its name when a change is made in place', () => {
    const { name } = nodePool();
    expect(nodePool({ taints: [{ key: 'dedicated', effect: 'NoSchedule' }] })['name']).toBe(name);
    expect(nodePool({ machine: { type: 'n2-standard-16', vcpu: 16, memoryGib: 64 } })['name']).toBe(name);
    expect(nodePool({}, { disk: { sizeGib: 200 } })['name']).toBe(name);
  });

  test('states no version, repairs and upgrades its nodes, and upgrades by surge', () => {
    const found = nodePool({}, { upgrade: { maxSurge: 2, maxUnavailable: 1 } });
    expect(found).not.toHaveProperty('version');
    expect(found).toMatchObject({
      management: { auto_repair: true, auto_upgrade: true },
      upgrade_settings: { strategy: 'SURGE', max_surge: 2, max_unavailable: 1 },
    });
  });

  test('states all taints in the spelling of GKE, the startup taint last', () => {
    const taints = nodeConfig({
      taints: [
        { key: 'dedicated', value: 'core', effect: 'NoExecute' },
        { key: 'busy', effect: 'PreferNoSchedule' },
      ],
      startupTaint: { removedBy: 'opener' },
    })['taint'];
    expect(taints).toEqual([
      { key: 'dedicated', value: 'core', effect: 'NO_EXECUTE' },
      { key: 'busy', value: '', effect: 'PREFER_NO_SCHEDULE' },
      { key: 'keelson.dev/startup', value: '', effect: 'NO_SCHEDULE' },
    ]);
  });

  test('carries the node labels that workloads select, and the tags of the environment as resource labels', () => {
    const found = nodeConfig({ labels: { tier: 'front' } }, {}, { 'cost-center': 'video' });
    expect(found['labels']).toMatchObject({ tier: 'front', 'keelson.dev/pool': 'core' });
    expect(found['resource_labels']).toEqual({ 'cost-center': 'video' });
  });

  test('has the network tags of its cluster, of the pool and of the spec', () => {
    expect(nodeConfig({}, { networkTags: ['core-traffic'] })['tags']).toEqual([
      'old-node',
      'streaming-main-core',
      'core-traffic',
    ]);
  });

  test('leaves the taint of its architecture to GKE, unless the pool states it', () => {
    const arm = { type: 't2a-standard-4' };
    const dedicated = { key: 'dedicated', value: 'video', effect: 'NoSchedule' } as const;
    const architecture = { key: 'kubernetes.io/arch', value: 'arm64', effect: 'NoSchedule' } as const;
    const keys = (config: Record<string, unknown>) =>
      (config['taint'] as { readonly key: string }[]).map(({ key }) => key);
    expect(keys(nodeConfig({ machine: arm, taints: [dedicated] }))).toEqual(['dedicated']);
    expect(keys(nodeConfig({ machine: arm, taints: [dedicated, architecture] }))).toEqual([
      'dedicated',
      'kubernetes.io/arch',
    ]);
    expect(googlePoolSpec({ machine: arm, taints: [dedicated] }).taints).toEqual([dedicated, architecture]);
    expect(googlePoolSpec({ machine: arm, taints: [architecture] }).taints).toEqual([architecture]);
  });

  test('takes machines, image and disks from the spec', () => {
    const key = 'projects/p/locations/europe-west4/keyRings/r/cryptoKeys/k';
    expect(
      nodeConfig(
        { machine: { type: 'c3-standard-8-lssd', vcpu: 8, memoryGib: 32 } },
        {
          image: { family: 'ubuntu-gke' },
          disk: { sizeGib: 200, type: 'pd-ssd', kmsKeyName: key },
          spot: true,
          localSsdCount: 2,
        },
      ),
    ).toMatchObject({
      machine_type: 'c3-standard-8-lssd',
      image_type: 'UBUNTU_CONTAINERD',
      disk_size_gb: 200,
      disk_type: 'pd-ssd',
      boot_disk_kms_key: key,
      spot: true,
      ephemeral_storage_local_ssd_config: { local_ssd_count: 2 },
    });
    expect(nodeConfig()).toMatchObject({ image_type: 'COS_CONTAINERD', disk_type: 'pd-balanced', spot: false });
    expect(nodeConfig()).not.toHaveProperty('ephemeral_storage_local_ssd_config');
  });

  test('states the block of kernel parameters even when it is empty, because GKE would otherwise keep removed parameters', () => {
    expect(nodeConfig()['linux_node_config']).toEqual({
      cgroup_mode: 'CGROUP_MODE_V2',
      transparent_hugepage_enabled: 'TRANSPARENT_HUGEPAGE_ENABLED_UNSPECIFIED',
    });
  });

  test('sets the kernel parameters and huge pages that GKE supports', () => {
    const kernel = {
      sysctls: { 'net.core.somaxconn': '32768', 'net.ipv4.tcp_fin_timeout': '15' },
      transparentHugepages: 'never',
    } as const;
    expect(nodeConfig({ kernel })['linux_node_config']).toEqual({
      cgroup_mode: 'CGROUP_MODE_V2',
      sysctls: { 'net.core.somaxconn': '32768' },
      transparent_hugepage_enabled: 'TRANSPARENT_HUGEPAGE_ENABLED_NEVER',
      transparent_hugepage_defrag: 'TRANSPARENT_HUGEPAGE_DEFRAG_NEVER',
    });
  });
});

describe('the number of nodes of a GKE pool', () => {
  test('is stated for a fixed pool and changes in place', () => {
    const found = nodePool({ size: { scope: 'per-zone', min: 1, max: 4, initial: 2 } });
    expect(found).toMatchObject({ node_count: 2, lifecycle: { create_before_destroy: true } });
    expect(found).not.toHaveProperty('initial_node_count');
    expect(found).not.toHaveProperty('autoscaling');
    expect(found['lifecycle']).not.toHaveProperty('ignore_changes');
  });

  test('is ignored for a scaled pool, so that no plan resizes or replaces it', () => {
    const found = nodePool({ scaling: 'cluster-autoscaler' });
    expect(found).toMatchObject({
      initial_node_count: 1,
      autoscaling: { min_node_count: 1, max_node_count: 4, location_policy: 'BALANCED' },
      lifecycle: { create_before_destroy: true, ignore_changes: ['initial_node_count', 'node_count'] },
    });
    expect(found).not.toHaveProperty('node_count');
  });

  test('is limited in total for a scaled pool whose spec counts in total', () => {
    expect(
      nodePool({ scaling: 'cluster-autoscaler', size: { scope: 'total', min: 3, max: 12 } })['autoscaling'],
    ).toEqual({
      total_min_node_count: 3,
      total_max_node_count: 12,
      location_policy: 'BALANCED',
    });
  });

  test('of a scaled spot pool grows in whichever zone has spare machines', () => {
    expect(nodePool({ scaling: 'cluster-autoscaler' }, { spot: true })['autoscaling']).toMatchObject({
      location_policy: 'ANY',
    });
  });
});

describe('a zonal GKE pool', () => {
  const ZONES = ['europe-west4-a', 'europe-west4-b', 'europe-west4-c'];

  test('is one Terraform pool per zone, named after the zone', () => {
    const pools = resourcesOf(synthesizePool({}, { layout: 'zonal' }), 'google_container_node_pool');
    expect(pools.map((pool) => pool['node_locations'])).toEqual(ZONES.map((zone) => [zone]));
    expect(pools.map((pool) => pool['location'])).toEqual(ZONES.map(() => 'europe-west4'));
    expect(pools.map((pool) => pool['name'])).toEqual(
      ['a', 'b', 'c'].map((letter) => expect.stringMatching(new RegExp(`^core-${letter}-[0-9a-f]{6}$`))),
    );
  });

  test('returns the instance group of a zone and its manager, whose names the provider has swapped', () => {
    const json = synthesizeGoogle((stack) => {
      const pool = new GkeNodePool(stack, 'pool', {
        cluster: EXISTING_CLUSTER,
        pool: googlePoolSpec({}, { layout: 'zonal' }),
      });
      new ComputeAutoscaler(stack, 'scaler', {
        name: pool.instanceGroupUrl('europe-west4-b'),
        zone: 'europe-west4-b',
        target: pool.instanceGroupManagerUrl('europe-west4-b'),
        autoscalingPolicy: { minReplicas: 1, maxReplicas: 2 },
      });
    });
    const [, ofZoneB] = Object.keys(json['resource']?.['google_container_node_pool'] ?? {});
    expect(resourceOf(json, 'google_compute_autoscaler')).toMatchObject({
      name: `\${one(google_container_node_pool.${ofZoneB}.managed_instance_group_urls)}`,
      target: `\${one(google_container_node_pool.${ofZoneB}.instance_group_urls)}`,
    });
  });

  test('refuses to return the group of a zone that the pool lacks', () => {
    inStack(googlePoolSpec({}, { layout: 'zonal' }), (pool) => {
      expect(() => pool.instanceGroupUrl('europe-west1-b')).toThrow(
        "pool 'core' has no zone 'europe-west1-b', only europe-west4-a, europe-west4-b, europe-west4-c",
      );
    });
  });

  test('is required of a pool before a balancer or autoscaler can attach to its groups', () => {
    inStack(googlePoolSpec(), (pool) => {
      expect(() => pool.instanceGroupManagerUrl('europe-west4-a')).toThrow("set 'google.layout' to 'zonal'");
    });
  });
});
