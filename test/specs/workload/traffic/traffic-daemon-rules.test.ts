import type { GoogleNodePoolInput } from '../../../../lib/specs/pool/node-pool-input';
import type { WorkloadInput } from '../../../../lib/specs/workload/workload-input';
import { googleCluster, googleEnvironment, googlePool } from '../../../fixtures/google-environment';
import { hostedService, ingressInput, trafficDaemon, trafficPool } from '../../../fixtures/ingress-environment';
import { CONTAINER } from '../../../fixtures/service-input';
import { judgeCluster, judgeDaemon, judgeEnvironment, judgeService } from '../../ingress/judge-ingress';
import { problemsOf } from '../../problems-of';

const DAEMON = "cluster 'main' > workload 'edge-proxy': ";
const google = trafficPool().google;
const onPool = (pool: Partial<GoogleNodePoolInput>) => judgeCluster({ pools: [googlePool(), trafficPool(pool)] });

test.each([
  ['nginx', judgeDaemon({ proxy: { kind: 'nginx' } })],
  ['a size of its own', judgeDaemon({ proxy: { kind: 'haproxy', cpu: '4', memory: '2Gi', maxConnections: 50_000 } })],
  ['a grace that is longer than its parts', judgeDaemon({ shutdown: { drainSeconds: 60, graceSeconds: 110 } })],
  ['a number of pods that may be missing', judgeDaemon({ maxUnavailable: 2 })],
])('accepts %s', (_, lines) => {
  expect(lines).toEqual([]);
});

const FOREIGN: readonly [Partial<WorkloadInput>, string][] = [
  [
    { replicas: 3 },
    "'replicas' must be absent for a traffic daemon: one proxy runs on every node of the pools, got 3; remove it",
  ],
  [
    { singleBecause: 'one' },
    "'singleBecause' must be absent for a traffic daemon: one proxy runs on every node of the pools, got 'one'; remove it",
  ],
  [
    { container: CONTAINER },
    '\'container\' must be absent for a traffic daemon: \'proxy\' states what runs in the pods, got {"image":"registry.example.com/shop/cart:1.4.2","port":8080,"cpu":"500m","memory":"512Mi"}; remove it',
  ],
  [
    { podYaml: { text: 'x' } },
    '\'podYaml\' must be absent for a traffic daemon: \'proxy\' states what runs in the pods, got {"text":"x"}; remove it',
  ],
  [
    { health: { kind: 'tcp' } },
    '\'health\' must be absent for a traffic daemon: keelson derives it from the port that the balancer asks, got {"kind":"tcp"}; remove it',
  ],
  [
    { jvm: { line: 21 } },
    '\'jvm\' must be absent for a traffic daemon: no Java runs in the pods, got {"line":21}; remove it',
  ],
  [
    { sidecars: [] },
    "'sidecars' must be absent for a traffic daemon: its admission policy admits pods with the proxy alone, got []; remove it",
  ],
  [
    { metrics: {} },
    "'metrics' must be absent for a traffic daemon: 'hostPorts.metrics' states the port of the proxy's metrics, got {}; remove it",
  ],
  [
    { hosts: [] },
    "'hosts' must be absent for a traffic daemon: it carries the hosts of services and is none of them, got []; remove it",
  ],
  [
    { pullSecrets: ['registry'] },
    '\'pullSecrets\' must be absent for a traffic daemon: nobody fills a Secret in its namespace; the nodes pull the image with their own rights, got ["registry"]; remove it',
  ],
  [
    { hostNetwork: true },
    "'hostNetwork' must be absent for a traffic daemon: its pods use the network of the node without being told, got true; remove it",
  ],
  [
    { startsBeforeTuning: true },
    "'startsBeforeTuning' must be absent for a traffic daemon: its connections must find a tuned node, got true; remove it",
  ],
  [
    { sysctls: {} },
    "'sysctls' must be absent for a traffic daemon: its pods use the network of the node, whose parameters the pool's 'kernel' states, got {}; remove it",
  ],
];

test.each(FOREIGN)('refuses %j for a traffic daemon', (overrides, message) => {
  expect(judgeDaemon(overrides)).toContain(`${DAEMON}${message}`);
});

test.each([
  [
    'no proxy',
    judgeDaemon({ proxy: undefined }),
    "'proxy' must be stated for a traffic daemon, got nothing; state it, as { kind: 'haproxy' }",
  ],
  [
    'no ports',
    judgeDaemon({ hostPorts: undefined }),
    "'hostPorts' must be stated for a traffic daemon, got nothing; state the ports, as { http: 8080, health: 8081 }",
  ],
  [
    'a namespace of a team',
    judgeDaemon({ namespace: 'video' }),
    "'namespace' must be a namespace of its own, which keelson makes, and not one of a team, of Kubernetes or keelson-system, got 'video'; name a namespace in which nothing else runs: 'edge'",
  ],
  [
    'the namespace of the platform',
    judgeDaemon({ namespace: 'keelson-system' }),
    "'namespace' must be a namespace of its own, which keelson makes, and not one of a team, of Kubernetes or keelson-system, got 'keelson-system'; name a namespace in which nothing else runs: 'edge'",
  ],
  [
    'a namespace of Kubernetes',
    judgeDaemon({ namespace: 'kube-edge' }),
    "'namespace' must be a namespace of its own, which keelson makes, and not one of a team, of Kubernetes or keelson-system, got 'kube-edge'; name a namespace in which nothing else runs: 'edge'",
  ],
  [
    'a namespace that is no DNS label',
    judgeDaemon({ namespace: 'Edge' }),
    "'namespace' must be a DNS label: lower-case letters, digits and dashes, beginning with a letter and not ending with a dash, got 'Edge'; choose such a name",
  ],
  [
    'a pool of another purpose',
    onPool({ purpose: 'workloads' }),
    "'pools' must name pools with the purpose 'traffic' for a traffic daemon, got 'edge'; give the pool the purpose 'traffic' instead of 'workloads'",
  ],
  [
    'a pool that expects no pods',
    onPool({ expectsPods: false }),
    "'pools' must name no pool that says 'expectsPods: false', because the daemon's pods run there, got 'edge'; leave 'expectsPods' of the pool out",
  ],
  [
    'a pool that the balancers of Services would take',
    onPool({ labels: {} }),
    "'pools' must name pools with the label 'node.kubernetes.io/exclude-from-external-load-balancers', because a node may be in one balanced group only, and the balancer of a Service would take every node without it, got 'edge'; add the label 'node.kubernetes.io/exclude-from-external-load-balancers' with the value 'true' to the pool",
  ],
  [
    'a regional pool',
    onPool({ google: { ...google, layout: 'regional' } }),
    "'pools' must name pools with the layout 'zonal': the balancer attaches to the instance group of each zone, got 'edge'; give the pool 'google.layout' of 'zonal'",
  ],
  [
    'a pool that the cluster autoscaler scales',
    onPool({ scaling: 'cluster-autoscaler' }),
    "'pools' must not name a pool with the purpose 'traffic' that the cluster autoscaler scales: it adds nodes for pods that wait, and a daemon's pod never waits, got 'edge'; give the pool the scaling 'fixed' or 'instance-group'",
  ],
  [
    'an age of connections',
    judgeDaemon({ shutdown: { drainSeconds: 60, connectionMaxAgeSeconds: 60 } }),
    "'shutdown.connectionMaxAgeSeconds' must be absent for a traffic daemon: the services behind it decide how old a connection grows, got 60; remove it, or state it on the services",
  ],
  [
    'no drain',
    judgeDaemon({ shutdown: { drainSeconds: 0 } }),
    "'shutdown.drainSeconds' must be above 0 for a traffic daemon, because requests under way would be cut, got 0; state how long the slowest request through the proxy takes",
  ],
  [
    'a grace that is shorter than its parts',
    judgeDaemon({ shutdown: { drainSeconds: 60, graceSeconds: 94 } }),
    "'shutdown.graceSeconds' must be at least the sum of endpointLagSeconds, drainSeconds and marginSeconds (30 + 60 + 5 = 95 s), got 94; leave it out, which is the sum, or shorten one of them",
  ],
])('refuses %s', (_, lines, message) => {
  expect(lines).toContain(`${DAEMON}${message}`);
});

test('a name has room for the names of its objects', () => {
  const name = 'p'.repeat(47);
  expect(judgeDaemon({ name })).toContain(
    `cluster 'main' > workload '${name}': 'name' must have at most 46 characters for a traffic daemon, because names of its objects end with more, got '${name}'; shorten it by 1`,
  );
});

test('refuses proxy and ports for a workload of another kind', () => {
  const { proxy, hostPorts } = trafficDaemon();
  expect(judgeService({ proxy, hostPorts })).toEqual([
    "cluster 'main' > workload 'chat': 'proxy' must be absent for a workload that is no 'traffic-daemon', got {\"kind\":\"haproxy\"}; remove it, or write 'traffic-daemon' as the kind instead of 'deployment'",
    "cluster 'main' > workload 'chat': 'hostPorts' must be absent for a workload that is no 'traffic-daemon', got {\"http\":8080,\"health\":8081}; remove it, or write 'traffic-daemon' as the kind instead of 'deployment'",
  ]);
});

test('refuses the network of the node in the namespace of a team, and names the kind that may have it', () => {
  const agent = { name: 'agent', namespace: 'video', kind: 'daemon', pools: ['core'], hostNetwork: true } as const;
  expect(problemsOf(googleEnvironment({ clusters: [googleCluster({ workloads: [agent] })] }))).toEqual([
    "environment 'streaming' > cluster 'main' > workload 'agent': 'hostNetwork' must be set in keelson-system only: the Pod Security level of a team's namespace refuses such pods, got 'video'; leave it out; a proxy of traffic is a workload of the kind 'traffic-daemon', and an agent of the platform runs in keelson-system",
  ]);
});

function twoDaemons(second: Partial<WorkloadInput>): readonly string[] {
  const other = trafficDaemon({ name: 'proxy', namespace: 'other', pools: ['other'], ...second });
  const inside = ingressInput({
    name: 'second',
    zone: 'two.example.com',
    certificates: [{ name: 'two', hosts: ['*.two.example.com'], from: { kind: 'managed' } }],
    backends: [{ cluster: 'main', workload: `${other.namespace}/${other.name}` }],
  });
  const pools = [googlePool(), trafficPool(), trafficPool({ name: 'other' })];
  const workloads = [trafficDaemon(), other, hostedService()];
  return judgeEnvironment({ clusters: [googleCluster({ pools, workloads })], ingress: [ingressInput(), inside] });
}

test('two traffic daemons have namespaces, pools and charts of their own', () => {
  expect(twoDaemons({})).toEqual([]);
  expect(twoDaemons({ namespace: 'edge' })).toEqual([
    "cluster 'main' > workload 'proxy': 'namespace' must be the namespace of one traffic daemon, whose pods alone its admission policy admits; 'edge/edge-proxy' has it, got 'edge'; name another one",
  ]);
  expect(twoDaemons({ pools: ['edge'] })).toEqual([
    "cluster 'main' > workload 'proxy': 'pools' must name no pool of the traffic daemon 'edge/edge-proxy', because both would listen on port 8080 of the node, got 'edge'; give each daemon a pool of its own; one daemon carries the hosts of all services",
  ]);
  expect(twoDaemons({ pools: ['edge'], hostPorts: { http: 8090, health: 8091, metrics: 8092 } })).toEqual([
    "cluster 'main' > workload 'proxy': 'pools' must name no pool of the traffic daemon 'edge/edge-proxy', because a node may be in one balanced group only, got 'edge'; give each daemon a pool of its own; one daemon carries the hosts of all services",
  ]);
});

test('refuses a namespace and a name that differ from those of another daemon in the place of a dash', () => {
  expect(twoDaemons({ namespace: 'edge-edge', name: 'proxy' })).toEqual([
    "cluster 'main' > workload 'proxy': 'name' must differ from 'edge/edge-proxy' in more than the place of a dash, because both would have one chart, got 'edge-edge/proxy'; rename one of them",
  ]);
});
