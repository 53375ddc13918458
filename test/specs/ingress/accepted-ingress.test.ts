import { EnvironmentSpec } from '../../../lib/specs/environment/environment-spec';
import type { ResolvedEnvironment } from '../../../lib/specs/environment/resolved-environment';
import {
  hostedService,
  hostInput,
  ingressCluster,
  ingressEnvironment,
  ingressInput,
  secondIngressCluster,
  trafficDaemon,
} from '../../fixtures/ingress-environment';
import { podText } from '../../fixtures/pod-workload';

function resolve(environment = ingressEnvironment()): ResolvedEnvironment {
  return EnvironmentSpec.from(environment);
}

test('the smallest ingress has one backend and the one host of the service', () => {
  const [ingress] = resolve().ingress;
  expect(ingress?.physicalName).toBe('streaming-public');
  expect(ingress?.backends.map(({ cluster, daemon }) => [cluster, daemon.name])).toEqual([['main', 'edge-proxy']]);
  expect(ingress?.routes.map(({ cluster, workload, host }) => [cluster, workload.name, host.host])).toEqual([
    ['main', 'chat', 'chat.stream.example.com'],
  ]);
});

test('a service of two clusters has one host, which the backends of both serve', () => {
  const backends = ['main', 'west'].map((cluster) => ({ cluster, workload: 'edge/edge-proxy' }));
  const clusters = [ingressCluster(), secondIngressCluster()];
  const { ingress, clusters: resolved } = resolve(
    ingressEnvironment({ clusters, ingress: [ingressInput({ backends })] }),
  );
  expect(ingress[0]?.routes.map(({ cluster }) => cluster)).toEqual(['main', 'west']);
  expect(resolved.map(({ traffic }) => traffic.map(({ routes }) => routes.length))).toEqual([[1], [1]]);
});

test('the balancer drains as long as the daemon where nothing else is stated, and longer where it says so', () => {
  const balancer = { kind: 'gclb', drainSeconds: 90 } as const;
  expect(resolve().ingress[0]?.balancer.drainSeconds).toBe(60);
  expect(resolve(ingressEnvironment({ ingress: [ingressInput({ balancer })] })).ingress[0]?.balancer.drainSeconds).toBe(
    90,
  );
});

test('a host has the protocol of the port of its service, also where a team wrote the pod', () => {
  const protocols = (service = hostedService()) =>
    resolve(
      ingressEnvironment({ clusters: [ingressCluster({ workloads: [trafficDaemon(), service] })] }),
    ).ingress[0]?.routes.map(({ host }) => host.protocol);
  const text = podText();
  const { container: _, health: __, ...bare } = hostedService({ shutdown: { drainSeconds: 60 } });
  expect(protocols()).toEqual(['http1']);
  expect(protocols({ ...bare, podYaml: { text, protocol: 'websocket' } })).toEqual(['websocket']);
  expect(protocols({ ...bare, podYaml: { text, protocol: 'h2' }, hosts: [hostInput({ protocol: 'h2' })] })).toEqual([
    'h2',
  ]);
});
