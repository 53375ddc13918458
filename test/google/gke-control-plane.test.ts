import { datapathArguments } from '../../lib/google/datapath';
import { GkeControlPlane } from '../../lib/google/gke-control-plane';
import type { GoogleClusterInput } from '../../lib/specs/cluster/google/google-cluster-input';
import { googleCluster } from '../fixtures/google-environment';
import { trafficCluster, trafficDaemon, trafficEnvironment } from '../fixtures/traffic-environment';
import {
  EXISTING_CLUSTER,
  resourceOf,
  resourcesOf,
  synthesizeControlPlane,
  synthesizeGoogle,
} from './synthesize-google';

function cluster(overrides: Partial<GoogleClusterInput> = {}): Record<string, unknown> {
  return resourceOf(synthesizeControlPlane(overrides), 'google_container_cluster');
}

const office = { name: 'office', cidr: '9.9.9.0/24' };

describe('a GKE control plane', () => {
  test('is regional, VPC-native and private, in the zones of its plan', () => {
    expect(cluster()).toMatchObject({
      name: 'streaming-main',
      location: 'europe-west4',
      node_locations: ['europe-west4-a', 'europe-west4-b', 'europe-west4-c'],
      networking_mode: 'VPC_NATIVE',
      ip_allocation_policy: { cluster_secondary_range_name: 'pods', services_secondary_range_name: 'services' },
      private_cluster_config: { enable_private_nodes: true, master_ipv4_cidr_block: '10.42.0.0/28' },
      min_master_version: '1.34',
      release_channel: { channel: 'REGULAR' },
    });
  });

  test('has no node auto-provisioning, which would create pools outside the spec', () => {
    expect(cluster()['cluster_autoscaling']).toBeUndefined();
  });

  test('issues no password and no client certificate, grants no legacy rights, and hides the identity of the node from pods', () => {
    expect(cluster()).toMatchObject({
      master_auth: { client_certificate_config: { issue_client_certificate: false } },
      enable_legacy_abac: false,
      enable_shielded_nodes: true,
      workload_identity_config: { workload_pool: 'example-streaming.svc.id.goog' },
      rbac_binding_config: {
        enable_insecure_binding_system_authenticated: false,
        enable_insecure_binding_system_unauthenticated: false,
      },
      node_pool_defaults: { node_config_defaults: { insecure_kubelet_readonly_port_enabled: 'FALSE' } },
    });
  });

  test('disables the ingress controller of GKE, which would put all nodes into its own instance groups', () => {
    expect(cluster()).toMatchObject({
      enable_l4_ilb_subsetting: true,
      addons_config: { http_load_balancing: { disabled: true } },
      gateway_api_config: { channel: 'CHANNEL_DISABLED' },
    });
  });

  test('starts with temporary nodes under our service account and ignores their arguments afterwards', () => {
    const found = cluster();
    expect(found).toMatchObject({
      remove_default_node_pool: true,
      initial_node_count: 1,
      node_config: {
        service_account: 'streaming-main-nodes@example-streaming.iam.gserviceaccount.com',
        shielded_instance_config: { enable_secure_boot: true, enable_integrity_monitoring: true },
        workload_metadata_config: { mode: 'GKE_METADATA' },
      },
    });
    expect((found['lifecycle'] as { ignore_changes: string[] }).ignore_changes).toEqual(
      expect.arrayContaining(['node_config', 'initial_node_count', 'node_locations']),
    );
  });

  test('depends on the service account of its nodes and on every role binding of it', () => {
    const json = synthesizeControlPlane();
    const waits = resourceOf(json, 'google_container_cluster')['depends_on'] as string[];
    const roles = Object.keys(json['resource']?.['google_project_iam_member'] ?? {});
    expect(roles).toHaveLength(2);
    for (const role of roles) expect(waits).toContain(`google_project_iam_member.${role}`);
    expect(waits.some((name) => name.startsWith('google_service_account.'))).toBe(true);
  });

  test('is protected twice: Terraform refuses to plan its destruction, and the provider refuses to delete it', () => {
    expect(cluster()).toMatchObject({ deletion_protection: true, lifecycle: { prevent_destroy: true } });
    expect(cluster({ controlPlane: { deletionProtection: false } })).toMatchObject({
      deletion_protection: false,
      lifecycle: { prevent_destroy: false },
    });
  });

  test('takes maintenance window, exclusions and RBAC group from the spec', () => {
    const found = cluster({
      controlPlane: {
        securityGroup: 'gke-security-groups@example.com',
        maintenance: {
          start: '2026-01-05T04:00:00Z',
          end: '2026-01-05T10:00:00Z',
          recurrence: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH',
          exclusions: [
            { name: 'final', start: '2026-07-19T00:00:00Z', end: '2026-07-20T00:00:00Z', scope: 'NO_UPGRADES' },
          ],
        },
      },
    });
    expect(found).toMatchObject({
      authenticator_groups_config: { security_group: 'gke-security-groups@example.com' },
      maintenance_policy: {
        recurring_window: {
          start_time: '2026-01-05T04:00:00Z',
          end_time: '2026-01-05T10:00:00Z',
          recurrence: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH',
        },
        maintenance_exclusion: [
          {
            exclusion_name: 'final',
            start_time: '2026-07-19T00:00:00Z',
            end_time: '2026-07-20T00:00:00Z',
            exclusion_options: { scope: 'NO_UPGRADES' },
          },
        ],
      },
    });
  });

  test('states a window of all days where the spec has none, because a missing policy would keep exclusions', () => {
    expect(cluster()['maintenance_policy']).toEqual({
      recurring_window: {
        start_time: '2026-01-01T00:00:00Z',
        end_time: '2026-01-02T00:00:00Z',
        recurrence: 'FREQ=DAILY',
      },
    });
  });

  test('refuses a plan that would keep an RBAC group which the spec no longer states', () => {
    const withoutGroup = cluster({ teams: [], workloads: [], controlPlane: { securityGroup: undefined } });
    expect(withoutGroup).not.toHaveProperty('authenticator_groups_config');
    expect(withoutGroup['lifecycle']).toMatchObject({
      postcondition: [
        {
          condition: '${try(self.authenticator_groups_config[0].security_group, "") == ""}',
          error_message: expect.stringContaining("'controlPlane.securityGroup'"),
        },
      ],
    });
    expect(cluster()['lifecycle']).not.toHaveProperty('postcondition');
  });

  test('is replaced when its ranges of pods and Services change, which a plan refuses while the cluster is protected', () => {
    const json = synthesizeControlPlane();
    const [id] = Object.keys(json['resource']?.['terraform_data'] ?? {});
    expect(resourceOf(json, 'terraform_data')).toMatchObject({
      triggers_replace: { pods: '10.44.0.0/14', services: '10.41.0.0/20' },
    });
    expect(cluster()['lifecycle']).toMatchObject({
      prevent_destroy: true,
      replace_triggered_by: [`terraform_data.${id}`],
    });
  });

  test("has Google's collection of metrics and of pod logs where Google's Prometheus reads the alerts, and both off elsewhere", () => {
    const off = {
      logging_config: { enable_components: ['SYSTEM_COMPONENTS'] },
      monitoring_config: { enable_components: ['SYSTEM_COMPONENTS'], managed_prometheus: { enabled: false } },
    };
    expect(cluster()).toMatchObject(off);
    expect(cluster({ monitoring: { stack: { kind: 'operator' } } })).toMatchObject(off);
    expect(cluster({ monitoring: { stack: { kind: 'google-managed' } } })).toMatchObject({
      logging_config: { enable_components: ['SYSTEM_COMPONENTS', 'WORKLOADS'] },
      monitoring_config: { enable_components: ['SYSTEM_COMPONENTS'], managed_prometheus: { enabled: true } },
    });
  });

  test('enables intranode visibility where the subnet has flow logs', () => {
    const { network } = googleCluster();
    expect(cluster({ network: { ...network, flowLogs: true } })['enable_intranode_visibility']).toBe(true);
    expect(cluster()['enable_intranode_visibility']).toBe(false);
  });
});

describe('the datapath of a GKE cluster', () => {
  test('is Dataplane V2 without Calico, because Dataplane V2 enforces policies itself', () => {
    const found = cluster({ datapath: 'dataplane-v2' });
    expect(found).toMatchObject({
      datapath_provider: 'ADVANCED_DATAPATH',
      addons_config: { network_policy_config: { disabled: true } },
    });
    expect(found).not.toHaveProperty('network_policy');
  });

  test('is the legacy datapath with Calico and its add-on, because it enforces no policy without both', () => {
    expect(cluster({ datapath: 'calico' })).toMatchObject({
      datapath_provider: 'LEGACY_DATAPATH',
      network_policy: { enabled: true, provider: 'CALICO' },
      addons_config: { network_policy_config: { disabled: false } },
    });
  });

  test('has policies of the whole cluster where Dataplane V2 must let proxies in, and switches them off elsewhere', () => {
    const switched = (input: Parameters<typeof trafficEnvironment>[0]) =>
      datapathArguments(trafficCluster(trafficEnvironment(input))).enableCiliumClusterwideNetworkPolicy;
    expect(switched({})).toBe(true);
    expect(switched({ datapath: 'calico' })).toBe(false);
    expect(switched({ workloads: [trafficDaemon()] })).toBe(false);
    expect(cluster()['enable_cilium_clusterwide_network_policy']).toBe(false);
  });
});

describe('the access to a GKE control plane', () => {
  test('through the DNS endpoint closes both IP endpoints', () => {
    const found = cluster({ privateAccess: { kind: 'dns-endpoint' } });
    expect(found).toMatchObject({
      control_plane_endpoints_config: {
        dns_endpoint_config: { allow_external_traffic: true },
        ip_endpoints_config: { enabled: false },
      },
      private_cluster_config: { enable_private_endpoint: true },
    });
    expect(found).not.toHaveProperty('master_authorized_networks_config');
  });

  test('through the DNS endpoint ignores the address of a closed endpoint, which would differ in every plan', () => {
    const ignored = (found: Record<string, unknown>) =>
      (found['lifecycle'] as { ignore_changes: string[] }).ignore_changes;
    const path = 'private_cluster_config[0].enable_private_endpoint';
    expect(ignored(cluster({ privateAccess: { kind: 'dns-endpoint' } }))).toContain(path);
    expect(ignored(cluster({ privateAccess: { kind: 'authorised-networks', networks: [office] } }))).not.toContain(
      path,
    );
  });

  test('through authorised networks opens the public endpoint to these networks and refuses other addresses of Google Cloud', () => {
    expect(cluster({ privateAccess: { kind: 'authorised-networks', networks: [office] } })).toMatchObject({
      control_plane_endpoints_config: {
        dns_endpoint_config: { allow_external_traffic: false },
        ip_endpoints_config: { enabled: true },
      },
      private_cluster_config: { enable_private_endpoint: false, master_global_access_config: { enabled: false } },
      master_authorized_networks_config: {
        cidr_blocks: [{ cidr_block: '9.9.9.0/24', display_name: 'office' }],
        gcp_public_cidrs_access_enabled: false,
      },
    });
  });

  test('through the private endpoint checks the ranges of private callers too, and serves all regions', () => {
    expect(
      cluster({ privateAccess: { kind: 'private-endpoint', networks: [{ name: 'vpn', cidr: '10.200.0.0/16' }] } }),
    ).toMatchObject({
      control_plane_endpoints_config: {
        dns_endpoint_config: { allow_external_traffic: false },
        ip_endpoints_config: { enabled: true },
      },
      private_cluster_config: { enable_private_endpoint: true, master_global_access_config: { enabled: true } },
      master_authorized_networks_config: {
        cidr_blocks: [{ cidr_block: '10.200.0.0/16', display_name: 'vpn' }],
        private_endpoint_enforcement_enabled: true,
      },
    });
  });
});

describe('the service account of the nodes', () => {
  test('has the roles of a node and of pulling images, and no other role', () => {
    const roles = resourcesOf(synthesizeControlPlane(), 'google_project_iam_member').map((member) => member['role']);
    expect([...roles].sort()).toEqual(['roles/artifactregistry.reader', 'roles/container.defaultNodeServiceAccount']);
  });

  test('has an id that Google accepts when the cluster has a long name', () => {
    const json = synthesizeControlPlane({ name: 'a-rather-long-name' });
    const account = resourceOf(json, 'google_service_account')['account_id'];
    expect(account).toMatch(/^[a-z][-a-z0-9]{4,28}[a-z0-9]$/);
    expect(resourceOf(json, 'google_container_cluster')['node_config']).toMatchObject({
      service_account: `${account}@example-streaming.iam.gserviceaccount.com`,
    });
  });
});

test('an imported GKE cluster keeps its attributes and creates no resource', () => {
  const json = synthesizeGoogle(() => {
    expect(GkeControlPlane.fromAttributes(EXISTING_CLUSTER)).toEqual(EXISTING_CLUSTER);
  });
  expect(json['resource']).toBeUndefined();
});
