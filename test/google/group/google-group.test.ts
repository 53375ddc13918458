import { GoogleProvider } from '@cdktf/provider-google/lib/provider';
import { GoogleNetwork } from '../../../lib/google/google-network';
import { GoogleGroup } from '../../../lib/google/group/google-group';
import type { GoogleGroupInput } from '../../../lib/specs/group/google/google-group-input';
import { ConfigError } from '../../../lib/values/config-error';
import { googleGroup, groupLoop, maximalGoogleGroups } from '../../fixtures/google-group';
import { EXISTING_CLUSTER, googleClusterSpec, resourceOf, resourcesOf, synthesizeGoogle } from '../synthesize-google';

const KMS_KEY = 'projects/keys/locations/europe-west4/keyRings/disks/cryptoKeys/groups';
const TEMPLATE = 'google_compute_region_instance_template';
const MANAGER = 'google_compute_region_instance_group_manager';
const AUTOSCALER = 'google_compute_region_autoscaler';
const CHECK = 'google_compute_region_health_check';
const FIREWALL = 'google_compute_firewall';
const [A, B, C] = ['europe-west4-a', 'europe-west4-b', 'europe-west4-c'] as const;
const labels = { 'keelson-environment': 'streaming', team: 'edge' };

const network = GoogleNetwork.fromAttributes({
  projectId: 'example-host',
  network: 'projects/example-host/global/networks/shared',
  subnetwork: 'projects/example-host/regions/europe-west4/subnetworks/shared',
  podRangeName: 'pods',
  serviceRangeName: 'services',
});

function synthesize(input: GoogleGroupInput, tags: Readonly<Record<string, string>> = labels) {
  const cluster = googleClusterSpec({ groups: [input] });
  const [group] = cluster.groups;
  if (group === undefined) throw new Error('no group');
  return synthesizeGoogle((stack) => {
    const labelProvider = new GoogleProvider(stack, 'unlabelled', { alias: 'unlabelled' });
    new GoogleGroup(stack, 'group', { group, cluster, network, nodes: EXISTING_CLUSTER, labelProvider, labels: tags });
  });
}

function full() {
  const stated = maximalGoogleGroups(KMS_KEY).find(({ name }) => name === 'proxy');
  if (stated === undefined) throw new Error('no group');
  return synthesize(stated);
}

const nameOf = (input: Partial<GoogleGroupInput>, type: string) =>
  resourceOf(synthesize(googleGroup(input)), type)['name'];

describe('the smallest group', () => {
  const stack = synthesize(googleGroup());

  test('starts machines without service account, external address and user data', () => {
    const template = resourceOf(stack, TEMPLATE);
    expect(template).toMatchObject({
      provider: 'google.unlabelled',
      project: 'example-streaming',
      region: 'europe-west4',
      name: expect.stringMatching(/^streaming-main-proxy-[0-9a-f]{6}$/),
      machine_type: 'n2-standard-4',
      can_ip_forward: false,
      tags: ['streaming-main-proxy'],
      network_interface: [{ subnetwork: network.subnetwork, subnetwork_project: 'example-host' }],
      scheduling: {
        automatic_restart: true,
        on_host_maintenance: 'MIGRATE',
        preemptible: false,
        provisioning_model: 'STANDARD',
      },
      lifecycle: { create_before_destroy: true, ignore_changes: ['labels'] },
    });
    expect(template).not.toHaveProperty('service_account');
    expect(JSON.stringify(template)).not.toContain('access_config');
    expect(template['metadata']).toEqual({
      'enable-oslogin': 'TRUE',
      'block-project-ssh-keys': 'TRUE',
      'serial-port-enable': 'FALSE',
    });
  });

  test('boots securely from one version of an image, whose disk goes with the machine', () => {
    const template = resourceOf(stack, TEMPLATE);
    expect(template['shielded_instance_config']).toEqual({
      enable_secure_boot: true,
      enable_vtpm: true,
      enable_integrity_monitoring: true,
    });
    expect(template['disk']).toEqual([
      {
        boot: true,
        auto_delete: true,
        source_image: 'projects/example-images/global/images/proxy-20261101',
        disk_type: 'pd-balanced',
        disk_size_gb: 20,
        labels: { 'keelson-environment': 'streaming', 'keelson-group': 'proxy' },
      },
    ]);
  });

  test('is one group over all zones, for whose machines Terraform does not wait', () => {
    expect(resourceOf(stack, MANAGER)).toMatchObject({
      name: expect.stringMatching(/^streaming-main-proxy-[0-9a-f]{6}$/),
      base_instance_name: 'streaming-main-proxy',
      region: 'europe-west4',
      distribution_policy_zones: [A, B, C],
      distribution_policy_target_shape: 'EVEN',
      // One machine in each of three zones.
      target_size: 3,
      wait_for_instances: false,
      version: [
        { instance_template: expect.stringMatching(/^\$\{google_compute_region_instance_template\..*\.self_link\}$/) },
      ],
      lifecycle: { create_before_destroy: true },
    });
    expect(resourceOf(stack, MANAGER)['lifecycle']).not.toHaveProperty('ignore_changes');
  });

  test('replaces every machine by a new one, with surge in each zone and none missing', () => {
    expect(resourceOf(stack, MANAGER)['update_policy']).toEqual({
      type: 'PROACTIVE',
      minimal_action: 'REPLACE',
      most_disruptive_allowed_action: 'REPLACE',
      replacement_method: 'SUBSTITUTE',
      instance_redistribution_type: 'PROACTIVE',
      max_surge_fixed: 3,
      max_unavailable_fixed: 0,
    });
  });

  test('accepts no connection, is checked by nobody, and is scaled by nobody', () => {
    expect(resourcesOf(stack, FIREWALL)).toEqual([]);
    expect(resourcesOf(stack, CHECK)).toEqual([]);
    expect(resourcesOf(stack, AUTOSCALER)).toEqual([]);
    expect(resourceOf(stack, MANAGER)).not.toHaveProperty('auto_healing_policies');
  });
});

describe('a group that states everything', () => {
  const stack = full();

  test('writes its files before its commands run, as text that Terraform does not evaluate', () => {
    const metadata = resourceOf(stack, TEMPLATE)['metadata'] as Record<string, string>;
    expect(metadata['user-data-encoding']).toBe('base64');
    const [head, ...rest] = Buffer.from(String(metadata['user-data']), 'base64').toString().split('\n');
    expect(head).toBe('#cloud-config');
    expect(JSON.parse(rest.join('\n'))).toEqual({
      write_files: [
        { path: '/etc/proxy/proxy.cfg', owner: 'root:root', permissions: '0640', content: 'maxconn 20000\n' },
      ],
      runcmd: [['systemctl', 'enable', '--now', 'proxy']],
    });
  });

  test('encrypts its disk with its own key', () => {
    expect(resourceOf(stack, TEMPLATE)['disk']).toEqual([
      expect.objectContaining({ disk_type: 'pd-ssd', disk_encryption_key: { kms_key_self_link: KMS_KEY } }),
    ]);
  });

  test('opens its port to ranges, to the nodes by their tag and to their pods by their range, and only on its own machines', () => {
    const [rule] = resourcesOf(stack, FIREWALL).filter(({ name }) => name === 'streaming-main-proxy-443-tcp');
    expect(rule).toMatchObject({
      project: 'example-host',
      network: network.network,
      direction: 'INGRESS',
      source_ranges: ['10.0.0.0/8', '10.44.0.0/14'],
      source_tags: ['old-node'],
      target_tags: ['streaming-main-proxy'],
      allow: [{ protocol: 'tcp', ports: ['443'] }],
    });
  });

  test('opens the port of its health to the checks of Google alone', () => {
    const [rule] = resourcesOf(stack, FIREWALL).filter(({ name }) => name === 'streaming-main-proxy-health');
    expect(rule).toMatchObject({
      source_ranges: ['130.211.0.0/22', '35.191.0.0/16'],
      source_tags: [],
      target_tags: ['streaming-main-proxy'],
      allow: [{ protocol: 'tcp', ports: ['8404'] }],
    });
    expect(resourcesOf(stack, FIREWALL)).toHaveLength(2);
  });

  test('makes a machine anew that does not answer, once its first boot may be over', () => {
    expect(resourceOf(stack, CHECK)).toMatchObject({
      name: 'streaming-main-proxy',
      region: 'europe-west4',
      check_interval_sec: 20,
      timeout_sec: 10,
      unhealthy_threshold: 3,
      healthy_threshold: 1,
      http_health_check: { port: 8404, request_path: '/healthz' },
      log_config: { enable: true },
      lifecycle: { create_before_destroy: true },
    });
    expect(resourceOf(stack, MANAGER)['auto_healing_policies']).toEqual({
      health_check: expect.stringMatching(/^\$\{google_compute_region_health_check\..*\.self_link\}$/),
      initial_delay_sec: 240,
    });
  });

  test('counts a total as it is, and its rollout for each zone', () => {
    expect(resourceOf(stack, MANAGER)).toMatchObject({
      distribution_policy_zones: [A, B],
      target_size: 3,
      update_policy: { max_surge_fixed: 4, max_unavailable_fixed: 2 },
    });
  });
});

test('health by connections has a check of the port', () => {
  const stack = synthesize(googleGroup({ health: { kind: 'tcp', port: 9000 } }));
  const check = resourceOf(stack, CHECK);
  expect(check).toMatchObject({ tcp_health_check: { port: 9000 }, check_interval_sec: 10, timeout_sec: 5 });
  expect(check).not.toHaveProperty('http_health_check');
});

describe('a group that scales itself', () => {
  const stack = synthesize(googleGroup({ size: { scope: 'per-zone', min: 2, max: 9 }, scaling: groupLoop() }));

  test('has one autoscaler that counts the machines of all zones', () => {
    expect(resourceOf(stack, AUTOSCALER)).toMatchObject({
      region: 'europe-west4',
      name: resourceOf(stack, MANAGER)['name'],
      target: expect.stringMatching(/^\$\{google_compute_region_instance_group_manager\..*\.self_link\}$/),
      autoscaling_policy: {
        min_replicas: 6,
        max_replicas: 27,
        mode: 'ON',
        cooldown_period: 240,
        cpu_utilization: { target: 0.6, predictive_method: 'OPTIMIZE_AVAILABILITY' },
        metric: [{ name: 'custom.googleapis.com/edge/connections', type: 'GAUGE', target: 30_000 }],
        scale_in_control: { max_scaled_in_replicas: { percent: 20 }, time_window_sec: 900 },
        scaling_schedules: [{ name: 'evening', min_required_replicas: 12, time_zone: 'Europe/Amsterdam' }],
      },
      lifecycle: { create_before_destroy: true },
    });
  });

  test('gets its first size from Terraform and all later ones from the autoscaler', () => {
    expect(resourceOf(stack, MANAGER)).toMatchObject({
      target_size: 6,
      lifecycle: { create_before_destroy: true, ignore_changes: ['target_size'] },
    });
  });

  test('of a total size scales the total, also when the autoscaler is off', () => {
    const off = synthesize(
      googleGroup({ size: { scope: 'total', min: 2, max: 9 }, scaling: groupLoop({ mode: 'off' }) }),
    );
    expect(resourceOf(off, AUTOSCALER)['autoscaling_policy']).toMatchObject({
      min_replicas: 2,
      max_replicas: 9,
      mode: 'OFF',
      scaling_schedules: [{ min_required_replicas: 4 }],
    });
  });
});

describe('names', () => {
  test.each<[string, Partial<GoogleGroupInput>]>([
    ['another file', { files: { '/etc/proxy.cfg': { content: '' } } }],
    ['another machine', { machine: { type: 'n2-standard-8' } }],
    ['another image', { image: { name: 'projects/example-images/global/images/proxy-20261102' } }],
    ['another disk', { disk: { sizeGib: 21 } }],
  ])('%s gives the template another name, and the group keeps its own', (_, change) => {
    expect(nameOf(change, TEMPLATE)).not.toBe(nameOf({}, TEMPLATE));
    expect(nameOf(change, MANAGER)).toBe(nameOf({}, MANAGER));
  });

  test.each<[string, Partial<GoogleGroupInput>]>([
    ['another size', { size: { scope: 'total', min: 1, max: 9 } }],
    ['a port', { ports: [{ port: 443, from: ['nodes'] }] }],
    ['health', { health: { kind: 'tcp', port: 443 } }],
    ['another rollout', { rollout: { maxSurge: 5 } }],
    ['an autoscaler', { scaling: groupLoop({ schedules: [] }) }],
  ])('%s makes no other template', (_, change) => {
    expect(nameOf(change, TEMPLATE)).toBe(nameOf({}, TEMPLATE));
    expect(nameOf(change, MANAGER)).toBe(nameOf({}, MANAGER));
  });

  test('other zones make another group with another autoscaler, which need other names', () => {
    const scaling = groupLoop({ schedules: [] });
    for (const type of [MANAGER, AUTOSCALER]) {
      expect(nameOf({ scaling, zones: [A, B] }, type)).not.toBe(nameOf({ scaling }, type));
      expect(nameOf({ scaling, zones: [B, A] }, type)).toBe(nameOf({ scaling, zones: [A, B] }, type));
    }
    expect(nameOf({ zones: [A, B] }, TEMPLATE)).toBe(nameOf({}, TEMPLATE));
  });

  test('another label makes no other template', () => {
    const [before, after] = ['edge', 'core'].map((team) =>
      resourceOf(synthesize(googleGroup(), { ...labels, team }), TEMPLATE),
    );
    expect(after?.['labels']).toEqual({ 'keelson-environment': 'streaming', team: 'core', 'keelson-group': 'proxy' });
    expect({ ...after, labels: {} }).toEqual({ ...before, labels: {} });
  });
});

test.each([
  ['h3-standard-88', 'TERMINATE'],
  ['n2-standard-4', 'MIGRATE'],
])('a machine of type %s has the policy for maintenance that its family supports', (type, policy) => {
  const template = resourceOf(synthesize(googleGroup({ machine: { type } })), TEMPLATE);
  expect(template['scheduling']).toMatchObject({ on_host_maintenance: policy });
});

test('the same input gives the same bytes, in whatever order it is written', () => {
  const files = { '/b': { content: 'b' }, '/a': { content: 'a' } };
  const reversed = { '/a': { content: 'a' }, '/b': { content: 'b' } };
  const texts = [files, reversed].map((each) => JSON.stringify(synthesize(googleGroup({ files: each }))));
  expect(texts[0]).toBe(texts[1]);
});

test('user data above the limit of the metadata is refused, and the largest that fits is not', () => {
  const of = (length: number) => () => synthesize(googleGroup({ files: { '/a': { content: 'x'.repeat(length) } } }));
  const metadata = resourceOf(of(0)(), TEMPLATE)['metadata'] as Record<string, string>;
  const most = 196_608 - Buffer.from(String(metadata['user-data']), 'base64').length;
  const largest = resourceOf(of(most)(), TEMPLATE)['metadata'] as Record<string, string>;
  expect(String(largest['user-data'])).toHaveLength(256 * 1024);
  expect(of(most + 1)).toThrow(ConfigError);
  expect(of(most + 1)).toThrow(
    "group 'proxy': 'user data' must fit into 196608 bytes, got 196609; shorten the files, or put them into the image",
  );
});
