import { NodeEntitiesPolicy, openedToNodes } from '../../../lib/kubernetes/ingress/node-entities-policy';
import { DeployedService } from '../../../lib/kubernetes/workloads/deployed-service';
import type { GoogleClusterSpec } from '../../../lib/specs/cluster/cluster-spec';
import type { GoogleClusterInput } from '../../../lib/specs/cluster/google/google-cluster-input';
import { type ServiceSpec, servicesOf } from '../../../lib/specs/workload/workload-spec';
import { onlyObject, synthesizeConstruct } from '../../fixtures/synthesize-construct';
import {
  hostedService,
  hostInput,
  trafficCluster,
  trafficDaemon,
  trafficEnvironment,
} from '../../fixtures/traffic-environment';

type Datapath = GoogleClusterInput['datapath'];

function clusterWith(datapath: Datapath, api = hostedService()): GoogleClusterSpec {
  return trafficCluster(trafficEnvironment({ datapath, workloads: [trafficDaemon(), api] }));
}

function onlyService(cluster: GoogleClusterSpec): ServiceSpec {
  const [service] = servicesOf(cluster);
  if (service === undefined) throw new Error('the fixture has no service');
  return service;
}

/** Objects of the service, with those of its chart of custom resources. */
function objectsOf(cluster: GoogleClusterSpec) {
  const workload = onlyService(cluster);
  return synthesizeConstruct((chart) => {
    new DeployedService(chart, 'Service', { cluster, workload });
    const service = openedToNodes(cluster, workload);
    if (service !== undefined) new NodeEntitiesPolicy(chart, 'Hosts', { service });
  });
}

const kindsOf = (cluster: GoogleClusterSpec) => objectsOf(cluster).map(({ kind }) => kind);

describe('the Service by which proxies find pods', () => {
  it('has no address of its own, the port of the pods, and their label', () => {
    const service = onlyObject(objectsOf(clusterWith('dataplane-v2')), 'Service', 'api-pods');
    expect(service.metadata.namespace).toBe('video');
    expect(service['spec']).toEqual({
      clusterIP: 'None',
      selector: { 'keelson.dev/workload': 'api' },
      ports: [{ name: 'pods', port: 8080, targetPort: 8080, protocol: 'TCP' }],
    });
  });

  it('leaves out pods that are not ready, which is the default of Kubernetes', () => {
    const service = onlyObject(objectsOf(clusterWith('dataplane-v2')), 'Service', 'api-pods');
    expect(service['spec']).not.toHaveProperty('publishNotReadyAddresses');
  });

  it('exists beside the ordinary Service, and once however many hosts there are', () => {
    const hosts = [hostInput(), hostInput({ host: 'www.stream.example.com' })];
    const names = objectsOf(clusterWith('dataplane-v2', hostedService({ hosts })))
      .filter(({ kind }) => kind === 'Service')
      .map(({ metadata }) => metadata.name);
    expect(names).toEqual(['api', 'api-pods']);
  });
});

describe('the policy that opens pods to proxies', () => {
  it('with Calico opens the one port to the addresses of the nodes', () => {
    const policy = onlyObject(objectsOf(clusterWith('calico')), 'NetworkPolicy');
    expect(policy.metadata).toMatchObject({ name: 'api-hosts', namespace: 'video' });
    expect(policy['spec']).toEqual({
      podSelector: { matchLabels: { 'keelson.dev/workload': 'api' } },
      policyTypes: ['Ingress'],
      ingress: [{ from: [{ ipBlock: { cidr: '10.40.0.0/20' } }], ports: [{ port: 8080, protocol: 'TCP' }] }],
    });
  });

  it('with Dataplane V2 opens the one port of the one workload to the nodes, which no range matches there', () => {
    const policy = onlyObject(objectsOf(clusterWith('dataplane-v2')), 'CiliumClusterwideNetworkPolicy');
    expect(policy).toMatchObject({
      apiVersion: 'cilium.io/v2',
      metadata: {
        name: 'keelson-video-api-hosts',
        annotations: { 'keelson.dev/requires': expect.stringContaining('cluster-wide policies switched on') },
      },
    });
    expect(policy.metadata).not.toHaveProperty('namespace');
    expect(policy['spec']).toEqual({
      endpointSelector: {
        matchLabels: { 'k8s:io.kubernetes.pod.namespace': 'video', 'k8s:keelson.dev/workload': 'api' },
      },
      ingress: [{ fromEntities: ['host', 'remote-node'], toPorts: [{ ports: [{ port: '8080', protocol: 'TCP' }] }] }],
    });
  });

  it.each<Datapath>(['calico', 'dataplane-v2'])('on %s is the only one, and missing without hosts', (datapath) => {
    const policies = (kinds: readonly string[]) => kinds.filter((kind) => kind.endsWith('NetworkPolicy'));
    expect(policies(kindsOf(clusterWith(datapath)))).toHaveLength(1);
    expect(policies(kindsOf(clusterWith(datapath, hostedService({ hosts: [] }))))).toEqual([]);
  });
});
