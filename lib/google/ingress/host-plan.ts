import type { GoogleIngressSpec, IngressRoute } from '../../specs/ingress/ingress-spec';
import { compareText } from '../../values/compare-text';

/** A prefix of paths of a host, and where its requests go. */
export interface PathPlan {
  /** The prefix, which begins with `/` and, unless it is `/` itself, ends with a segment. */
  readonly path: string;
  /** Clusters whose proxies know a service for the path, in alphabetical order. */
  readonly clusters: readonly string[];
  /** Whether a service of the path takes websockets. */
  readonly hasSockets: boolean;
}

/** A host of a balancer, and where its requests go. */
export interface HostPlan {
  /** The host as its services state it. */
  readonly host: string;
  /** The host, and `www.<host>` where the proxy redirects it. */
  readonly names: readonly string[];
  /** Prefixes of paths, the longest first, because it decides. */
  readonly paths: readonly PathPlan[];
}

/** Clusters that have a backend of the ingress, in alphabetical order. */
export function backendClusters({ backends }: Pick<GoogleIngressSpec, 'backends'>): readonly string[] {
  return distinct(backends.map(({ cluster }) => cluster));
}

/** The hosts of an ingress in alphabetical order. Only clusters that have a backend count, because no request reaches the others. */
export function planHosts(ingress: Pick<GoogleIngressSpec, 'backends' | 'routes'>): readonly HostPlan[] {
  const clusters = backendClusters(ingress);
  const routes = ingress.routes.filter(({ cluster }) => clusters.includes(cluster));
  return distinct(routes.map(({ host }) => host.host)).map((host) =>
    planHost(
      host,
      routes.filter((route) => route.host.host === host),
    ),
  );
}

function planHost(host: string, routes: readonly IngressRoute[]): HostPlan {
  const paths = distinct(routes.flatMap(prefixesOf)).map((path): PathPlan => {
    const own = routes.filter((route) => prefixesOf(route).includes(path));
    return {
      path,
      clusters: distinct(own.map(({ cluster }) => cluster)),
      hasSockets: own.some((route) => route.host.protocol === 'websocket'),
    };
  });
  const hasWww = routes.some((route) => route.host.wwwRedirect);
  return {
    host,
    names: hasWww ? [host, `www.${host}`] : [host],
    paths: paths.sort((left, right) => right.path.length - left.path.length || compareText(left.path, right.path)),
  };
}

/** The prefixes of a route; with and without a slash at its end a prefix stands for the same paths. */
function prefixesOf({ host }: IngressRoute): readonly string[] {
  return host.paths.map((path) => path.replace(/(.)\/$/, '$1'));
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort(compareText);
}
