import { counted } from '../../../values/counted';
import type { Problems } from '../../../values/problems';
import { partSubject } from '../../fields/part-subject';
import type { Certificate } from '../ingress-fields';
import type { JudgedIngress } from '../judged-ingress';
import { isWildcard } from './certificate-cover';
import {
  CERTIFICATE_ID_FORMS,
  type CertificatePlace,
  certificatePlaces,
  placeOfId,
  STORE_PLACES,
} from './certificate-places';

/**
 * Certificates of the classic list at most.
 *
 * @see https://cloud.google.com/load-balancing/docs/quotas#ssl_certificates
 */
const MAX_LIST = 15;

/**
 * Certificates of one name at most: a new one is issued beside the former one, in an entry of the map, which takes several, as in the list.
 *
 * @see https://cloud.google.com/certificate-manager/docs/maps
 * @see https://cloud.google.com/load-balancing/docs/ssl-certificates/google-managed-certs#replace-ssl
 */
const MOST_OF_NAME = 4;

/** Rules of the certificates of a Google balancer in the places where the balancer finds them. */
export function judgePlaces({ input }: JudgedIngress, problems: Problems): void {
  const { certificates, balancer } = input;
  const places = STORE_PLACES[balancer.certificateStore];
  certificates.forEach((certificate, index) => {
    judgeSource(certificate, places, problems.at(partSubject('certificate', certificate, index)));
  });
  const inPlace = (place: CertificatePlace) =>
    certificates.filter((each) => certificatePlaces(each, balancer).includes(place));
  for (const place of places) judgeOwners(inPlace(place), problems);
  judgeList(inPlace('list').length, problems);
}

function judgeSource({ from, hosts }: Certificate, places: readonly CertificatePlace[], problems: Problems): void {
  switch (from.kind) {
    case 'secret': {
      const rule = "not be 'secret' for a 'gclb', which ends TLS itself and reads no Secret of a cluster";
      problems.add('from.kind', rule, from.kind, "use 'managed', or 'existing' for one that is in Google Cloud");
      return;
    }
    case 'existing': {
      const own = placeOfId(from.id);
      const forms = places.map((place) => `'${CERTIFICATE_ID_FORMS[place]}'`).join(' or ');
      const rule = `be ${forms}, an id in the place of the balancer's certificates`;
      const remedy = "write the path of the certificate; 'balancer.certificateStore' decides the place";
      problems.require(own !== undefined && places.includes(own), 'from.id', rule, from.id, remedy);
      return;
    }
    case 'managed': {
      const wildcard = places.includes('list') ? hosts.find(isWildcard) : undefined;
      const rule =
        'hold no wildcard for a managed certificate of the classic list, which is issued by a request to the name';
      const remedy = "name every host, or use the store 'map'";
      problems.require(wildcard === undefined, 'hosts', rule, wildcard, remedy);
      return;
    }
  }
}

/** The balancer has one entry for each name, which takes a few certificates. */
function judgeOwners(certificates: readonly Certificate[], problems: Problems): void {
  for (const [host, names] of ownersOf(certificates)) {
    if (names.length <= MOST_OF_NAME) continue;
    const held = names.map((name) => `'${name}'`).join(' and ');
    const rule = `hold every name in ${counted(MOST_OF_NAME, 'certificate')} at most, but ${held} hold this one`;
    problems.add('certificates', rule, host, 'remove it from one of them');
  }
}

function ownersOf(certificates: readonly Certificate[]): ReadonlyMap<string, readonly string[]> {
  const owners = new Map<string, string[]>();
  for (const { name, hosts } of certificates) {
    for (const host of new Set(hosts)) owners.set(host, [...(owners.get(host) ?? []), name]);
  }
  return owners;
}

function judgeList(count: number, problems: Problems): void {
  const rule = `hold at most ${MAX_LIST} certificates in the classic list, the limit of a Google balancer`;
  const remedy = "use the store 'map', to which the store 'migrating' leads without a gap";
  problems.require(count <= MAX_LIST, 'certificates', rule, count, remedy);
}
