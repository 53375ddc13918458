import type { HostSpec } from '../../workload/hosts/host-spec';
import type { IngressSpec } from '../ingress-spec';

/** Beginning of a name for all names one label below another one. */
const WILDCARD = '*.';

/** Whether a name of a certificate is a wildcard. */
export function isWildcard(name: string): boolean {
  return name.startsWith(WILDCARD);
}

/** The name itself, and for a wildcard the name below which it stands. */
export function bareName(name: string): string {
  return isWildcard(name) ? name.slice(WILDCARD.length) : name;
}

/** The wildcard that covers a host. */
export function wildcardOf(host: string): string {
  return `${WILDCARD}${host.slice(host.indexOf('.') + 1)}`;
}

/** Whether a name of a certificate covers a host: a wildcard covers exactly one further label. */
export function coversHost(name: string, host: string): boolean {
  if (!isWildcard(name)) return name === host;
  const dot = host.indexOf('.');
  return dot > 0 && host.slice(dot + 1) === bareName(name);
}

/** Names under which clients reach a host: the host, and `www.<host>` where it is redirected. */
export function askedNames({ host, wwwRedirect }: Pick<HostSpec, 'host' | 'wwwRedirect'>): readonly string[] {
  return wwwRedirect ? [host, `www.${host}`] : [host];
}

/** Names under which clients reach the services behind an ingress, sorted by their hosts. */
export function askedNamesOf({ routes }: Pick<IngressSpec, 'routes'>): readonly string[] {
  return [...new Set(routes.flatMap(({ host }) => askedNames(host)))];
}
