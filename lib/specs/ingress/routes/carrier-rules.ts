import type { Problems } from '../../../values/problems';
import type { HostSpec } from '../../workload/hosts/host-spec';
import type { IngressBackend, IngressSpec } from '../ingress-spec';
import { PROXY_TRAITS } from '../proxy-traits';
import { workloadPath } from '../resolve-ingress';

/** A host and what carries its requests. */
interface CarriedHost {
  readonly host: HostSpec;
  readonly ingress: IngressSpec;
  /** Name of the cluster of the service. */
  readonly cluster: string;
}

/** Rules of what the balancer and the proxies between a client and a pod must be able to do. */
export function judgeCarriers(at: string, { host, ingress, cluster }: CarriedHost, problems: Problems): void {
  const backends = ingress.backends.filter((backend) => backend.cluster === cluster);
  const rule = `name an ingress with a backend in the cluster '${cluster}', because a proxy knows the pods of its own cluster only`;
  const remedy = `add a traffic daemon of '${cluster}' to the backends of '${ingress.name}'`;
  if (!problems.require(backends.length > 0, `${at}.ingress`, rule, host.ingress, remedy)) return;
  if (!judgeGrpc(at, host, problems)) return;
  for (const backend of backends) judgeProxy(at, { host, backend }, problems);
}

/**
 * Google's balancers carry gRPC over HTTP/2 alone, and HTTP/2 to backends with TLS alone, which the proxies do not end.
 *
 * @see https://cloud.google.com/load-balancing/docs/https/http2
 */
function judgeGrpc(at: string, { protocol }: HostSpec, problems: Problems): boolean {
  const rule = "not be 'grpc' for a 'gclb': it sends HTTP/1.1 to the proxies, and gRPC needs HTTP/2 on the whole way";
  const remedy = 'serve it in JSON under a host, or let clients in the cluster use the Service';
  return problems.require(protocol !== 'grpc', `${at}.protocol`, rule, protocol, remedy);
}

interface ProxiedHost {
  readonly host: HostSpec;
  readonly backend: IngressBackend;
}

function judgeProxy(at: string, { host, backend }: ProxiedHost, problems: Problems): void {
  const { name, protocols, shardKinds } = PROXY_TRAITS[backend.daemon.proxy.kind];
  const path = workloadPath(backend.daemon);
  const spoken = protocols.map((each) => `'${each}'`).join(', ');
  const rule = `be one of ${spoken}, which ${name} of the traffic daemon '${path}' carries to pods`;
  const other = `use the proxy 'haproxy' in '${path}'`;
  problems.require(protocols.includes(host.protocol), `${at}.protocol`, rule, host.protocol, other);
  const kind = host.shardBy?.kind;
  const shards = `be absent, because ${name} of the traffic daemon '${path}' cannot let every proxy choose the same pod for a key`;
  problems.require(kind === undefined || shardKinds.includes(kind), `${at}.shardBy`, shards, kind, other);
}
