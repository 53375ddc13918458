import type { GoogleIngressInput } from '../../../lib/specs/ingress/google/google-ingress-input';
import {
  ingressCluster,
  ingressInput,
  secondIngressCluster,
  trafficDaemon,
  trafficPool,
} from '../../fixtures/ingress-environment';
import { judgeCluster, judgeEnvironment, judgeIngress } from './judge-ingress';

const INGRESS = "ingress 'public': ";
const gclb = (balancer: Partial<GoogleIngressInput['balancer']>): Partial<GoogleIngressInput> => ({
  balancer: { kind: 'gclb', ...balancer },
});
const backend = { cluster: 'main', workload: 'edge/edge-proxy' };
const peak = trafficPool({ load: { requestsPerSecond: 1200, connections: 1000 } });

test.each([
  ['an ingress before its services', judgeCluster({ workloads: [trafficDaemon()] })],
  [
    'every member of a balancer',
    judgeIngress(
      gclb({
        ipv6: true,
        clientKeepAliveSeconds: 600,
        drainSeconds: 60,
        securityPolicy: 'edge',
        minTls: '1.1',
        ciphers: 'modern',
      }),
    ),
  ],
  ['an affinity by a header', judgeIngress(gclb({ affinity: { kind: 'header', name: 'X-Room' } }))],
  [
    'an affinity by a cookie',
    judgeIngress(gclb({ affinity: { kind: 'http-cookie', name: 'room_id', ttlSeconds: 60 } })),
  ],
  ['records in a managed zone', judgeIngress({ dns: { kind: 'cloud-dns', managedZone: 'stream' } })],
  [
    'a cluster whose requests others take',
    judgeEnvironment({
      clusters: [ingressCluster(), secondIngressCluster()],
      ingress: [
        ingressInput({ backends: [backend, { cluster: 'west', workload: 'edge/edge-proxy', capacityPercent: 0 }] }),
      ],
    }),
  ],
  [
    'a number of requests that suffices for the peak',
    judgeEnvironment({
      clusters: [ingressCluster({ pools: [...ingressCluster().pools.slice(0, 1), peak] })],
      ingress: [ingressInput({ backends: [{ ...backend, requestsPerNode: 400 }] })],
    }),
  ],
])('accepts %s', (_, lines) => {
  expect(lines).toEqual([]);
});

test.each([
  [
    'a name that is no DNS label',
    judgeIngress({ name: 'Public' }),
    "ingress 'Public': ",
    "'name' must be a DNS label: lower-case letters, digits and dashes, beginning with a letter and not ending with a dash, got 'Public'; choose such a name",
  ],
  [
    'a name that leaves no room for the parts of the balancer',
    judgeEnvironment({
      ingress: [ingressInput({ name: 'p'.repeat(31) })],
      clusters: [ingressCluster({ workloads: [trafficDaemon()] })],
    }),
    `ingress '${'p'.repeat(31)}': `,
    "'name' must leave '<environment>-<ingress>' at most 40 characters, the limit of names of a balancer, of which parts have longer ones: 9 + 1 + 31 = 41, got 'ppppppppppppppppppppppppppppppp'; shorten the name of the environment or the ingress by 1",
  ],
  [
    'the name of a cluster',
    judgeEnvironment({
      ingress: [ingressInput({ name: 'main' })],
      clusters: [ingressCluster({ workloads: [trafficDaemon()] })],
    }),
    "ingress 'main': ",
    "'name' must not be the name of the cluster 'main', got 'main'; rename one of them; names of their parts begin with '<environment>-main'",
  ],
  [
    'the name of a cluster with more',
    judgeEnvironment({
      ingress: [ingressInput({ name: 'main-public' })],
      clusters: [ingressCluster({ workloads: [trafficDaemon()] })],
    }),
    "ingress 'main-public': ",
    "'name' must not be the name of the cluster 'main' with a dash and more, nor its beginning before a dash, got 'main-public'; rename one of them; names of their parts could be the same",
  ],
  [
    'a zone that is no name',
    judgeEnvironment({
      ingress: [ingressInput({ zone: '.example.com' })],
      clusters: [ingressCluster({ workloads: [trafficDaemon()] })],
    }),
    INGRESS,
    "'zone' must be a host name: two or more labels with dots between them, of lower-case letters, digits and dashes, each at most 63 characters and 253 together, got '.example.com'; write it as 'chat.example.com'",
  ],
  [
    'an internal balancer',
    judgeIngress({ scheme: 'internal' }),
    INGRESS,
    "'scheme' must be 'public' for a 'gclb', which has addresses of the internet only, got 'internal'; write 'public'; services of the same cluster reach each other by their Services",
  ],
  [
    'an unknown cluster',
    judgeIngress({ backends: [backend, { ...backend, cluster: 'mian' }] }),
    INGRESS,
    "'backends[1].cluster' must name a cluster of the environment: main, got 'mian'; correct the name",
  ],
  [
    'a workload that is no traffic daemon',
    judgeIngress({ backends: [backend, { ...backend, workload: 'video/chat' }] }),
    INGRESS,
    "'backends[1].workload' must name a traffic daemon of the cluster by its namespace and name: edge/edge-proxy, got 'video/chat'; correct it, or add a workload of the kind 'traffic-daemon'",
  ],
  [
    'a backend twice',
    judgeIngress({ backends: [backend, backend] }),
    INGRESS,
    "'backends' must name every traffic daemon once, got 'main: edge/edge-proxy'; remove or rename one of them",
  ],
  [
    'no capacity at all',
    judgeIngress({ backends: [{ ...backend, capacityPercent: 0 }] }),
    INGRESS,
    "'backends' must have a backend with a capacity above 0, got 'all 0'; raise 'capacityPercent' of one of them; 0 is for a cluster whose requests others take",
  ],
  [
    'no capacity in the only cluster of a host',
    judgeEnvironment({
      clusters: [ingressCluster(), secondIngressCluster({ workloads: [trafficDaemon()] })],
      ingress: [
        ingressInput({
          backends: [
            { ...backend, capacityPercent: 0 },
            { cluster: 'west', workload: 'edge/edge-proxy' },
          ],
        }),
      ],
    }),
    INGRESS,
    "'backends' must have a backend with a capacity above 0 in a cluster that serves 'chat.stream.example.com', got '0 in main'; raise 'capacityPercent' of one of them; 0 is for a cluster whose requests others take",
  ],
  [
    'a number of requests below the peak',
    judgeEnvironment({
      clusters: [ingressCluster({ pools: [...ingressCluster().pools.slice(0, 1), peak] })],
      ingress: [ingressInput({ backends: [{ ...backend, requestsPerNode: 399 }] })],
    }),
    INGRESS,
    "'backends[0].requestsPerNode' must be at least 400: the peak of pool 'edge' of 1200 requests/s on its 3 nodes at most, got 399; raise it, or the size of the pool; the balancer counts every node as full otherwise",
  ],
  [
    'a check that is longer than its interval',
    judgeIngress({ health: { intervalSeconds: 2, timeoutSeconds: 3 } }),
    INGRESS,
    "'health.timeoutSeconds' must be at most 'health.intervalSeconds' (2), because a check ends before the next one begins, got 3; lower it, or raise the interval",
  ],
  [
    'an affinity by a header with a space',
    judgeIngress(gclb({ affinity: { kind: 'header', name: 'X Room' } })),
    INGRESS,
    "'balancer.affinity.name' must be 1 to 64 letters, digits, dashes and underscores, first and last a letter or digit, got 'X Room'; write it as 'X-Room'",
  ],
  [
    'an affinity by a cookie with an equals sign',
    judgeIngress(gclb({ affinity: { kind: 'http-cookie', name: 'room=' } })),
    INGRESS,
    "'balancer.affinity.name' must be 1 to 64 letters, digits, dashes and underscores, first and last a letter or digit, got 'room='; write it as 'room'",
  ],
  [
    'a drain that is shorter than that of the daemon',
    judgeIngress(gclb({ drainSeconds: 59 })),
    INGRESS,
    "'balancer.drainSeconds' must be at least 'shutdown.drainSeconds' (60) of the traffic daemon 'edge/edge-proxy', got 59; leave it out for the daemons' own, or shorten the drain of the daemon",
  ],
  [
    'the path of a security policy',
    judgeIngress(gclb({ securityPolicy: 'projects/p/global/securityPolicies/edge' })),
    INGRESS,
    "'balancer.securityPolicy' must be a name of the project: 1 to 63 lower-case letters, digits and dashes, beginning with a letter and not ending with a dash, got 'projects/p/global/securityPolicies/edge'; write its name alone, without a path or a DNS name",
  ],
  [
    'the DNS name of a managed zone',
    judgeIngress({ dns: { kind: 'cloud-dns', managedZone: 'stream.example.com.' } }),
    INGRESS,
    "'dns.managedZone' must be a name of the project: 1 to 63 lower-case letters, digits and dashes, beginning with a letter and not ending with a dash, got 'stream.example.com.'; write its name alone, without a path or a DNS name",
  ],
])('refuses %s', (_, lines, subject, message) => {
  expect(lines).toContain(`${subject}${message}`);
});

test('an ingress without backends has one problem of its own, and its daemon and hosts have others', () => {
  expect(judgeIngress({ backends: [] })).toEqual([
    "ingress 'public': 'backends' must hold at least one backend, got []; name a traffic daemon, as { cluster: 'main', workload: 'edge/edge-proxy' }",
    "cluster 'main' > workload 'edge-proxy': 'kind' must not be 'traffic-daemon' for a workload that no ingress of the environment has as a backend, got 'traffic-daemon'; add { cluster: 'main', workload: 'edge/edge-proxy' } to the backends of an ingress",
    "cluster 'main' > workload 'chat': 'hosts[0].ingress' must name an ingress with a backend in the cluster 'main', because a proxy knows the pods of its own cluster only, got 'public'; add a traffic daemon of 'main' to the backends of 'public'",
  ]);
});

test('refuses the names and the daemon of another ingress', () => {
  const second = ingressInput({
    name: 'public-two',
    zone: 'two.example.com',
    certificates: [{ name: 'two', hosts: ['*.two.example.com'], from: { kind: 'managed' } }],
  });
  expect(judgeEnvironment({ ingress: [ingressInput(), second] })).toEqual([
    "ingress 'public-two': 'name' must not be the name of the ingress 'public' with a dash and more, nor its beginning before a dash, got 'public-two'; rename one of them; names of their parts could be the same",
    "ingress 'public-two': 'backends' must name no traffic daemon of the ingress 'public', because a machine may be in the groups of one balancer only, got 'main: edge/edge-proxy'; give each ingress a daemon and a pool of its own",
  ]);
  expect(judgeEnvironment({ ingress: [ingressInput(), { ...second, name: 'public' }] })).toContain(
    "ingress 'public': 'name' must not be the name of the ingress 'public', got 'public'; rename one of them; names of their parts begin with '<environment>-public'",
  );
});
