import { isWithinZone } from '../../../values/host-name';
import type { Problems } from '../../../values/problems';
import type { HostSpec } from '../../workload/hosts/host-spec';
import type { ServiceSpec } from '../../workload/workload-spec';
import { askedNames, coversHost } from '../certificates/certificate-cover';
import { type CertificatePlace, certificatePlaces, STORE_PLACES } from '../certificates/certificate-places';
import type { IngressCluster, IngressSpec } from '../ingress-spec';
import { workloadPath } from '../resolve-ingress';
import { judgeCarriers } from './carrier-rules';
import { judgeNeighbours } from './neighbour-rules';
import type { StatedHosts } from './stated-hosts';

/** A service with hosts, and what it is judged among. */
interface JudgedService {
  readonly workload: ServiceSpec;
  readonly cluster: IngressCluster;
  readonly ingresses: readonly IngressSpec[];
  /** Hosts of the services before this one. */
  readonly stated: StatedHosts;
}

/** Rules of the hosts of one service among all ingresses and all other hosts of the environment. */
export function judgeRoutes({ workload, cluster, ingresses, stated }: JudgedService, problems: Problems): void {
  workload.hosts.forEach((host, index) => {
    const at = `hosts[${index}]`;
    const ingress = ingresses.find(({ name }) => name === host.ingress);
    const names = ingresses.map(({ name }) => name).join(', ') || 'none';
    const rule = `name an ingress of the environment: ${names}`;
    problems.require(
      ingress !== undefined,
      `${at}.ingress`,
      rule,
      host.ingress,
      'correct the name, or add the ingress',
    );
    if (ingress === undefined) return;
    if (judgeZone(at, { host, ingress }, problems)) judgeCover(at, { host, ingress }, problems);
    judgeCarriers(at, { host, ingress, cluster: cluster.name }, problems);
    judgeNeighbours(at, { cluster: cluster.name, path: workloadPath(workload), host, stated }, problems);
  });
}

interface PlacedHost {
  readonly host: HostSpec;
  readonly ingress: IngressSpec;
}

function judgeZone(at: string, { host: { host }, ingress }: PlacedHost, problems: Problems): boolean {
  const rule = `be within the zone '${ingress.zone}' of the ingress '${ingress.name}'`;
  const remedy = `write it as '<name>.${ingress.zone}', or name another ingress`;
  return problems.require(isWithinZone(host, ingress.zone), `${at}.host`, rule, host, remedy);
}

/** A name without a certificate gets the first one of the ingress, which browsers refuse. */
function judgeCover(at: string, { host, ingress }: PlacedHost, problems: Problems): void {
  const { balancer } = ingress;
  for (const name of askedNames(host)) {
    const missing = STORE_PLACES[balancer.certificateStore].find((place) => !isCovered(name, ingress, place));
    const property = name === host.host ? `${at}.host` : `${at}.wwwRedirect`;
    const rule = `be covered by a certificate of the ingress '${ingress.name}'${PLACES[missing ?? 'map']}`;
    const remedy = 'add the name to a certificate; a wildcard covers the names one label below it, and no others';
    problems.require(missing === undefined, property, rule, name, remedy);
  }
}

const PLACES: Readonly<Record<CertificatePlace, string>> = {
  map: '',
  list: ' in the classic list',
};

/** A certificate in no place has an id that a rule of its own refuses. */
function isCovered(name: string, { certificates, balancer }: IngressSpec, place: CertificatePlace): boolean {
  return certificates
    .filter((certificate) => {
      const places = certificatePlaces(certificate, balancer);
      return places.length === 0 || places.includes(place);
    })
    .some(({ hosts }) => hosts.some((own) => coversHost(own, name)));
}
