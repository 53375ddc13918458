import type { GoogleIngressInput } from '../../../lib/specs/ingress/google/google-ingress-input';
import type { IngressBackendInput } from '../../../lib/specs/ingress/ingress-input';
import { judgeHost, judgeIngress } from './judge-ingress';

const INGRESS = "ingress 'public': ";
const backend = (members: Partial<IngressBackendInput>): Partial<GoogleIngressInput> => ({
  backends: [{ cluster: 'main', workload: 'edge/edge-proxy', ...members }],
});
const gclb = (members: object): Partial<GoogleIngressInput> => ({ balancer: { kind: 'gclb', ...members } });
const names = Array.from({ length: 101 }, (_, index) => `h${index}.stream.example.com`);

test.each<[string, Partial<GoogleIngressInput>, string]>([
  [
    'a share of the capacity that no balancer accepts',
    backend({ capacityPercent: 5 }),
    "'backends[0].capacityPercent' must be 0 or a whole number of 10 to 100, got 5; use 0 to send the requests elsewhere, or at least 10, because balancers accept no smaller share",
  ],
  [
    'a rate of 0',
    backend({ requestsPerNode: 0 }),
    "'backends[0].requestsPerNode' must be a whole number of 1 to 100000, got 0; raise it",
  ],
  [
    'connections of clients that end after three seconds',
    gclb({ clientKeepAliveSeconds: 3 }),
    "'balancer.clientKeepAliveSeconds' must be a whole number of 5 to 1200 seconds, got 3; raise it",
  ],
  [
    'connections of clients that stay for half an hour',
    gclb({ clientKeepAliveSeconds: 2000 }),
    "'balancer.clientKeepAliveSeconds' must be a whole number of 5 to 1200 seconds, got 2000; lower it",
  ],
  [
    'a drain of two hours',
    gclb({ drainSeconds: 7200 }),
    "'balancer.drainSeconds' must be a whole number of 0 to 3600 seconds, got 7200; lower it",
  ],
  [
    'TLS 1.3 as the oldest version',
    gclb({ minTls: '1.3' }),
    "'balancer.minTls' must be one of '1.0', '1.1', '1.2', got '1.3'; choose one of them",
  ],
  [
    'a store that nobody knows',
    gclb({ certificateStore: 'list' }),
    "'balancer.certificateStore' must be one of 'map', 'classic-list', 'migrating', got 'list'; choose one of them",
  ],
  [
    'an affinity that nobody knows',
    gclb({ affinity: { kind: 'strong-cookie' } }),
    "'balancer.affinity.kind' must be one of 'none', 'client-address', 'generated-cookie', 'header', 'http-cookie', got 'strong-cookie'; choose one of them",
  ],
  [
    'a cookie for a month',
    gclb({ affinity: { kind: 'generated-cookie', ttlSeconds: 2_592_000 } }),
    "'balancer.affinity.ttlSeconds' must be a whole number of 0 to 1209600 seconds, got 2592000; lower it",
  ],
  [
    'more logs than requests',
    gclb({ logSamplePercent: 101 }),
    "'balancer.logSamplePercent' must be a whole number of 0 to 100, got 101; lower it",
  ],
  [
    'a check every ten minutes',
    { health: { intervalSeconds: 600 } },
    "'health.intervalSeconds' must be a whole number of 1 to 300 seconds, got 600; lower it",
  ],
  [
    'eleven checks',
    { health: { unhealthyAfter: 11 } },
    "'health.unhealthyAfter' must be a whole number of 1 to 10, got 11; lower it",
  ],
])('refuses %s', (_, overrides, message) => {
  expect(judgeIngress(overrides)).toEqual([`${INGRESS}${message}`]);
});

test('refuses a certificate of more names than one can hold', () => {
  expect(judgeIngress({ certificates: [{ name: 'many', hosts: names, from: { kind: 'managed' } }] })).toEqual([
    "ingress 'public' > certificate 'many': 'hosts' must have at most 100 items, got 101; split it, or remove some",
  ]);
});

test('refuses times of a host that no balancer gives', () => {
  expect(judgeHost({ timeouts: { responseSeconds: 10_000_000, socketSeconds: 86_401 } })).toEqual([
    "cluster 'main' > workload 'chat': 'hosts[0].timeouts.responseSeconds' must be a whole number of 1 to 3600 seconds, got 10000000; lower it",
    "cluster 'main' > workload 'chat': 'hosts[0].timeouts.socketSeconds' must be a whole number of 10 to 86400 seconds, got 86401; lower it",
  ]);
});
