import { isDeepStrictEqual } from 'node:util';
import type { Problems } from '../../../values/problems';
import type { HostSpec } from '../../workload/hosts/host-spec';
import { askedNames } from '../certificates/certificate-cover';
import type { StatedHost, StatedHosts } from './stated-hosts';

/** A host among those that stand before it. */
interface Neighbour extends StatedHost {
  readonly stated: StatedHosts;
}

/** Rules of a host among those that stand before it in the environment: a request has one way only. */
export function judgeNeighbours(at: string, { stated, ...own }: Neighbour, problems: Problems): void {
  for (const name of askedNames(own.host)) {
    for (const other of stated.of(name)) judgePair(at, { name, own, other }, problems);
  }
  for (const name of askedNames(own.host)) stated.add(name, own);
}

interface Pair {
  /** Name under which clients ask for both. */
  readonly name: string;
  readonly own: StatedHost;
  readonly other: StatedHost;
}

function judgePair(at: string, { name, own, other }: Pair, problems: Problems): void {
  const [host, before] = [own.host, other.host];
  if (host.host !== before.host) {
    const rule = `not be stated beside a redirect of the same name: ${where(other)} states '${before.host}'`;
    const property = name === host.host ? `${at}.host` : `${at}.wwwRedirect`;
    problems.add(property, rule, name, 'remove the redirect, or the host of that name');
    return;
  }
  // Both names of a redirected host lead to the same pair.
  if (name !== host.host) return;
  const single = `be the ingress '${before.ingress}' of ${where(other)}, because a DNS name leads to one balancer`;
  const isSame = host.ingress === before.ingress;
  if (!problems.require(isSame, `${at}.ingress`, single, host.ingress, 'use one ingress for a host')) return;
  if (own.path === other.path) judgeTwin(at, { name, own, other }, problems);
  else judgePaths(at, { name, own, other }, problems);
}

/** Requests for a host go to the nearest cluster with room, so that the service must be the same one everywhere. */
function judgeTwin(at: string, { own, other }: Pair, problems: Problems): void {
  const differing = (Object.keys(own.host) as (keyof HostSpec)[]).find(
    (member) => member !== 'maxHops' && !isDeepStrictEqual(own.host[member], other.host[member]),
  );
  const rule = `be equal to that of the same service in the cluster '${other.cluster}', because a request goes to either`;
  const value = differing === undefined ? undefined : own.host[differing];
  problems.require(differing === undefined, `${at}.${differing}`, rule, value, 'state the same in both clusters');
}

function judgePaths(at: string, { own, other }: Pair, problems: Problems): void {
  const prefixes = other.host.paths.map(withoutSlash);
  own.host.paths.forEach((path, index) => {
    const rule = `differ from the paths of ${where(other)} under the same host`;
    const remedy = 'give one of the services a longer prefix, or a host of its own';
    problems.require(!prefixes.includes(withoutSlash(path)), `${at}.paths[${index}]`, rule, path, remedy);
  });
}

function where({ path, cluster }: StatedHost): string {
  return `'${path}' in the cluster '${cluster}'`;
}

function withoutSlash(path: string): string {
  return path.replace(/(.)\/$/, '$1');
}
