import { googlePool } from '../../fixtures/google-environment';
import {
  hostedService,
  ingressCluster,
  ingressInput,
  trafficDaemon,
  trafficPool,
} from '../../fixtures/ingress-environment';
import { judgeCluster, judgeEnvironment, judgeIngress } from './judge-ingress';

const backend = { cluster: 'main', workload: 'edge/edge-proxy' };
const second = trafficDaemon({ name: 'front-proxy', namespace: 'front', pools: ['front'] });

/** Problems of an ingress with two traffic daemons, each on a pool of its own. */
function judgeTwo(daemon: Partial<typeof second>, requests: readonly (number | undefined)[]): readonly string[] {
  const front = { cluster: 'main', workload: 'front/front-proxy' };
  return judgeEnvironment({
    clusters: [
      ingressCluster({
        pools: [googlePool(), trafficPool(), trafficPool({ name: 'front' })],
        workloads: [trafficDaemon(), { ...second, ...daemon }, hostedService()],
      }),
    ],
    ingress: [
      ingressInput({
        backends: [backend, front].map((each, index) => {
          const requestsPerNode = requests[index];
          return requestsPerNode === undefined ? each : { ...each, requestsPerNode };
        }),
      }),
    ],
  });
}

test('backends are compared in one unit', () => {
  expect(judgeTwo({}, [])).toEqual([]);
  expect(judgeTwo({}, [1000, 2000])).toEqual([]);
  expect(judgeTwo({}, [1000])).toEqual([
    "ingress 'public': 'backends' must state the requests per second of a node for all pools or for none, because a balancer compares its backends in one unit, got 'none for front'; state 'requestsPerNode' of every backend, or 'load.perNode.requestsPerSecond' of every pool",
  ]);
});

test('traffic daemons of one ingress have one port of health', () => {
  expect(judgeTwo({ hostPorts: { http: 8090, health: 8081 } }, [])).toEqual([]);
  expect(judgeTwo({ hostPorts: { http: 8080, health: 8091 } }, [])).toEqual([
    "ingress 'public': 'backends' must have one 'hostPorts.health' in all traffic daemons of an ingress, because the balancer has one health check, got '8081 and 8091'; use 8081 in all of them",
  ]);
});

test('a balancer has no more groups than Google takes', () => {
  const names = Array.from({ length: 17 }, (_, index) => `edge-${index}`);
  const pools = [googlePool(), ...names.map((name) => trafficPool({ name }))];
  const workloads = [trafficDaemon({ pools: names }), hostedService()];
  expect(judgeCluster({ pools, workloads })).toContain(
    "ingress 'public': 'backends' must have at most 50 instance groups, one for each zone of each pool, as a backend service of Google takes, got 51; use fewer and larger pools, or a further ingress",
  );
});

test('a pool behind a balancer has a node at its least size', () => {
  const pools = [googlePool(), trafficPool({ size: { scope: 'per-zone', min: 0, max: 4 } })];
  expect(judgeCluster({ pools })).toEqual([
    "cluster 'main' > workload 'edge-proxy': 'pools' must name pools that have a node at their least size, because a balancer without nodes answers every request with an error, got 'edge'; raise 'size.min' of the pool",
  ]);
});

test('restricted ciphers are those of TLS 1.2', () => {
  expect(judgeIngress({ balancer: { kind: 'gclb', minTls: '1.0', ciphers: 'modern' } })).toEqual([]);
  expect(judgeIngress({ balancer: { kind: 'gclb', minTls: '1.1' } })).toEqual([
    "ingress 'public': 'balancer.minTls' must be '1.2' with the ciphers 'restricted', which older versions of TLS do not know, got '1.1'; state the ciphers 'modern' or 'compatible', or leave it out",
  ]);
});
