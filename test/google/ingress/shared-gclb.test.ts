import type { GclbInput } from '../../../lib/specs/ingress/google/google-ingress-input';
import type { WorkloadInput } from '../../../lib/specs/workload/workload-input';
import {
  edgeCluster,
  edgePool,
  edgeProxy,
  hostedService,
  hostInput,
  publicIngress,
  secondEdgeCluster,
} from '../../fixtures/balancer-environment';
import { googlePool } from '../../fixtures/google-environment';
import { resourceOf, resourcesOf } from '../synthesize-google';
import { edgeOf } from './synthesize-edge';

const SERVICE = 'google_compute_backend_service';
const PORT = 'google_compute_instance_group_named_port';

type Resource = Readonly<Record<string, unknown>>;

const withBalancer = (balancer: Partial<GclbInput>) => edgeOf({ ingress: [publicIngress({}, balancer)] });

const servicesOf = (...input: Parameters<typeof edgeOf>): Readonly<Record<string, Resource>> =>
  Object.fromEntries(resourcesOf(edgeOf(...input), SERVICE).map((each) => [String(each['name']), each]));

const backendsOf = (service: Resource | undefined) => service?.['backend'] as readonly Resource[];

const withServices = (...services: readonly WorkloadInput[]) => ({
  clusters: [edgeCluster({ workloads: [edgeProxy(), ...services] })],
});

const UNKNOWN_LOAD = { load: undefined, kernel: { profiles: ['reverse-proxy'] } } as const;

describe('the backend services of a balancer', () => {
  test('are one for requests and one for websockets, over the same groups and by the same port', () => {
    const services = servicesOf();
    expect(Object.keys(services).sort()).toEqual(['streaming-public-http', 'streaming-public-ws']);
    const [http, ws] = [services['streaming-public-http'], services['streaming-public-ws']];
    expect(backendsOf(ws).map(({ group }) => group)).toEqual(backendsOf(http).map(({ group }) => group));
    expect([http?.['timeout_sec'], ws?.['timeout_sec']]).toEqual([30, 3600]);
    for (const service of [http, ws]) {
      expect(service).toMatchObject({
        protocol: 'HTTP',
        port_name: 'http',
        load_balancing_scheme: 'EXTERNAL_MANAGED',
        connection_draining_timeout_sec: 60,
        session_affinity: 'NONE',
        locality_lb_policy: 'ROUND_ROBIN',
        log_config: { enable: true, sample_rate: 0.1 },
      });
    }
  });

  test('have none for websockets where no host takes them', () => {
    expect(Object.keys(servicesOf(withServices(hostedService('web', [hostInput('web')]))))).toEqual([
      'streaming-public-http',
    ]);
  });

  test('send each node the requests that its pool states, or those that the backend states', () => {
    const rate = { balancing_mode: 'RATE', max_rate_per_instance: 1800, capacity_scaler: 1 };
    const backends = [{ cluster: 'main', workload: 'edge/edge-proxy', requestsPerNode: 900, capacityPercent: 50 }];
    const stated = { balancing_mode: 'RATE', max_rate_per_instance: 900, capacity_scaler: 0.5 };
    for (const service of Object.values(servicesOf())) expect(backendsOf(service)[0]).toMatchObject(rate);
    for (const service of Object.values(servicesOf({ ingress: [publicIngress({ backends })] }))) {
      expect(backendsOf(service)[0]).toMatchObject(stated);
      expect(backendsOf(service)[0]).not.toHaveProperty('max_utilization');
    }
  });

  test('fill processors where some pool states no requests, all backends alike, because a group has one mode', () => {
    const east = secondEdgeCluster({ pools: [googlePool(), edgePool(UNKNOWN_LOAD)] });
    const backends = ['main', 'east'].map((cluster) => ({ cluster, workload: 'edge/edge-proxy' }));
    const services = servicesOf({ clusters: [edgeCluster(), east], ingress: [publicIngress({ backends })] });
    const all = Object.values(services).flatMap(backendsOf);
    expect(all).toHaveLength(10);
    for (const backend of all) {
      expect(backend).toMatchObject({ balancing_mode: 'UTILIZATION', max_utilization: 0.8, capacity_scaler: 1 });
      expect(backend).not.toHaveProperty('max_rate_per_instance');
    }
  });

  test('come after the ports of their groups and the firewall of their nodes', () => {
    const edge = edgeOf();
    const addressesOf = (type: string) => Object.keys(edge['resource']?.[type] ?? {}).map((id) => `${type}.${id}`);
    const needs = [...addressesOf(PORT), ...addressesOf('google_compute_firewall')];
    expect(needs).toHaveLength(4);
    for (const service of resourcesOf(edge, SERVICE)) {
      expect([...(service['depends_on'] as readonly string[])].sort()).toEqual([...needs].sort());
    }
  });

  test('log nothing at a share of 0, and use a policy of somebody else where one is named', () => {
    const edge = withBalancer({ logSamplePercent: 0, securityPolicy: 'company' });
    for (const service of resourcesOf(edge, SERVICE)) {
      expect(service).toMatchObject({
        log_config: { enable: false },
        security_policy: 'projects/example-streaming/global/securityPolicies/company',
      });
    }
    expect(resourcesOf(edge, 'google_compute_security_policy')).toEqual([]);
  });

  test('drain for as long as the ingress says', () => {
    for (const service of resourcesOf(withBalancer({ drainSeconds: 900 }), SERVICE)) {
      expect(service['connection_draining_timeout_sec']).toBe(900);
    }
  });
});

describe('backends of two clusters in two regions', () => {
  const backends = ['main', 'east'].map((cluster) => ({ cluster, workload: 'edge/edge-proxy' }));
  const onlyEast = [edgeProxy(), hostedService('web', [hostInput('web')]), hostedService('late', [hostInput('late')])];
  const both = {
    clusters: [edgeCluster(), secondEdgeCluster({ workloads: onlyEast })],
    ingress: [publicIngress({ backends })],
  };

  test('serve together the hosts that both have, and alone those that one has', () => {
    const services = servicesOf(both);
    expect(Object.keys(services).sort()).toEqual([
      'streaming-public-east-http',
      'streaming-public-http',
      'streaming-public-main-http',
      'streaming-public-main-ws',
    ]);
    expect(backendsOf(services['streaming-public-http'])).toHaveLength(5);
    expect(backendsOf(services['streaming-public-east-http'])).toHaveLength(2);
    expect(backendsOf(services['streaming-public-main-ws'])).toHaveLength(3);
  });

  test('have ports, and a rule of the firewall in the network of each', () => {
    const edge = edgeOf(both);
    expect(resourcesOf(edge, PORT).map(({ zone }) => zone)).toEqual([
      'us-east1-b',
      'us-east1-c',
      'europe-west4-a',
      'europe-west4-b',
      'europe-west4-c',
    ]);
    const networks = resourcesOf(edge, 'google_compute_firewall').map(({ network }) => network);
    expect(new Set(networks).size).toBe(2);
  });

  test('need one port for health checks', () => {
    const proxy = edgeProxy({ hostPorts: { http: 8080, health: 9090 } });
    const clusters = [edgeCluster(), secondEdgeCluster({ workloads: [proxy] })];
    expect(() => edgeOf({ ...both, clusters })).toThrow(
      "the traffic daemons of ingress 'public' have several health ports; set 'hostPorts.health' to 8081 in all of them",
    );
  });
});

describe('the ports of the instance groups', () => {
  test('state their zone, have one constant name, and are replaced new first', () => {
    for (const port of resourcesOf(edgeOf(), PORT)) {
      const zone = String(port['zone']);
      expect(port).toMatchObject({ name: 'http', port: 8080, lifecycle: { create_before_destroy: true } });
      expect(port['group']).toMatch(
        new RegExp(`^\\$\\{one\\(data\\.terraform_remote_state\\..*pool-edge_pool-${zone}`),
      );
    }
  });

  test('are open to the front ends of Google and to nobody else, on the nodes of the pool alone', () => {
    const rule = resourceOf(edgeOf(), 'google_compute_firewall');
    expect(rule).toMatchObject({
      project: 'example-streaming',
      name: 'streaming-public-main-edge',
      direction: 'INGRESS',
      source_ranges: ['130.211.0.0/22', '35.191.0.0/16'],
      target_tags: ['streaming-main-edge'],
      allow: [{ protocol: 'tcp', ports: ['8080', '8081'] }],
    });
  });

  test('of two pools have a rule each, so that one can leave without the other', () => {
    const pools = [googlePool(), edgePool(), edgePool({ name: 'edge-b' })];
    const cluster = edgeCluster({ pools, workloads: [edgeProxy({ pools: ['edge', 'edge-b'] })] });
    const rules = resourcesOf(edgeOf({ clusters: [cluster] }), 'google_compute_firewall');
    expect(rules.map((rule) => rule['target_tags'])).toEqual([['streaming-main-edge-b'], ['streaming-main-edge']]);
  });

  test('of a network of another project are opened in that project', () => {
    const existing = {
      network: 'projects/shared-host/global/networks/company',
      subnetwork: 'projects/shared-host/regions/europe-west4/subnetworks/video',
      podRangeName: 'video-pods',
      serviceRangeName: 'video-services',
    };
    const cluster = edgeCluster({ network: { ...edgeCluster().network, existing } });
    expect(resourceOf(edgeOf({ clusters: [cluster] }), 'google_compute_firewall')).toMatchObject({
      project: 'shared-host',
      network: existing.network,
    });
  });
});

test('the health check asks the health port of the proxies', () => {
  const health = { intervalSeconds: 7, timeoutSeconds: 3, healthyAfter: 4, unhealthyAfter: 5 };
  expect(resourceOf(edgeOf({ ingress: [publicIngress({ health })] }), 'google_compute_health_check')).toMatchObject({
    check_interval_sec: 7,
    timeout_sec: 3,
    healthy_threshold: 4,
    unhealthy_threshold: 5,
    http_health_check: { port: 8081, port_specification: 'USE_FIXED_PORT', request_path: '/healthz' },
  });
});

test('the policy of the stack admits what no rule judges, and keeps the rules that others add', () => {
  expect(resourceOf(edgeOf(), 'google_compute_security_policy')).toMatchObject({
    type: 'CLOUD_ARMOR',
    rule: [{ action: 'allow', priority: 2_147_483_647, match: { config: { src_ip_ranges: ['*'] } } }],
    lifecycle: { create_before_destroy: true, ignore_changes: ['rule'] },
  });
});

test('every part of a balancer is created before what it replaces goes', () => {
  const edge = edgeOf({ ingress: [publicIngress({ dns: { kind: 'cloud-dns', managedZone: 'stream' } })] });
  for (const [type, byId] of Object.entries(edge['resource'] ?? {})) {
    if (type === 'google_project_service') continue;
    for (const { lifecycle } of Object.values(byId)) expect(lifecycle).toMatchObject({ create_before_destroy: true });
  }
});

test('the longest names stay within their limits', () => {
  const name = 'p'.repeat(30);
  const cluster = edgeCluster({
    workloads: [
      edgeProxy({ namespace: 'n'.repeat(40), name: 'd'.repeat(40) }),
      hostedService('chat', [hostInput('chat', { ingress: name, protocol: 'websocket' })]),
    ],
  });
  const ingress = publicIngress({
    name,
    backends: [{ cluster: 'main', workload: `${'n'.repeat(40)}/${'d'.repeat(40)}` }],
    certificates: [{ name: 'c'.repeat(63), hosts: ['*.stream.example.com'], from: { kind: 'managed' } }],
  });
  const edge = edgeOf({ clusters: [cluster], ingress: [ingress] });
  for (const byId of Object.values(edge['resource'] ?? {})) {
    for (const resource of Object.values(byId)) {
      const { name: own } = resource as { readonly name?: string };
      if (own !== undefined) expect(own).toMatch(/^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/);
    }
  }
});
