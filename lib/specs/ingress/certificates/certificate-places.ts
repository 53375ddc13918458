import type { Certificate } from '../ingress-fields';
import type { GoogleIngressSpec } from '../ingress-spec';

/** Place where a Google balancer finds a certificate: the certificate map, or the classic list of its proxy. */
export type CertificatePlace = 'map' | 'list';

/**
 * Id of a certificate in each place.
 *
 * @see https://cloud.google.com/certificate-manager/docs/reference/certificate-manager/rest/v1/projects.locations.certificates
 * @see https://cloud.google.com/compute/docs/reference/rest/v1/sslCertificates
 */
const IDS: Readonly<Record<CertificatePlace, RegExp>> = {
  map: /^projects\/[a-z][a-z0-9:.-]{4,61}[a-z0-9]\/locations\/global\/certificates\/[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/,
  list: /^projects\/[a-z][a-z0-9:.-]{4,61}[a-z0-9]\/global\/sslCertificates\/[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/,
};

/** The form of an id in each place, for messages. */
export const CERTIFICATE_ID_FORMS: Readonly<Record<CertificatePlace, string>> = {
  map: 'projects/<project>/locations/global/certificates/<name>',
  list: 'projects/<project>/global/sslCertificates/<name>',
};

/** Places that a store fills. */
export const STORE_PLACES: Readonly<
  Record<GoogleIngressSpec['balancer']['certificateStore'], readonly CertificatePlace[]>
> = { map: ['map'], 'classic-list': ['list'], migrating: ['list', 'map'] };

/** The place of an id by its form; undefined for another text. */
export function placeOfId(id: string): CertificatePlace | undefined {
  return (['map', 'list'] as const).find((place) => IDS[place].test(id));
}

/** Places in which a certificate of a balancer stands: a managed one is made in all of the store's, an existing one is in the place of its id. */
export function certificatePlaces(
  { from }: Certificate,
  { certificateStore }: Pick<GoogleIngressSpec['balancer'], 'certificateStore'>,
): readonly CertificatePlace[] {
  const places = STORE_PLACES[certificateStore];
  if (from.kind !== 'existing') return places;
  const own = placeOfId(from.id);
  return places.filter((place) => place === own);
}
