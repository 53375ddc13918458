import childProcess from 'node:child_process';
import { GoogleNetwork } from '../../lib/google/google-network';
import { ProjectServices } from '../../lib/google/project-services';
import { WebhookFirewall } from '../../lib/google/webhook-firewall';
import type { GoogleClusterInput } from '../../lib/specs/cluster/google/google-cluster-input';
import { googleCluster } from '../fixtures/google-environment';
import { EXISTING_CLUSTER, googleClusterSpec, resourceOf, resourcesOf, synthesizeGoogle } from './synthesize-google';

const plan = googleCluster().network;

function synthesizeNetwork(network: Partial<GoogleClusterInput['network']> = {}, deletionProtection = true) {
  const cluster = googleClusterSpec({ network: { ...plan, ...network }, controlPlane: { deletionProtection } });
  return synthesizeGoogle((stack) => {
    const services = new ProjectServices(stack, 'services', { projectId: cluster.projectId });
    new GoogleNetwork(stack, 'network', { cluster, after: services.resources });
  });
}

describe('project services', () => {
  test('are left on when the stack goes, because other stacks use them', () => {
    const services = resourcesOf(synthesizeNetwork(), 'google_project_service');
    expect(services.map((service) => service['service'])).toEqual(
      expect.arrayContaining(['compute.googleapis.com', 'container.googleapis.com', 'iam.googleapis.com']),
    );
    for (const service of services) {
      expect(service).toMatchObject({ project: 'example-streaming', disable_on_destroy: false });
    }
  });
});

describe('a network', () => {
  test('waits for every API, and makes no subnets of its own accord', () => {
    const network = resourceOf(synthesizeNetwork(), 'google_compute_network');
    expect(network).toMatchObject({ name: 'streaming-main', auto_create_subnetworks: false, mtu: 1460 });
    expect(network['depends_on']).toHaveLength(7);
  });

  test('has named secondary ranges for pods and Services in its subnet, and a way to Google without NAT', () => {
    expect(resourceOf(synthesizeNetwork(), 'google_compute_subnetwork')).toMatchObject({
      region: 'europe-west4',
      ip_cidr_range: '10.40.0.0/20',
      secondary_ip_range: [
        { range_name: 'pods', ip_cidr_range: '10.44.0.0/14' },
        { range_name: 'services', ip_cidr_range: '10.41.0.0/20' },
      ],
      private_ip_google_access: true,
    });
  });

  test('logs flows only when asked', () => {
    expect(resourceOf(synthesizeNetwork(), 'google_compute_subnetwork')['log_config']).toBeUndefined();
    expect(resourceOf(synthesizeNetwork({ flowLogs: true }), 'google_compute_subnetwork')['log_config']).toMatchObject({
      flow_sampling: 0.5,
    });
  });

  test('lets nodes and pods of its own subnet out, and logs what NAT refused', () => {
    expect(resourceOf(synthesizeNetwork({ natMinPortsPerVm: 2048 }), 'google_compute_router_nat')).toMatchObject({
      source_subnetwork_ip_ranges_to_nat: 'LIST_OF_SUBNETWORKS',
      subnetwork: [{ source_ip_ranges_to_nat: ['PRIMARY_IP_RANGE', 'LIST_OF_SECONDARY_IP_RANGES'] }],
      min_ports_per_vm: 2048,
      max_ports_per_vm: 16384,
      log_config: { enable: true, filter: 'ERRORS_ONLY' },
    });
  });

  test('is kept from being destroyed with its cluster, and let go with its cluster', () => {
    for (const type of ['google_compute_network', 'google_compute_subnetwork']) {
      expect(resourceOf(synthesizeNetwork(), type)['lifecycle']).toEqual({ prevent_destroy: true });
      expect(resourceOf(synthesizeNetwork({}, false), type)['lifecycle']).toEqual({ prevent_destroy: false });
    }
  });
});

describe('an existing network', () => {
  const existing = {
    network: 'projects/shared-host/global/networks/company',
    subnetwork: 'projects/shared-host/regions/europe-west4/subnetworks/video',
    podRangeName: 'video-pods',
    serviceRangeName: 'video-services',
  };

  test('is taken from the plan with the project that owns it', () => {
    const cluster = googleClusterSpec({ network: { ...plan, existing } });
    expect(GoogleNetwork.fromPlan(cluster)).toEqual({ ...existing, projectId: 'shared-host' });
  });

  test("belongs to the cluster's project when it is given by its bare name", () => {
    const cluster = googleClusterSpec({ network: { ...plan, existing: { ...existing, network: 'company' } } });
    expect(GoogleNetwork.fromPlan(cluster)?.projectId).toBe('example-streaming');
  });

  test('is none where the plan asks for a new one', () => {
    expect(GoogleNetwork.fromPlan(googleClusterSpec())).toBeUndefined();
  });

  test('gets its webhook rule in the project that owns it', () => {
    const cluster = googleClusterSpec({ network: { ...plan, existing } });
    const network = GoogleNetwork.fromAttributes({ ...existing, projectId: 'shared-host' });
    const json = synthesizeGoogle((stack) => {
      new WebhookFirewall(stack, 'firewall', { cluster, network, controlPlane: EXISTING_CLUSTER, after: [] });
    });
    expect(resourceOf(json, 'google_compute_firewall')).toMatchObject({
      project: 'shared-host',
      network: existing.network,
    });
  });
});

describe('the webhook rule', () => {
  function synthesizeFirewall(webhookPorts?: readonly number[]) {
    const cluster = googleClusterSpec({ controlPlane: { webhookPorts } });
    const network = GoogleNetwork.fromAttributes({
      projectId: 'example-streaming',
      network: 'company',
      subnetwork: 'video',
      podRangeName: 'pods',
      serviceRangeName: 'services',
    });
    return synthesizeGoogle((stack) => {
      new WebhookFirewall(stack, 'firewall', { cluster, network, controlPlane: EXISTING_CLUSTER, after: [] });
    });
  }

  test('admits the control plane alone, to nodes of the cluster alone', () => {
    expect(resourceOf(synthesizeFirewall(), 'google_compute_firewall')).toMatchObject({
      direction: 'INGRESS',
      source_ranges: ['10.42.0.0/28'],
      target_tags: ['old-node'],
      allow: [{ protocol: 'tcp', ports: ['8443', '9443'] }],
    });
  });

  test('does not exist without ports, because an empty list of ports opens all of them', () => {
    expect(resourcesOf(synthesizeFirewall([]), 'google_compute_firewall')).toEqual([]);
  });
});

test('is synthesised without a look at the terraform of the machine, which need not have one', () => {
  const run = jest.spyOn(childProcess, 'execSync');
  expect(resourceOf(synthesizeNetwork(), 'terraform_data')).toMatchObject({
    triggers_replace: { pods: plan.podCidr, services: plan.serviceCidr },
  });
  expect(run).not.toHaveBeenCalled();
  run.mockRestore();
});
