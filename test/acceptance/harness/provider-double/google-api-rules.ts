import { isObject, type ObjectValue, type Value, valuesAt } from './values';

/** A resource that is about to exist, and those that do. */
export interface GoogleChange {
  readonly type: string;
  readonly state: ObjectValue;
  readonly all: (type: string) => readonly ObjectValue[];
}

/** Type of a pool of GKE, whose instance groups belong to it. */
export const NODE_POOL = 'google_container_node_pool';
const SERVICE = 'google_compute_backend_service';
const MAP = 'google_certificate_manager_certificate_map';
const ENTRY = 'google_certificate_manager_certificate_map_entry';

/** A condition that must hold, and the words of the refusal. */
type Rule = readonly [boolean, string];

type Judge = (change: GoogleChange) => readonly Rule[];

/**
 * Rules by which the APIs of balancers and certificates refuse values that the provider's plan lets through. They come from Google's reference
 * of the APIs and from reports of refusals; each rule counts at the creation and at every update.
 */
const JUDGES: Readonly<Record<string, Judge>> = {
  google_certificate_manager_certificate: judgeCertificate,
  [ENTRY]: judgeEntry,
  google_certificate_manager_dns_authorization: judgeAuthorization,
  [SERVICE]: judgeService,
  google_compute_instance_group_named_port: judgePort,
  google_compute_security_policy: judgePolicy,
  google_compute_target_https_proxy: judgeProxy,
  google_compute_global_forwarding_rule: judgeRule,
  google_compute_url_map: judgeUrlMap,
};

/** Words with which the API refuses a resource; undefined where it takes the resource. */
export function googleApiRefusal(change: GoogleChange): string | undefined {
  const rules = JUDGES[change.type]?.(change) ?? [];
  return rules.find(([holds]) => !holds)?.[1];
}

/**
 * Words with which the API refuses to remove a resource that another one names otherwise than by its id; undefined where it does not.
 *
 * @see https://github.com/hashicorp/terraform-provider-google/issues/3838
 */
export function googleRemovalRefusal({ type, state, all }: GoogleChange): string | undefined {
  if (type === NODE_POOL) {
    const own = listOf(state['managed_instance_group_urls']);
    const isBackend = all(SERVICE).some((each) =>
      valuesAt(each, ['backend', 'group']).some((one) => own.includes(one)),
    );
    return isBackend ? 'an instance group of the pool is in use by a backend service' : undefined;
  }
  if (type !== MAP) return undefined;
  const proxies = all('google_compute_target_https_proxy');
  const isServed = proxies.some((proxy) => String(proxy['certificate_map']).endsWith(String(state['id'])));
  return isServed || all(ENTRY).some(({ map }) => map === state['name']) ? 'the certificate map is in use' : undefined;
}

/** Instance groups that exist: those of node pools and of managers of groups. */
function liveGroups({ all }: GoogleChange): readonly Value[] {
  const ofPools = all(NODE_POOL).flatMap((pool) => listOf(pool['managed_instance_group_urls']));
  const ofManagers = all('google_compute_region_instance_group_manager').map((each) => each['instance_group'] ?? null);
  return [...ofPools, ...ofManagers];
}

function judgePort(change: GoogleChange): readonly Rule[] {
  const { group, zone } = change.state;
  return [
    [liveGroups(change).includes(group ?? null), 'the instance group was not found'],
    [String(group).includes(`/zones/${String(zone)}/`), 'the instance group is in another zone'],
  ];
}

function judgeService(change: GoogleChange): readonly Rule[] {
  const { state, all } = change;
  const backends = blocksOf(state['backend']);
  const groups = backends.map(({ group }) => group ?? null);
  const affinity = state['session_affinity'];
  const needsHash = affinity === 'HEADER_FIELD' || affinity === 'HTTP_COOKIE';
  return [
    [listOf(state['health_checks']).length === 1, 'exactly one health check must be specified'],
    [state['load_balancing_scheme'] === 'EXTERNAL_MANAGED', 'the scheme differs from that of the forwarding rules'],
    [new Set(groups).size === groups.length, 'an instance group is there twice'],
    ...backends.flatMap((backend) => judgeBackend(change, backend)),
    [Number(state['connection_draining_timeout_sec']) <= 3600, 'the time of draining must be at most 3600 seconds'],
    [!needsHash || blocksOf(state['consistent_hash']).length === 1, 'consistentHash must be set for this affinity'],
    [
      backends.every((backend) => all(SERVICE).every((other) => hasOneMode(backend, other, state))),
      'backend services that point to the same instance group have incompatible balancing modes; values should be the same',
    ],
  ];
}

function judgeBackend(change: GoogleChange, backend: ObjectValue): readonly Rule[] {
  const { balancing_mode: mode, group, capacity_scaler: scaler } = backend;
  const ports = change.all('google_compute_instance_group_named_port');
  const own = ports.filter((port) => port['group'] === group && port['name'] === change.state['port_name']);
  return [
    [liveGroups(change).includes(group ?? null), 'the instance group was not found'],
    [own.length > 0, 'the instance group has no port of that name'],
    [mode === 'RATE' || mode === 'UTILIZATION', 'the balancing mode is not one of HTTP'],
    [mode !== 'RATE' || Number(backend['max_rate_per_instance'] ?? 0) > 0, 'RATE needs a rate'],
    [mode !== 'RATE' || Number(backend['max_utilization'] ?? 0) === 0, 'RATE takes no utilisation'],
    [scaler === 0 || Number(scaler) >= 0.1, 'the capacity scaler must be 0 or at least 0.1'],
  ];
}

function hasOneMode(backend: ObjectValue, other: ObjectValue, state: ObjectValue): boolean {
  if (other['name'] === state['name']) return true;
  const same = blocksOf(other['backend']).filter(({ group }) => group === backend['group']);
  return same.every(({ balancing_mode: mode }) => mode === backend['balancing_mode']);
}

function judgePolicy({ state }: GoogleChange): readonly Rule[] {
  const last = blocksOf(state['rule']).filter(({ priority }) => priority === 2_147_483_647);
  return [[last.length === 1, 'there must be one default rule']];
}

function judgeProxy({ state, all }: GoogleChange): readonly Rule[] {
  const [list, map] = [listOf(state['ssl_certificates']), state['certificate_map'] ?? null];
  const known = all(MAP).map(({ id }) => `//certificatemanager.googleapis.com/${String(id)}`);
  return [
    [list.length > 0 || map !== null, 'Certificate Map or at least 1 SSL certificate must be specified'],
    [list.length === 0 || map === null, 'the certificates of the list are ignored beside a map'],
    [list.length <= 15, 'at most 15 certificates'],
    [map === null || known.includes(String(map)), 'the certificate map was not found'],
  ];
}

function judgeRule({ state, all }: GoogleChange): readonly Rule[] {
  const addresses = all('google_compute_global_address').map(({ id }) => id);
  return [
    [['80', '443'].includes(String(state['port_range'])), 'the port must be 80 or 443'],
    [state['load_balancing_scheme'] === 'EXTERNAL_MANAGED', 'the scheme differs from that of the backend services'],
    [addresses.includes(state['ip_address'] ?? null), 'the address was not found'],
  ];
}

function judgeEntry({ state, all }: GoogleChange): readonly Rule[] {
  const certificates = listOf(state['certificates']);
  const twins = all(ENTRY).filter(
    (other) => other['map'] === state['map'] && other['name'] !== state['name'] && !differ(other, state),
  );
  return [
    [all(MAP).some(({ name }) => name === state['map']), 'the certificate map was not found'],
    [certificates.length >= 1 && certificates.length <= 4, 'an entry has one to four certificates'],
    [twins.length === 0, 'the map has an entry for that name'],
  ];
}

function differ(left: ObjectValue, right: ObjectValue): boolean {
  return left['hostname'] !== right['hostname'] || left['matcher'] !== right['matcher'];
}

function judgeCertificate({ state, all }: GoogleChange): readonly Rule[] {
  const [managed] = blocksOf(state['managed']);
  const ids = listOf(managed?.['dns_authorizations']);
  const known = all('google_certificate_manager_dns_authorization');
  const proved = known.filter(({ id }) => ids.includes(id ?? null)).map(({ domain }) => String(domain));
  const domains = listOf(managed?.['domains']).map(String);
  return [
    [ids.every((id) => known.some((each) => each['id'] === id)), 'an authorisation was not found'],
    [domains.every((domain) => proved.includes(domain.replace(/^\*\./, ''))), 'a domain has no authorisation'],
    [domains.length >= 1 && domains.length <= 100, 'a certificate has 1 to 100 domains'],
  ];
}

function judgeAuthorization({ state, all }: GoogleChange): readonly Rule[] {
  const { domain, name } = state;
  const twins = all('google_certificate_manager_dns_authorization').filter(
    (other) => other['domain'] === domain && other['name'] !== name && other['project'] === state['project'],
  );
  return [
    [!String(domain).startsWith('*'), 'a wildcard cannot be authorised, only its domain'],
    [twins.length === 0, 'the domain has an authorisation already'],
  ];
}

function judgeUrlMap({ state, all }: GoogleChange): readonly Rule[] {
  const hosts = valuesAt(state, ['host_rule', 'hosts']).flatMap(listOf);
  const matchers = blocksOf(state['path_matcher']);
  const named = blocksOf(state['host_rule']).map((rule) => rule['path_matcher'] ?? null);
  const matches = valuesAt(state, ['path_matcher', 'route_rules', 'match_rules']).flatMap(blocksOf);
  const redirects = blocksOf(state['default_url_redirect']).length;
  const services = all(SERVICE).map(({ id }) => id);
  const used = [
    state['default_service'] ?? null,
    ...matchers.flatMap((matcher) => [
      matcher['default_service'] ?? null,
      ...blocksOf(matcher['route_rules']).map((rule) => rule['service'] ?? null),
    ]),
  ].filter((service) => service !== null && service !== '');
  return [
    [new Set(hosts).size === hosts.length, 'a host is in two rules'],
    [named.every((name) => matchers.some((matcher) => matcher['name'] === name)), 'a path matcher was not found'],
    [(used.length > 0 ? 1 : 0) + redirects === 1, 'either a default service or a redirect'],
    [used.every((service) => services.includes(service)), 'a backend service was not found'],
    [matchers.every(hasOrder), 'the priorities of route rules must be distinct and in order'],
    [matches.every(hasOnePath), 'a match rule needs exactly one path, which begins with a slash'],
  ];
}

function hasOrder(matcher: ObjectValue): boolean {
  const priorities = blocksOf(matcher['route_rules']).map(({ priority }) => Number(priority));
  return priorities.every((priority, index) => index === 0 || priority > (priorities[index - 1] ?? priority));
}

/** A rule with two kinds of paths is refused; one with none, which the API takes, would be a mistake here. */
function hasOnePath(match: ObjectValue): boolean {
  const paths = [match['prefix_match'], match['full_path_match']].filter((path) => (path ?? '') !== '');
  return paths.length === 1 && paths.every((path) => /^\/.{0,1023}$/.test(String(path)));
}

function listOf(value: Value | undefined): readonly Value[] {
  return Array.isArray(value) ? value : [];
}

function blocksOf(value: Value | undefined): readonly ObjectValue[] {
  return (Array.isArray(value) ? value : [value ?? null]).filter(isObject);
}
