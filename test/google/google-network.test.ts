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
  test('stay enabled when the stack is destroyed, because other stacks use them', () => {
    const services = resourcesOf(synthesizeNetwork(), 'google_project_service');
    expect(services.map((service) => service['service'])).toEqual(
      expect.arrayContaining(['compute.googleapis.com', 'container.googleapis.com', 'iam.googleapis.com']),
    );
    for (const service of services) {
      expect(service).toMatchObject({ project: 'example-streaming', disable_on_destroy: false });
    }
  });
});

describe('a Google network', () => {
  test('depends on every API, and creates no subnets automatically', () => {
    const network = resourceOf(synthesizeNetwork(), 'google_compute_network');
    expect(network).toMatchObject({ name: 'streaming-main', auto_create_subnetworks: false, mtu: 1460 });
    expect(network['depends_on']).toHaveLength(7);
  });

  test('has named secondary ranges for pods and Services in its subnet, and private access to Google APIs', () => {
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

  test('translates addresses of nodes and pods of its own subnet, and logs only errors of NAT', () => {
    expect(resourceOf(synthesizeNetwork({ natMinPortsPerVm: 2048 }), 'google_compute_router_nat')).toMatchObject({
      source_subnetwork_ip_ranges_to_nat: 'LIST_OF_SUBNETWORKS',
      subnetwork: [{ source_ip_ranges_to_nat: ['PRIMARY_IP_RANGE', 'LIST_OF_SECONDARY_IP_RANGES'] }],
      min_ports_per_vm: 2048,
      max_ports_per_vm: 16384,
      log_config: { enable: true, filter: 'ERRORS_ONLY' },
    });
  });

  test('cannot be destroyed while its cluster is protected, and can once the cluster is not', () => {
    for (const type of ['google_compute_network', 'google_compute_subnetwork']) {
      expect(resourceOf(synthesizeNetwork(), type)['lifecycle']).toEqual({ prevent_destroy: true });
      expect(resourceOf(synthesizeNetwork({}, false), type)['lifecycle']).toEqual({ prevent_destroy: false });
    }
  });
});

describe('an existing Google network', () => {
  const existing = {
    network: 'projects/shared-host/global/networks/company',
    subnetwork: 'projects/shared-host/regions/europe-west4/subnetworks/video',
    podRangeName: 'video-pods',
    serviceRangeName: 'video-services',
  };

  test('comes from the plan, with the project that owns it', () => {
    const cluster = googleClusterSpec({ network: { ...plan, existing } });
    expect(GoogleNetwork.fromPlan(cluster)).toEqual({ ...existing, projectId: 'shared-host' });
  });

  test('belongs to the project of the cluster when the plan gives its bare name', () => {
    const cluster = googleClusterSpec({ network: { ...plan, existing: { ...existing, network: 'company' } } });
    expect(GoogleNetwork.fromPlan(cluster)?.projectId).toBe('example-streaming');
  });

  test('is undefined where the plan asks for a new network', () => {
    expect(GoogleNetwork.fromPlan(googleClusterSpec())).toBeUndefined();
  });

  test('has its webhook rule in the project that owns it', () => {
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

describe('the webhook firewall rule', () => {
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

  test('admits only the control plane, and only to nodes of the cluster', () => {
    expect(resourceOf(synthesizeFirewall(), 'google_compute_firewall')).toMatchObject({
      direction: 'INGRESS',
      source_ranges: ['10.42.0.0/28'],
      target_tags: ['old-node'],
      allow: [{ protocol: 'tcp', ports: ['8443', '9443'] }],
    });
  });

  test('does not exist without ports, because an empty list of ports would open all of them', () => {
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
