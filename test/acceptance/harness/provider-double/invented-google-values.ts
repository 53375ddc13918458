import type { Invention, Inventor } from './invention';
import type { Value } from './values';

const API = 'https://www.googleapis.com/compute/v1';

/** Collections in the ids of resources, which belong to a project, a region or a zone or are global. */
const COLLECTIONS: Readonly<Record<string, string>> = {
  google_certificate_manager_certificate: 'locations/global/certificates',
  google_certificate_manager_certificate_map: 'locations/global/certificateMaps',
  google_certificate_manager_certificate_map_entry: 'locations/global/certificateMaps/{map}/certificateMapEntries',
  google_certificate_manager_dns_authorization: 'locations/global/dnsAuthorizations',
  google_compute_autoscaler: 'zones/{zone}/autoscalers',
  google_compute_backend_service: 'global/backendServices',
  google_compute_firewall: 'global/firewalls',
  google_compute_global_address: 'global/addresses',
  google_compute_global_forwarding_rule: 'global/forwardingRules',
  google_compute_health_check: 'global/healthChecks',
  google_compute_managed_ssl_certificate: 'global/sslCertificates',
  google_compute_network: 'global/networks',
  google_compute_region_autoscaler: 'regions/{region}/autoscalers',
  google_compute_region_health_check: 'regions/{region}/healthChecks',
  google_compute_region_instance_group_manager: 'regions/{region}/instanceGroupManagers',
  google_compute_region_instance_template: 'regions/{region}/instanceTemplates',
  google_compute_router: 'regions/{region}/routers',
  google_compute_router_nat: 'regions/{region}/routers/{router}',
  google_compute_security_policy: 'global/securityPolicies',
  google_compute_ssl_policy: 'global/sslPolicies',
  google_compute_subnetwork: 'regions/{region}/subnetworks',
  google_compute_target_http_proxy: 'global/targetHttpProxies',
  google_compute_target_https_proxy: 'global/targetHttpsProxies',
  google_compute_url_map: 'global/urlMaps',
  google_container_cluster: 'locations/{location}/clusters',
  google_container_node_pool: 'locations/{location}/clusters/{cluster}/nodePools',
  google_service_account: 'serviceAccounts',
};

const SPECIAL: Readonly<Record<string, (invention: Invention) => Value>> = {
  'google_certificate_manager_dns_authorization.dns_resource_record': ({ resource, digits }) => [
    {
      name: `_acme-challenge.${text(resource['domain'])}.`,
      type: 'CNAME',
      data: `${digits(32)}.authorize.certificatemanager.goog.`,
    },
  ],
  'google_compute_global_address.address': ({ resource, digits }) =>
    resource['ip_version'] === 'IPV6' ? `2001:db8::${digits(4)}` : `203.0.113.${Number.parseInt(digits(2), 16) % 254}`,
  'google_container_node_pool.instance_group_urls': (invention) => groupUrls(invention, 'instanceGroupManagers'),
  'google_container_node_pool.managed_instance_group_urls': (invention) => groupUrls(invention, 'instanceGroups'),
  'google_container_node_pool.node_locations': zonesOf,
  // GKE returns an empty value where the image decides.
  'google_container_node_pool.node_config.linux_node_config.transparent_hugepage_enabled': () => '',
  'google_container_cluster.endpoint': () => '10.0.0.2',
  'google_service_account.email': accountEmail,
  'google_service_account.member': (invention) => `serviceAccount:${accountEmail(invention)}`,
  'google_service_account.name': (invention) =>
    `projects/${projectOf(invention)}/serviceAccounts/${accountEmail(invention)}`,
};

/** Invents values for Google Cloud. */
export const inventGoogle: Inventor = (invention) => {
  const { type, path } = invention;
  if (!type.startsWith('google_')) return undefined;
  const special = SPECIAL[`${type}.${path}`];
  if (special !== undefined) return special(invention);
  // A limit that a backend does not state does not limit it.
  if (type === 'google_compute_backend_service' && path.startsWith('backend.max_')) return 0;
  if (path === 'project') return projectOf(invention);
  if (path === 'region') return text(invention.provider['region']);
  if (path === 'id') return idOf(invention);
  if (path === 'self_link') return `${API}/${idOf(invention)}`;
  return undefined;
};

function idOf(invention: Invention): string {
  const { type, resource, digits } = invention;
  const collection = COLLECTIONS[type];
  if (collection === undefined) return `projects/${projectOf(invention)}/${type}/${digits(12)}`;
  const within = collection.replace(/\{(\w+)\}/g, (_all, name: string) => text(resource[name]));
  const name = type === 'google_service_account' ? accountEmail(invention) : text(resource['name']);
  return `projects/${projectOf(invention)}/${within}/${name}`;
}

/** One group per zone, as in a regional cluster. */
function groupUrls(invention: Invention, collection: string): Value {
  const { resource, digits } = invention;
  const name = `gke-${text(resource['cluster'])}-${text(resource['name'])}-${digits(8)}-grp`;
  return zonesOf(invention).map(
    (zone) => `${API}/projects/${projectOf(invention)}/zones/${zone}/${collection}/${name}`,
  );
}

function zonesOf({ resource }: Invention): readonly string[] {
  const { node_locations: stated, location } = resource;
  if (Array.isArray(stated)) return stated.map(text);
  return ['a', 'b', 'c'].map((letter) => `${text(location)}-${letter}`);
}

function accountEmail(invention: Invention): string {
  return `${text(invention.resource['account_id'])}@${projectOf(invention)}.iam.gserviceaccount.com`;
}

function projectOf({ resource, provider }: Invention): string {
  return text(resource['project']) || text(provider['project']);
}

function text(value: Value | undefined): string {
  return typeof value === 'string' ? value : '';
}
