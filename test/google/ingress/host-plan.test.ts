import { backendClusters, planHosts } from '../../../lib/google/ingress/host-plan';
import type { GoogleEnvironmentInput } from '../../../lib/specs/environment/environment-input';
import type { HostInput } from '../../../lib/specs/workload/hosts/host-input';
import {
  edgeCluster,
  edgeProxy,
  hostedService,
  hostInput,
  publicIngress,
  secondEdgeCluster,
} from '../../fixtures/balancer-environment';
import { ingressOf } from './synthesize-edge';

const BACKENDS = [
  { cluster: 'main', workload: 'edge/edge-proxy' },
  { cluster: 'east', workload: 'edge/edge-proxy' },
];

type Hosts = Readonly<Record<string, readonly HostInput[]>>;

const services = (hosts: Hosts) => [
  edgeProxy(),
  ...Object.entries(hosts).map(([name, own]) => hostedService(name, own)),
];

/** An environment of two clusters with these services, both of them behind the ingress. */
function twoClusters(main: Hosts, east: Hosts): Partial<GoogleEnvironmentInput> {
  return {
    clusters: [edgeCluster({ workloads: services(main) }), secondEdgeCluster({ workloads: services(east) })],
    ingress: [publicIngress({ backends: BACKENDS })],
  };
}

const ofMain = (...hosts: readonly HostInput[]) => ({
  clusters: [edgeCluster({ workloads: services({ web: hosts }) })],
});

test('a host with its name under www has both names', () => {
  const plans = planHosts(ingressOf(ofMain(hostInput('web', { wwwRedirect: true }), hostInput('a'))));
  expect(plans.map(({ names }) => names)).toEqual([
    ['a.stream.example.com'],
    ['web.stream.example.com', 'www.web.stream.example.com'],
  ]);
});

test('the longest path of a host comes first, whatever the order of the services', () => {
  const [plan] = planHosts(ingressOf(ofMain(hostInput('web', { paths: ['/', '/api/v2', '/api', '/app'] }))));
  expect(plan?.paths.map(({ path }) => path)).toEqual(['/api/v2', '/api', '/app', '/']);
});

test('a prefix with a slash at its end is the one without it', () => {
  const ingress = ingressOf(
    twoClusters(
      { web: [hostInput('web', { paths: ['/api'] })] },
      { web: [hostInput('web', { paths: ['/api/', '/'] })] },
    ),
  );
  expect(planHosts(ingress)[0]?.paths.map(({ path, clusters }) => [path, clusters])).toEqual([
    ['/api', ['east', 'main']],
    ['/', ['east']],
  ]);
});

test('a path goes to every cluster whose service has it', () => {
  const own = hostInput('web', { paths: ['/'] });
  const ingress = ingressOf(twoClusters({ web: [own] }, { web: [own], api: [hostInput('web', { paths: ['/api'] })] }));
  expect(planHosts(ingress)).toMatchObject([
    {
      paths: [
        { path: '/api', clusters: ['east'] },
        { path: '/', clusters: ['east', 'main'] },
      ],
    },
  ]);
});

test('clusters without a backend count nowhere', () => {
  const both = twoClusters({ web: [hostInput('web')] }, { web: [hostInput('web'), hostInput('east')] });
  const ingress = { ...ingressOf(both), backends: ingressOf(both).backends.slice(0, 1) };
  expect(backendClusters(ingress)).toEqual(['main']);
  expect(planHosts(ingress).map(({ host, paths }) => [host, paths[0]?.clusters])).toEqual([
    ['web.stream.example.com', ['main']],
  ]);
});
