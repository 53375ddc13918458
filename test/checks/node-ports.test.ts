import { nodePorts } from '../../lib/checks/node-ports';
import { runChecks } from '../../lib/checks/run-checks';
import { buildModel } from '../../lib/model/build-model';
import type { KubernetesObject } from '../../lib/values/kubernetes-object';
import { trafficCluster } from '../fixtures/traffic-environment';

const cluster = trafficCluster();

function service(name: string, ports: readonly object[], spec: object = {}): KubernetesObject {
  const metadata = { name, namespace: 'video' };
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata,
    spec: { type: 'NodePort', ports, ...spec },
  } as KubernetesObject;
}

function saidOf(...services: readonly KubernetesObject[]): readonly string[] {
  const found = runChecks(buildModel(cluster, services), [nodePorts]);
  return found.map(({ severity, subject, message }) => `${severity}: ${subject}: ${message}`);
}

test('numbers of the static band that belong to one Service each are accepted', () => {
  const two = service('a', [
    { port: 80, nodePort: 30_000 },
    { port: 53, nodePort: 30_085, protocol: 'UDP' },
  ]);
  expect(saidOf(two, service('b', [{ port: 53, nodePort: 30_085 }]))).toEqual([]);
  expect(saidOf(service('c', [{ port: 80 }], { type: 'ClusterIP' }))).toEqual([]);
});

test.each<[string, readonly KubernetesObject[], string]>([
  [
    'no number',
    [service('a', [{ port: 80 }])],
    "error: cluster 'main' > Service 'video/a': a port states no nodePort, so that its number is known only after the apply; state one of 30000 to 30085",
  ],
  [
    'a number of the dynamic band',
    [service('a', [{ port: 80, nodePort: 30_086 }])],
    "warning: cluster 'main' > Service 'video/a': nodePort 30086 is outside of 30000 to 30085, so that Kubernetes may have given it to another Service; use a number of that band",
  ],
  [
    'a number of another Service',
    [service('a', [{ port: 80, nodePort: 30_001 }]), service('b', [{ port: 80, nodePort: 30_001 }])],
    "error: cluster 'main' > Service 'video/b': nodePort 30001 of TCP belongs to Service 'video/a' too, so that the API server refuses the second one; use another number",
  ],
  [
    'a port of health of another type',
    [service('a', [{ port: 80, nodePort: 30_001 }], { healthCheckNodePort: 30_002 })],
    "error: cluster 'main' > Service 'video/a': healthCheckNodePort is for the type LoadBalancer alone, and the API server refuses it here; remove it, and let the balancer ask a second nodePort on which the pods answer",
  ],
])('refuses %s', (_, services, line) => {
  expect(saidOf(...services)).toEqual([line]);
});
