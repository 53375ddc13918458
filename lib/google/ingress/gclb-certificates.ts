import { CertificateManagerCertificate } from '@cdktf/provider-google/lib/certificate-manager-certificate';
import { CertificateManagerCertificateMap } from '@cdktf/provider-google/lib/certificate-manager-certificate-map';
import { CertificateManagerCertificateMapEntry } from '@cdktf/provider-google/lib/certificate-manager-certificate-map-entry';
import { ComputeManagedSslCertificate } from '@cdktf/provider-google/lib/compute-managed-ssl-certificate';
import { Construct } from 'constructs';
import type { Certificate } from '../../specs/ingress/ingress-fields';
import { boundedName } from '../../values/bounded-name';
import { compareText } from '../../values/compare-text';
import { MAX_DNS_LABEL } from '../../values/name';
import { SHORT_HASH_SUFFIX_LENGTH, shortHash } from '../../values/short-hash';
import { bareDomain, type DnsAuthorizations } from './dns-authorizations';
import { hostPartName } from './host-part-name';
import { NEW_FIRST } from './new-first';
import type { GclbPartProps, SharedGclbProps } from './shared-gclb-props';

/** Properties of {@link GclbCertificates}. */
export interface GclbCertificatesProps extends GclbPartProps, Pick<SharedGclbProps, 'after'> {
  /** Proofs for managed certificates. */
  readonly authorizations: DnsAuthorizations;
}

/** Certificates of a proxy: those of a map or those of a list, never both, because the map would win silently. */
export type ProxyCertificates =
  | { readonly kind: 'map'; readonly certificateMap: string }
  | { readonly kind: 'list'; readonly sslCertificates: readonly string[] };

/**
 * Certificates of a balancer. By default they are in a certificate map; by choice in the classic list of the proxy. While a balancer
 * migrates, both exist and the proxy uses the list, so that the map's certificates are issued before anybody meets them.
 */
export class GclbCertificates extends Construct {
  /** Certificates of the proxy. */
  readonly ofProxy: ProxyCertificates;

  constructor(scope: Construct, id: string, props: GclbCertificatesProps) {
    super(scope, id);
    const { certificateStore } = props.ingress.balancer;
    const list = certificateStore === 'map' ? [] : this.addList(props);
    const certificateMap = certificateStore === 'classic-list' ? undefined : this.addMap(props);
    this.ofProxy =
      certificateStore === 'map' && certificateMap !== undefined
        ? { kind: 'map', certificateMap }
        : { kind: 'list', sslCertificates: list };
  }

  private addList(props: GclbCertificatesProps): readonly string[] {
    return props.ingress.certificates.flatMap((certificate) => {
      const { from } = certificate;
      if (from.kind === 'existing') return isClassic(from.id) ? [from.id] : [];
      return from.kind === 'managed' ? [this.addClassic(props, certificate)] : [];
    });
  }

  private addClassic({ ingress, projectId }: GclbCertificatesProps, certificate: Certificate): string {
    const domains = sorted(certificate.hosts);
    return new ComputeManagedSslCertificate(this, `classic-${certificate.name}`, {
      project: projectId,
      name: hashedName(`${ingress.physicalName}-${certificate.name}`, { domains }),
      managed: { domains },
      lifecycle: NEW_FIRST,
    }).id;
  }

  /** Adds the map with its certificates and entries, and returns the reference of the map that a proxy takes. */
  private addMap(props: GclbCertificatesProps): string {
    const { ingress, projectId, after } = props;
    const map = new CertificateManagerCertificateMap(this, 'map', {
      project: projectId,
      name: ingress.physicalName,
      description: `Certificates of balancer ${ingress.physicalName}`,
      lifecycle: NEW_FIRST,
      dependsOn: [...after],
    });
    const ids = ingress.certificates.flatMap((certificate) => this.idInMap(props, certificate));
    const [primary] = ids;
    if (primary !== undefined) this.addEntry(props, map, { certificates: [primary.id] });
    for (const host of sorted(ids.flatMap(({ hosts }) => hosts))) {
      const certificates = ids.filter(({ hosts }) => hosts.includes(host)).map((each) => each.id);
      this.addEntry(props, map, { host, certificates });
    }
    // The id lacks this beginning, and the provider sends what it gets.
    return `//certificatemanager.googleapis.com/${map.id}`;
  }

  private idInMap(props: GclbCertificatesProps, certificate: Certificate): readonly MapCertificate[] {
    const { hosts, from } = certificate;
    if (from.kind === 'existing') return isClassic(from.id) ? [] : [{ hosts, id: from.id }];
    return from.kind === 'managed' ? [{ hosts, id: this.addManaged(props, certificate) }] : [];
  }

  private addManaged(props: GclbCertificatesProps, { name, hosts }: Certificate): string {
    const { ingress, projectId, authorizations, after } = props;
    const domains = sorted(hosts);
    return new CertificateManagerCertificate(this, `certificate-${name}`, {
      project: projectId,
      name: hashedName(`${ingress.physicalName}-${name}`, { domains }),
      description: `Certificate ${name} of balancer ${ingress.physicalName}`,
      scope: 'DEFAULT',
      managed: {
        domains,
        dnsAuthorizations: sorted(domains.map(bareDomain)).map((domain) => authorizations.of(domain).id),
      },
      lifecycle: NEW_FIRST,
      dependsOn: [...after],
    }).id;
  }

  /** Adds an entry for a name, or the primary one for clients that state no name or an unknown one. */
  private addEntry({ projectId }: GclbCertificatesProps, map: CertificateManagerCertificateMap, entry: MapEntry): void {
    const { host, certificates } = entry;
    new CertificateManagerCertificateMapEntry(this, host === undefined ? 'entry-primary' : `entry-host-${host}`, {
      project: projectId,
      name: host === undefined ? 'primary' : hostPartName('host', host),
      description: host ?? 'Clients that state no name, or one that no entry has',
      map: map.name,
      certificates: [...certificates],
      ...(host === undefined ? { matcher: 'PRIMARY' } : { hostname: host }),
      lifecycle: NEW_FIRST,
    });
  }
}

interface MapCertificate {
  readonly hosts: readonly string[];
  readonly id: string;
}

interface MapEntry {
  readonly host?: string;
  readonly certificates: readonly string[];
}

/** Whether an id is that of a classic certificate, which no map takes. */
function isClassic(id: string): boolean {
  return id.includes('/sslCertificates/');
}

/** A name with a hash of what replaces the resource, so that the new one can exist beside the former one. */
function hashedName(name: string, replacing: unknown): string {
  return `${boundedName(name, MAX_DNS_LABEL - SHORT_HASH_SUFFIX_LENGTH)}-${shortHash(replacing)}`;
}

function sorted(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort(compareText);
}
