import type { EnvironmentInput, GoogleEnvironmentInput } from '../../../../../lib/specs/environment/environment-input';
import type { GclbInput, GoogleIngressInput } from '../../../../../lib/specs/ingress/google/google-ingress-input';
import type { CertificateInput } from '../../../../../lib/specs/ingress/ingress-input';
import type { WorkloadInput } from '../../../../../lib/specs/workload/workload-input';
import {
  balancerEnvironment,
  edgeCluster,
  edgePool,
  edgeProxy,
  hostedService,
  hostInput,
  publicIngress,
  secondEdgeCluster,
} from '../../../../fixtures/balancer-environment';
import { editGoogleCluster, type InputEdit } from '../pool-edits';

/** A managed certificate of these names. */
export function managedCertificate(name: string, ...hosts: readonly string[]): CertificateInput {
  return { name, hosts, from: { kind: 'managed' } };
}

/** An environment whose balancer has a certificate map and owns its DNS records. */
export function balancedEnvironment(): GoogleEnvironmentInput {
  const workloads = [...(edgeCluster().workloads ?? []), hostedService('rooms', [hostInput('rooms')])];
  return balancerEnvironment({
    name: 'balanced',
    clusters: [edgeCluster({ workloads })],
    ingress: [publicIngress({ dns: { kind: 'cloud-dns', managedZone: 'stream' } }, { ipv6: true })],
  });
}

/** An environment whose balancer has its certificates in the classic list. */
export function listedEnvironment(): GoogleEnvironmentInput {
  const certificates = [
    managedCertificate('chat', 'chat.stream.example.com'),
    managedCertificate('web', 'web.stream.example.com'),
  ];
  return balancerEnvironment({
    name: 'listed',
    ingress: [publicIngress({ certificates }, { certificateStore: 'classic-list' })],
  });
}

/** An environment with clusters in two regions, of which the first has proxies and services. */
export function regionalEnvironment(): GoogleEnvironmentInput {
  return balancerEnvironment({ name: 'regional', clusters: [edgeCluster(), secondEdgeCluster({ workloads: [] })] });
}

/** Lets these clusters of a regional environment have proxies and services, and the balancer send them a share of the requests. */
export function serveFrom(shares: Readonly<Record<string, number>>): InputEdit {
  const { workloads } = edgeCluster();
  return together(
    editIngress((ingress) => ({
      ...ingress,
      backends: Object.entries(shares).map(([cluster, capacityPercent]) => ({
        cluster,
        workload: 'edge/edge-proxy',
        capacityPercent,
      })),
    })),
    (input) => {
      if (input.cloud !== 'google') throw new Error(`'${input.name}' is not on Google Cloud`);
      const clusters = input.clusters.map((cluster) => ({
        ...cluster,
        workloads: cluster.name in shares ? (workloads ?? []) : [],
      }));
      return { ...input, clusters };
    },
  );
}

/** Changes the ingress of an environment. */
export function editIngress(edit: (ingress: GoogleIngressInput) => GoogleIngressInput): InputEdit {
  return editIngresses((ingresses) => ingresses.map(edit));
}

function editIngresses(edit: (ingresses: readonly GoogleIngressInput[]) => readonly GoogleIngressInput[]): InputEdit {
  return (input): EnvironmentInput => {
    if (input.cloud !== 'google') throw new Error(`'${input.name}' is not on Google Cloud`);
    return { ...input, ingress: edit(input.ingress ?? []) };
  };
}

/** Changes the balancer of an environment. */
export function editBalancer(change: Partial<GclbInput>): InputEdit {
  return editIngress((ingress) => ({ ...ingress, balancer: { ...ingress.balancer, ...change } }));
}

/** States the certificates of an environment's ingress. */
export function withCertificates(...certificates: readonly CertificateInput[]): InputEdit {
  return editIngress((ingress) => ({ ...ingress, certificates }));
}

/** Adds a service with a host to the first cluster. */
export function addHost(name: string): InputEdit {
  return editWorkloads((workloads) => [...workloads, hostedService(name, [hostInput(name)])]);
}

/** Removes a workload from the first cluster. */
export function removeWorkload(name: string): InputEdit {
  return editWorkloads((workloads) => workloads.filter((workload) => workload.name !== name));
}

/** Lets the proxies of the first cluster run on these pools. */
export function runProxiesOn(...pools: readonly string[]): InputEdit {
  return editWorkloads((workloads) =>
    workloads.map((workload) => (workload.kind === 'traffic-daemon' ? { ...workload, pools } : workload)),
  );
}

/** Adds a pool of proxies to the first cluster. */
export function addEdgePool(name: string): InputEdit {
  return editGoogleCluster((cluster) => ({ ...cluster, pools: [...cluster.pools, edgePool({ name })] }));
}

/** Adds an ingress with a traffic daemon and a pool of its own to the first cluster. */
export function addIngress(name: string, pool: string): InputEdit {
  const daemon = edgeProxy({ namespace: name, name: 'proxy', pools: [pool] });
  const backends = [{ cluster: 'main', workload: `${name}/proxy` }];
  return together(
    addEdgePool(pool),
    editWorkloads((workloads) => [...workloads, daemon]),
    editIngresses((ingresses) => [...ingresses, ...ingresses.map((each) => ({ ...each, name, backends }))]),
  );
}

/** Removes an ingress with its traffic daemon, and leaves its pool. */
export function removeIngress(name: string): InputEdit {
  return together(
    editWorkloads((workloads) => workloads.filter(({ namespace }) => namespace !== name)),
    editIngresses((ingresses) => ingresses.filter((each) => each.name !== name)),
  );
}

/** Lets the hosts of a service belong to an ingress. */
export function moveHosts(service: string, ingress: string): InputEdit {
  return editWorkloads((workloads) =>
    workloads.map((workload) =>
      workload.name === service && workload.hosts !== undefined
        ? { ...workload, hosts: workload.hosts.map((host) => ({ ...host, ingress })) }
        : workload,
    ),
  );
}

/** Makes several changes at once. */
export function together(...edits: readonly InputEdit[]): InputEdit {
  return (input) => edits.reduce((changed, edit) => edit(changed), input);
}

function editWorkloads(edit: (workloads: readonly WorkloadInput[]) => readonly WorkloadInput[]): InputEdit {
  return editGoogleCluster((cluster) => ({ ...cluster, workloads: edit(cluster.workloads ?? []) }));
}
