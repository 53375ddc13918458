import type { HostInput } from '../../../../lib/specs/workload/hosts/host-input';
import type { WorkloadInput } from '../../../../lib/specs/workload/workload-input';
import { googlePool } from '../../../fixtures/google-environment';
import {
  hostedService,
  hostInput,
  ingressCluster,
  ingressInput,
  secondIngressCluster,
  trafficDaemon,
  trafficPool,
} from '../../../fixtures/ingress-environment';
import { CONTAINER } from '../../../fixtures/service-input';
import { judgeCluster, judgeEnvironment, judgeHost, judgeServices } from '../judge-ingress';

const CHAT = "cluster 'main' > workload 'chat': ";
const OTHER = "cluster 'main' > workload 'other': ";
const WEST = "cluster 'west' > workload 'chat': ";
const certificate = (hosts: readonly string[]) => ({ name: 'c', hosts, from: { kind: 'managed' } }) as const;
const other = (hosts: readonly HostInput[] = [hostInput()]) => hostedService({ name: 'other', hosts });
const speaks = (protocol: 'h2' | 'grpc') => ({ container: { ...CONTAINER, protocol } });
const backends = ['main', 'west'].map((cluster) => ({ cluster, workload: 'edge/edge-proxy' }));
const nginx = (hosted: WorkloadInput) =>
  judgeCluster({ workloads: [trafficDaemon({ proxy: { kind: 'nginx' } }), hosted] });
const inTwo = (service: WorkloadInput, first: WorkloadInput = hostedService()) =>
  judgeEnvironment({
    clusters: [
      ingressCluster({ workloads: [trafficDaemon(), first] }),
      secondIngressCluster({ workloads: [trafficDaemon(), service] }),
    ],
    ingress: [ingressInput({ backends })],
  });
const withHeaders = (responseHeaders: HostInput['responseHeaders']) =>
  hostedService({ hosts: [hostInput({ responseHeaders })] });
const sharded = hostedService({ hosts: [hostInput({ shardBy: { kind: 'uri' } })] });
const WWW = ingressInput({ certificates: [certificate(['*.stream.example.com', '*.chat.stream.example.com'])] });
const redirected = (...services: readonly WorkloadInput[]) =>
  judgeEnvironment({ ingress: [WWW], clusters: [ingressCluster({ workloads: [trafficDaemon(), ...services] })] });
const redirect = hostInput({ wwwRedirect: true });

/** Two ingresses with a daemon each. */
function twoIngresses(hosts: readonly HostInput[]): readonly string[] {
  const inside = ingressInput({ name: 'second', backends: [{ cluster: 'main', workload: 'second/proxy' }] });
  const pools = [googlePool(), trafficPool(), trafficPool({ name: 'second' })];
  const daemons = [trafficDaemon(), trafficDaemon({ name: 'proxy', namespace: 'second', pools: ['second'] })];
  const workloads = [...daemons, hostedService(), other(hosts)];
  return judgeEnvironment({ ingress: [ingressInput(), inside], clusters: [ingressCluster({ pools, workloads })] });
}

test.each([
  [
    'two services under different paths of a host',
    judgeServices(hostedService(), other([hostInput({ paths: ['/other'] })])),
  ],
  ['a service of two clusters', inTwo(hostedService({ hosts: [hostInput({ maxHops: 4 })] }))],
  [
    'a service of two clusters that states its headers in another order',
    inTwo(withHeaders({ 'X-A': '1', 'X-B': '2' }), withHeaders({ 'X-B': '2', 'X-A': '1' })),
  ],
  ['a redirect whose names are covered', redirected(hostedService({ hosts: [redirect] }))],
  [
    'a redirect that two services of a host state',
    redirected(hostedService({ hosts: [redirect] }), other([{ ...redirect, paths: ['/other'] }])),
  ],
  ['HTTP/2 to pods through HAProxy', judgeHost({}, speaks('h2'))],
  ['a host without a shard key through nginx', nginx(hostedService())],
  ['hosts of two ingresses', twoIngresses([hostInput({ host: 'b.stream.example.com', ingress: 'second' })])],
])('accepts %s', (_, lines) => {
  expect(lines).toEqual([]);
});

test.each([
  [
    'a host outside of the zone',
    judgeHost({ host: 'chat.example.com' }),
    CHAT,
    "'hosts[0].host' must be within the zone 'stream.example.com' of the ingress 'public', got 'chat.example.com'; write it as '<name>.stream.example.com', or name another ingress",
  ],
  [
    'a host that no certificate covers',
    judgeHost({ host: 'a.chat.stream.example.com' }),
    CHAT,
    "'hosts[0].host' must be covered by a certificate of the ingress 'public', got 'a.chat.stream.example.com'; add the name to a certificate; a wildcard covers the names one label below it, and no others",
  ],
  [
    'a redirect whose second name no certificate covers',
    judgeHost({ wwwRedirect: true }),
    CHAT,
    "'hosts[0].wwwRedirect' must be covered by a certificate of the ingress 'public', got 'www.chat.stream.example.com'; add the name to a certificate; a wildcard covers the names one label below it, and no others",
  ],
  [
    'gRPC through a Google balancer',
    judgeHost({}, { ...speaks('grpc'), health: { kind: 'grpc', ready: 'chat' } }),
    CHAT,
    "'hosts[0].protocol' must not be 'grpc' for a 'gclb': it sends HTTP/1.1 to the proxies, and gRPC needs HTTP/2 on the whole way, got 'grpc'; serve it in JSON under a host, or let clients in the cluster use the Service",
  ],
  [
    'HTTP/2 to pods through nginx',
    nginx(hostedService(speaks('h2'))),
    CHAT,
    "'hosts[0].protocol' must be one of 'http1', 'websocket', which nginx of the traffic daemon 'edge/edge-proxy' carries to pods, got 'h2'; use the proxy 'haproxy' in 'edge/edge-proxy'",
  ],
  [
    'a shard key through nginx',
    nginx(hostedService({ hosts: [hostInput({ shardBy: { kind: 'uri' } })] })),
    CHAT,
    "'hosts[0].shardBy' must be absent, because nginx of the traffic daemon 'edge/edge-proxy' cannot let every proxy choose the same pod for a key, got 'uri'; use the proxy 'haproxy' in 'edge/edge-proxy'",
  ],
  [
    'a host in a cluster without a backend',
    judgeEnvironment({ clusters: [ingressCluster(), secondIngressCluster({ workloads: [hostedService()] })] }),
    WEST,
    "'hosts[0].ingress' must name an ingress with a backend in the cluster 'west', because a proxy knows the pods of its own cluster only, got 'public'; add a traffic daemon of 'west' to the backends of 'public'",
  ],
  [
    'two services under one path of a host',
    judgeServices(hostedService(), other()),
    OTHER,
    "'hosts[0].paths[0]' must differ from the paths of 'video/chat' in the cluster 'main' under the same host, got '/'; give one of the services a longer prefix, or a host of its own",
  ],
  [
    'two services whose paths differ by a slash',
    judgeServices(hostedService({ hosts: [hostInput({ paths: ['/a/'] })] }), other([hostInput({ paths: ['/a'] })])),
    OTHER,
    "'hosts[0].paths[0]' must differ from the paths of 'video/chat' in the cluster 'main' under the same host, got '/a'; give one of the services a longer prefix, or a host of its own",
  ],
  [
    'a service with other settings in another cluster',
    inTwo(hostedService({ hosts: [hostInput({ compress: true })] })),
    WEST,
    "'hosts[0].compress' must be equal to that of the same service in the cluster 'main', because a request goes to either, got true; state the same in both clusters",
  ],
  [
    'a service with another header in another cluster',
    inTwo(withHeaders({ 'X-A': '1', 'X-B': '2' }), withHeaders({ 'X-B': '1', 'X-A': '1' })),
    WEST,
    '\'hosts[0].responseHeaders\' must be equal to that of the same service in the cluster \'main\', because a request goes to either, got {"X-A":"1","X-B":"2"}; state the same in both clusters',
  ],
  [
    'a service that is sharded in the first of its clusters only',
    inTwo(hostedService(), sharded),
    WEST,
    "'hosts[0].shardBy' must be equal to that of the same service in the cluster 'main', because a request goes to either, got nothing; state the same in both clusters",
  ],
  [
    'a host in two ingresses',
    twoIngresses([hostInput({ ingress: 'second', paths: ['/other'] })]),
    OTHER,
    "'hosts[0].ingress' must be the ingress 'public' of 'video/chat' in the cluster 'main', because a DNS name leads to one balancer, got 'second'; use one ingress for a host",
  ],
  [
    'a host that another one redirects',
    redirected(hostedService({ hosts: [redirect] }), other([hostInput({ host: 'www.chat.stream.example.com' })])),
    OTHER,
    "'hosts[0].host' must not be stated beside a redirect of the same name: 'video/chat' in the cluster 'main' states 'chat.stream.example.com', got 'www.chat.stream.example.com'; remove the redirect, or the host of that name",
  ],
  [
    'a redirect of a name that is a host',
    redirected(other([hostInput({ host: 'www.chat.stream.example.com' })]), hostedService({ hosts: [redirect] })),
    CHAT,
    "'hosts[0].wwwRedirect' must not be stated beside a redirect of the same name: 'video/other' in the cluster 'main' states 'www.chat.stream.example.com', got 'www.chat.stream.example.com'; remove the redirect, or the host of that name",
  ],
])('refuses %s', (_, lines, subject, message) => {
  expect(lines).toEqual([`${subject}${message}`]);
});
