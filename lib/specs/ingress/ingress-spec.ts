import type { NodePoolSpec } from '../pool/node-pool-spec';
import type { HostSpec } from '../workload/hosts/host-spec';
import type { TrafficDaemonSpec } from '../workload/traffic/traffic-daemon-spec';
import type { ServiceSpec, WorkloadSpec } from '../workload/workload-spec';
import type { GoogleIngressMembers } from './google/google-ingress-fields';
import type { BackendMembers } from './ingress-fields';

/** The part of a cluster that an ingress reads. */
export interface IngressCluster {
  readonly name: string;
  readonly pools: readonly NodePoolSpec[];
  readonly workloads: readonly WorkloadSpec[];
}

/** A host of a service in one cluster. */
export interface IngressRoute {
  /** Name of the cluster. */
  readonly cluster: string;
  readonly workload: ServiceSpec;
  readonly host: HostSpec;
}

/** A traffic daemon behind a balancer, with the share of the requests that its cluster takes. */
export interface IngressBackend extends Omit<BackendMembers, 'workload'> {
  readonly daemon: TrafficDaemonSpec;
}

/** A shared way in on Google Cloud, with every default filled in. */
export interface GoogleIngressSpec extends Omit<GoogleIngressMembers, 'balancer' | 'backends'> {
  readonly cloud: 'google';
  /** `<environment>-<ingress>`: base of the physical names. */
  readonly physicalName: string;
  readonly balancer: Omit<GoogleIngressMembers['balancer'], 'drainSeconds'> & { readonly drainSeconds: number };
  /** Backends whose cluster and traffic daemon exist; a rule refuses the others. */
  readonly backends: readonly IngressBackend[];
  /** Hosts of services, sorted by host, cluster, namespace and name. */
  readonly routes: readonly IngressRoute[];
}

/** A shared way in: a balancer, its certificates, and the services behind it. */
export type IngressSpec = GoogleIngressSpec;

/** The ingress of a traffic daemon, and the services of its own cluster to which it sends requests. */
export interface DaemonTraffic {
  readonly daemon: TrafficDaemonSpec;
  readonly ingress: IngressSpec;
  readonly routes: readonly IngressRoute[];
}
