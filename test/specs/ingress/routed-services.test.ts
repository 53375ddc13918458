import { EnvironmentSpec } from '../../../lib/specs/environment/environment-spec';
import { podsPort, podsServiceHost, podsServiceName } from '../../../lib/specs/ingress/pods-service';
import { hasRoutes, routedService } from '../../../lib/specs/ingress/routed-services';
import { type ServiceSpec, servicesOf } from '../../../lib/specs/workload/workload-spec';
import {
  hostedService,
  hostInput,
  trafficCluster,
  trafficDaemon,
  trafficEnvironment,
} from '../../fixtures/traffic-environment';

const POD = `
apiVersion: v1
kind: Pod
spec:
  containers:
    - name: own
      image: registry.example.com/shop/own:1
      ports: [{ name: web, containerPort: 9090 }]
`;

function serviceOf(workload: ReturnType<typeof hostedService>): ServiceSpec {
  const [service] = servicesOf(trafficCluster(trafficEnvironment({ workloads: [trafficDaemon(), workload] })));
  if (service === undefined) throw new Error('the fixture has no service');
  return service;
}

describe('the way to the pods of a service', () => {
  it('is a DNS name beside that of its Service', () => {
    const service = serviceOf(hostedService());
    expect(podsServiceName(service)).toBe('api-pods');
    expect(podsServiceHost(service)).toBe('api-pods.video.svc.cluster.local');
  });

  it("ends at the container's port, or at that of a team's own pod", () => {
    const { container: _container, health: _health, ...own } = hostedService();
    expect(podsPort(serviceOf(hostedService()))).toBe(8080);
    expect(podsPort(serviceOf({ ...own, podYaml: { text: POD } }))).toBe(9090);
  });
});

it('the environment of these tests is one that every rule accepts', () => {
  expect(() => EnvironmentSpec.from(trafficEnvironment())).not.toThrow();
});

describe('the services that traffic daemons reach', () => {
  it('are those with a host of an ingress that has a daemon in the cluster', () => {
    const cluster = trafficCluster();
    const routed = servicesOf(cluster).map((service) => [service.name, routedService(cluster, service)?.port]);
    expect(routed).toEqual([
      ['api', 8080],
      ['transcoder', undefined],
    ]);
    expect(hasRoutes(cluster)).toBe(true);
  });

  it.each<[string, Parameters<typeof trafficEnvironment>]>([
    ['without a host', [{ workloads: [trafficDaemon(), hostedService({ hosts: [] })] }]],
    ['whose ingress has no daemon in the cluster', [{}, { backends: [] }]],
    [
      'of another ingress',
      [{ workloads: [trafficDaemon(), hostedService({ hosts: [hostInput({ ingress: 'other' })] })] }],
    ],
  ])('are none %s', (_, input) => {
    const cluster = trafficCluster(trafficEnvironment(...input));
    expect(servicesOf(cluster).map((service) => routedService(cluster, service))).not.toContainEqual(expect.anything());
    expect(hasRoutes(cluster)).toBe(false);
  });
});
