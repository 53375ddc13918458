import { pathSums } from '../../analysis/request-path';
import type { Problems } from '../../values/problems';
import { partSubject } from '../fields/part-subject';
import type { IngressRoute, IngressSpec } from './ingress-spec';
import { pathLegs, renderLegs } from './request-path';
import { workloadPath } from './resolve-ingress';

/** Refuses hosts whose requests take more hops from the client's network to the pod than `maxHops` of the host allows. */
export function judgeMaxHops({ routes, backends }: IngressSpec, problems: Problems): void {
  for (const route of routes) {
    const backend = backends.find(({ cluster }) => cluster === route.cluster);
    // A host without a daemon in its cluster has no path, which another rule reports.
    if (backend !== undefined) judgeRoute(route, backend, problems);
  }
}

function judgeRoute(route: IngressRoute, backend: IngressSpec['backends'][number], problems: Problems): void {
  const { host, workload } = route;
  const { maxHops } = host;
  const legs = pathLegs(backend, route);
  const { hops } = pathSums(legs);
  if (maxHops === undefined || maxHops >= hops) return;
  const own = problems.at(partSubject('host', { name: host.host }, 0));
  const rule = `allow the ${hops} hops to '${workloadPath(workload)}' (${renderLegs(legs)})`;
  const remedy = `raise it to ${hops} or leave it out; no request to a shared ingress takes fewer`;
  own.add('maxHops', rule, maxHops, remedy);
}
