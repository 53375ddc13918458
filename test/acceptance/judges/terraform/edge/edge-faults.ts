import type { StackJson } from '../judged-environment';

/** A fault of a deployed balancer that the provider's plan lets through, and the words with which the cloud refuses it. */
export interface EdgeFault {
  readonly title: string;
  readonly words: RegExp;
  readonly edit: (json: StackJson) => StackJson;
}

type Resource = Record<string, unknown>;

/** Changes every resource of a type, or those whose id matches. */
function changed(type: string, change: (resource: Resource) => Resource, ids = /./): EdgeFault['edit'] {
  return (json) => {
    const resources = json['resource'] ?? {};
    const byId = Object.entries(resources[type] ?? {}).map(([id, resource]) => [
      id,
      ids.test(id) ? change(resource as Resource) : resource,
    ]);
    if (byId.length === 0) throw new Error(`no ${type} to break`);
    return { ...json, resource: { ...resources, [type]: Object.fromEntries(byId) } };
  };
}

const SERVICE = 'google_compute_backend_service';
const PROXY = 'google_compute_target_https_proxy';

function changedBackends(change: (backend: Resource) => Resource, ids?: RegExp): EdgeFault['edit'] {
  const edit = (service: Resource) => ({ ...service, backend: (service['backend'] as Resource[]).map(change) });
  return changed(SERVICE, edit, ids);
}

const isFirst = (_: unknown, index: number): boolean => index === 0;

/** Faults of a balancer with a certificate map. */
export const FAULTS: readonly EdgeFault[] = [
  {
    title: 'a rate that is not stated',
    words: /RATE needs a rate/,
    edit: changedBackends((backend) => ({ ...backend, max_rate_per_instance: 0 })),
  },
  {
    title: 'two modes for one instance group',
    words: /incompatible balancing modes/,
    edit: changedBackends(
      ({ max_rate_per_instance: _, ...backend }) => ({
        ...backend,
        balancing_mode: 'UTILIZATION',
        max_utilization: 0.8,
      }),
      /services_ws/,
    ),
  },
  {
    title: 'a share of the capacity that is too small',
    words: /must be 0 or at least 0\.1/,
    edit: changedBackends((backend) => ({ ...backend, capacity_scaler: 0.05 })),
  },
  {
    title: 'an instance group that does not exist',
    words: /instance group was not found/,
    edit: changedBackends((backend) => ({
      ...backend,
      group: 'https://www.googleapis.com/compute/v1/projects/p/zones/z/instanceGroups/none',
    })),
  },
  {
    title: 'a port name that the groups do not have',
    words: /no port of that name/,
    edit: changed(SERVICE, (service) => ({ ...service, port_name: 'https' })),
  },
  {
    title: 'the scheme of the classic balancer',
    words: /scheme differs/,
    edit: changed(SERVICE, ({ load_balancing_scheme: _, ...service }) => service),
  },
  {
    title: 'neither a map nor a list of certificates',
    words: /Certificate Map or at least 1 SSL certificate/,
    edit: changed(PROXY, ({ certificate_map: _, ...proxy }) => proxy),
  },
  {
    title: 'a list of certificates beside the map',
    words: /ignored beside a map/,
    edit: changed(PROXY, (proxy) => ({ ...proxy, ssl_certificates: ['projects/p/global/sslCertificates/c'] })),
  },
  {
    title: 'a map that is named by its bare id',
    words: /certificate map was not found/,
    edit: changed(PROXY, (proxy) => ({
      ...proxy,
      certificate_map: String(proxy['certificate_map']).replace('//certificatemanager.googleapis.com/', ''),
    })),
  },
  {
    title: 'five certificates for a name',
    words: /one to four certificates/,
    edit: changed('google_certificate_manager_certificate_map_entry', (entry) => ({
      ...entry,
      certificates: [1, 2, 3, 4, 5].map((each) => `projects/p/locations/global/certificates/c${each}`),
    })),
  },
  {
    title: 'two route rules of one priority',
    words: /priorities of route rules/,
    edit: changed('google_compute_url_map', (map) => ({
      ...map,
      path_matcher: (map['path_matcher'] as Resource[] | undefined)?.map((matcher) => ({
        ...matcher,
        route_rules: [matcher['route_rules'] ?? []]
          .flat()
          .filter(isFirst)
          .flatMap((rule) => [rule, rule]),
      })),
    })),
  },
  {
    title: 'a prefix and a whole path in one condition',
    words: /exactly one path/,
    edit: changed('google_compute_url_map', (map) => ({
      ...map,
      path_matcher: (map['path_matcher'] as Resource[] | undefined)?.map((matcher) => ({
        ...matcher,
        route_rules: [matcher['route_rules'] ?? []].flat().map((rule) => ({
          ...(rule as Resource),
          match_rules: [{ prefix_match: '/api/', full_path_match: '/api' }],
        })),
      })),
    })),
  },
  {
    title: 'a host in two rules',
    words: /host is in two rules/,
    edit: changed('google_compute_url_map', (map) => ({
      ...map,
      host_rule: [map['host_rule'] ?? []]
        .flat()
        .flatMap((rule) => [rule, { ...(rule as Resource), description: 'again' }]),
    })),
  },
];
