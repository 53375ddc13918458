import { awsCluster, awsEnvironment, awsPool } from '../../fixtures/aws-environment';
import { googlePool } from '../../fixtures/google-environment';
import { ingressInput, trafficDaemon, trafficPool } from '../../fixtures/ingress-environment';
import { instanceGroupScaling } from '../../fixtures/instance-group-pool';
import { serviceInput } from '../../fixtures/service-input';
import { problemsOf } from '../problems-of';
import { judgeCluster, judgeEnvironment, judgeService } from './judge-ingress';

const MAINTENANCE = {
  maintenance: { start: '2026-01-01T00:00:00Z', end: '2026-01-02T00:00:00Z', recurrence: 'FREQ=DAILY' },
};
const followsBalancer = {
  scaling: instanceGroupScaling({
    signals: [
      { kind: 'cpu', percent: 60 },
      { kind: 'balancer', percent: 80 },
    ],
  }),
};

test('a pool may follow the use of the balancer whose backend it is', () => {
  const pools = [googlePool(), trafficPool(followsBalancer)];
  expect(judgeCluster({ pools, controlPlane: MAINTENANCE })).toEqual([]);
});

test('refuses the use of a balancer as a signal where the pool is no backend', () => {
  const pools = [googlePool(), trafficPool(), trafficPool({ ...followsBalancer, name: 'spare' })];
  expect(judgeCluster({ pools, controlPlane: MAINTENANCE })).toEqual([
    "cluster 'main' > pool 'spare': 'scaling.signals[1].kind' must not be 'balancer', because no load balancer of the platform has the pool's instance groups as backends, got 'balancer'; use 'cpu', or a metric that the proxies write, or name the pool's traffic daemon in the backends of an ingress",
  ]);
});

test('refuses a traffic daemon behind no ingress', () => {
  const second = trafficDaemon({ name: 'other', namespace: 'other', pools: ['spare'] });
  const pools = [googlePool(), trafficPool(), trafficPool({ name: 'spare' })];
  expect(judgeCluster({ pools, workloads: [trafficDaemon(), second] })).toEqual([
    "cluster 'main' > workload 'other': 'kind' must not be 'traffic-daemon' for a workload that no ingress of the environment has as a backend, got 'traffic-daemon'; add { cluster: 'main', workload: 'other/other' } to the backends of an ingress",
  ]);
});

test('refuses a host at an ingress that does not exist', () => {
  expect(judgeService({ hosts: [{ host: 'chat.stream.example.com', ingress: 'pubic' }] })).toEqual([
    "cluster 'main' > workload 'chat': 'hosts[0].ingress' must name an ingress of the environment: public, got 'pubic'; correct the name, or add the ingress",
  ]);
  expect(judgeEnvironment({ ingress: [] })).toEqual([
    "cluster 'main' > workload 'edge-proxy': 'kind' must not be 'traffic-daemon' for a workload that no ingress of the environment has as a backend, got 'traffic-daemon'; add { cluster: 'main', workload: 'edge/edge-proxy' } to the backends of an ingress",
    "cluster 'main' > workload 'chat': 'hosts[0].ingress' must name an ingress of the environment: none, got 'public'; correct the name, or add the ingress",
  ]);
});

test('an environment on AWS has neither traffic daemons nor hosts', () => {
  const pools = [
    awsPool(),
    awsPool({ name: 'edge', purpose: 'traffic', scaling: 'fixed', labels: trafficPool().labels ?? {} }),
  ];
  const hosted = serviceInput({ hosts: [{ host: 'cart.example.com', ingress: 'public' }] });
  expect(
    problemsOf(awsEnvironment({ clusters: [awsCluster({ pools, workloads: [trafficDaemon(), hosted] })] })),
  ).toEqual([
    "environment 'paas' > cluster 'main' > workload 'edge-proxy': 'kind' must not be 'traffic-daemon' for a workload that no ingress of the environment has as a backend, got 'traffic-daemon'; remove it; environments on AWS have no member 'ingress'",
    "environment 'paas' > cluster 'main' > workload 'cart': 'hosts[0].ingress' must name an ingress of the environment: none, got 'public'; correct the name, or add the ingress",
  ]);
});

test('an ingress is judged only where nothing else is wrong, because its rules follow it into all clusters', () => {
  const lines = judgeEnvironment({ projectId: 'X', ingress: [ingressInput({ scheme: 'internal' })] });
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain("'projectId' must");
});
