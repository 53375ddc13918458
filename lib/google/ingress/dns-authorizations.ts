import { CertificateManagerDnsAuthorization } from '@cdktf/provider-google/lib/certificate-manager-dns-authorization';
import { DnsRecordSet } from '@cdktf/provider-google/lib/dns-record-set';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { GoogleIngressSpec } from '../../specs/ingress/ingress-spec';
import { compareText } from '../../values/compare-text';
import { type DnsRecord, RECORD_TTL_SECONDS } from './dns-record';
import { hostPartName } from './host-part-name';
import { NEW_FIRST } from './new-first';

/** Properties of {@link DnsAuthorizations}. */
export interface DnsAuthorizationsProps {
  /** Name of the environment, which begins the names of the authorisations. */
  readonly environmentName: string;
  /** Project of the certificates. */
  readonly projectId: string;
  /** All ingresses of the environment. */
  readonly ingresses: readonly GoogleIngressSpec[];
  /** Resources that must exist before: the APIs of the project. */
  readonly after: readonly ITerraformDependable[];
}

/**
 * Proofs that the names of managed certificates are yours, one for each domain of the environment: certificates of a name and of the names
 * below it share one, and so do two ingresses, because both would want the same DNS record. A certificate is issued before any name leads
 * to the balancer.
 *
 * @see https://cloud.google.com/certificate-manager/docs/dns-authorizations
 */
export class DnsAuthorizations extends Construct {
  private readonly byDomain: ReadonlyMap<string, CertificateManagerDnsAuthorization>;

  constructor(scope: Construct, id: string, props: DnsAuthorizationsProps) {
    super(scope, id);
    const domains = [...new Set(props.ingresses.flatMap(managedDomains))].sort(compareText);
    this.byDomain = new Map(domains.map((domain) => [domain, this.authorize(props, domain)]));
  }

  /**
   * Authorisation of a domain.
   *
   * @throws Error for a domain that no managed certificate of the ingresses has.
   */
  of(domain: string): CertificateManagerDnsAuthorization {
    const found = this.byDomain.get(domain);
    if (found === undefined) throw new Error(`no managed certificate has the domain '${domain}'`);
    return found;
  }

  /** The record that proves a domain. */
  recordOf(domain: string): DnsRecord {
    const record = this.of(domain).dnsResourceRecord.get(0);
    return { name: record.name, type: record.type, data: record.data };
  }

  private authorize({ projectId, ...props }: DnsAuthorizationsProps, domain: string) {
    const authorization = new CertificateManagerDnsAuthorization(this, domain, {
      project: projectId,
      name: hostPartName(props.environmentName, domain),
      description: domain,
      domain,
      type: 'FIXED_RECORD',
      lifecycle: NEW_FIRST,
      dependsOn: [...props.after],
    });
    const managedZone = managedZoneOf(props.ingresses, domain);
    if (managedZone !== undefined) {
      const record = authorization.dnsResourceRecord.get(0);
      new DnsRecordSet(this, `${domain}-record`, {
        project: projectId,
        managedZone,
        name: record.name,
        type: record.type,
        ttl: RECORD_TTL_SECONDS,
        rrdatas: [record.data],
        lifecycle: NEW_FIRST,
      });
    }
    return authorization;
  }
}

/** Domains of the managed certificates of an ingress whose certificates are in a map, each once. */
export function managedDomains({ balancer, certificates }: GoogleIngressSpec): readonly string[] {
  if (balancer.certificateStore === 'classic-list') return [];
  const managed = certificates.filter(({ from }) => from.kind === 'managed');
  return [...new Set(managed.flatMap(({ hosts }) => hosts).map(bareDomain))];
}

/** The domain that proves a name: `stream.example.com` for itself and for `*.stream.example.com`. */
export function bareDomain(name: string): string {
  return name.replace(/^\*\./, '');
}

function managedZoneOf(ingresses: readonly GoogleIngressSpec[], domain: string): string | undefined {
  const zones = ingresses
    .filter((ingress) => managedDomains(ingress).includes(domain))
    .map(({ dns }) => (dns.kind === 'cloud-dns' ? dns.managedZone : undefined));
  return zones.find((zone) => zone !== undefined);
}
