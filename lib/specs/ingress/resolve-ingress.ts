import { compareText } from '../../values/compare-text';
import { isTrafficDaemon } from '../workload/traffic/traffic-daemon-spec';
import { servicesOf, type WorkloadSpec } from '../workload/workload-spec';
import type { GoogleIngressMembers } from './google/google-ingress-fields';
import type { BackendMembers } from './ingress-fields';
import type { DaemonTraffic, IngressBackend, IngressCluster, IngressRoute, IngressSpec } from './ingress-spec';

/** The part of an environment that its ingresses are resolved with. */
export interface IngressSurroundings {
  readonly environmentName: string;
  readonly clusters: readonly IngressCluster[];
}

/** An ingress on Google Cloud with every default filled in; judges nothing. */
export function resolveGoogleIngress(
  input: GoogleIngressMembers,
  { environmentName, clusters }: IngressSurroundings,
): IngressSpec {
  const backends = input.backends.flatMap((backend) => resolveBackend(backend, clusters));
  const drains = backends.map(({ daemon }) => daemon.shutdown.drainSeconds);
  return {
    ...input,
    cloud: 'google',
    physicalName: `${environmentName}-${input.name}`,
    balancer: { ...input.balancer, drainSeconds: input.balancer.drainSeconds ?? Math.max(0, ...drains) },
    backends,
    routes: routesOf(input.name, clusters),
  };
}

/** Namespace and name of a workload, as backends name it. */
export function workloadPath({ namespace, name }: Pick<WorkloadSpec, 'namespace' | 'name'>): string {
  return `${namespace}/${name}`;
}

function resolveBackend(
  { workload: path, ...backend }: BackendMembers,
  clusters: readonly IngressCluster[],
): readonly IngressBackend[] {
  const cluster = clusters.find(({ name }) => name === backend.cluster);
  const daemon = cluster?.workloads.filter(isTrafficDaemon).find((each) => workloadPath(each) === path);
  return daemon === undefined ? [] : [{ ...backend, daemon }];
}

function routesOf(ingress: string, clusters: readonly IngressCluster[]): readonly IngressRoute[] {
  const routes = clusters.flatMap((cluster) =>
    servicesOf(cluster).flatMap((workload) =>
      workload.hosts
        .filter((host) => host.ingress === ingress)
        .map((host): IngressRoute => ({ cluster: cluster.name, workload, host })),
    ),
  );
  return routes.sort((left, right) => compareText(sortKey(left), sortKey(right)));
}

function sortKey({ cluster, workload, host }: IngressRoute): string {
  return [host.host, cluster, workloadPath(workload)].join(' ');
}

/** The traffic daemons of a cluster that are behind an ingress, with the services to which they send requests. */
export function daemonTraffic(cluster: string, ingresses: readonly IngressSpec[]): readonly DaemonTraffic[] {
  return ingresses.flatMap((ingress) =>
    ingress.backends
      .filter((backend) => backend.cluster === cluster)
      .map(({ daemon }) => ({
        daemon,
        ingress,
        routes: ingress.routes.filter((route) => route.cluster === cluster),
      })),
  );
}
