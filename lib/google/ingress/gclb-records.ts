import { DnsRecordSet } from '@cdktf/provider-google/lib/dns-record-set';
import { type ITerraformDependable, TerraformOutput } from 'cdktf';
import { Construct } from 'constructs';
import type { GoogleIngressSpec } from '../../specs/ingress/ingress-spec';
import { type DnsAuthorizations, managedDomains } from './dns-authorizations';
import { RECORD_TTL_SECONDS } from './dns-record';
import type { GclbAddress } from './gclb-front-end';
import { planHosts } from './host-plan';
import { NEW_FIRST } from './new-first';

/** A balancer to which DNS records lead. */
export interface RecordedBalancer {
  /** The ingress, with its hosts and the place of their records. */
  readonly ingress: GoogleIngressSpec;
  /** Addresses of the balancer. */
  readonly addresses: readonly GclbAddress[];
}

/** Properties of {@link GclbRecords}. */
export interface GclbRecordsProps {
  /** Project of the zones of Cloud DNS. */
  readonly projectId: string;
  /** All balancers of the environment. */
  readonly balancers: readonly RecordedBalancer[];
  /** Proofs for managed certificates, whose records are among the outputs. */
  readonly authorizations: DnsAuthorizations;
  /** Resources that must exist before: the APIs of the project. */
  readonly after: readonly ITerraformDependable[];
}

/**
 * DNS records of the hosts of an environment: in a zone of Cloud DNS, or as an output for those who own the zone, together with the records
 * by which managed certificates are issued.
 *
 * A record belongs to its host and not to a balancer, so that a host that moves to another ingress, or whose ingress gets another name,
 * changes the addresses of its record in place. Under a balancer the former record would go and a new one come without an order, and a zone
 * has one record of a name and a type.
 */
export class GclbRecords extends Construct {
  constructor(scope: Construct, id: string, props: GclbRecordsProps) {
    super(scope, id);
    for (const balancer of props.balancers) {
      const { dns } = balancer.ingress;
      if (dns.kind === 'cloud-dns') this.addRecords(props, balancer, dns.managedZone);
      else this.addOutput(props, balancer);
    }
  }

  private addRecords(
    { projectId, after }: GclbRecordsProps,
    { ingress, addresses }: RecordedBalancer,
    managedZone: string,
  ): void {
    for (const name of namesOf(ingress)) {
      for (const { recordType, address } of addresses) {
        new DnsRecordSet(this, `${name}-${recordType.toLowerCase()}`, {
          project: projectId,
          managedZone,
          name: `${name}.`,
          type: recordType,
          ttl: RECORD_TTL_SECONDS,
          rrdatas: [address],
          lifecycle: NEW_FIRST,
          dependsOn: [...after],
        });
      }
    }
  }

  private addOutput({ authorizations }: GclbRecordsProps, { ingress, addresses }: RecordedBalancer): void {
    const ofHosts = namesOf(ingress).flatMap((name) =>
      addresses.map(({ recordType, address }) => ({ name: `${name}.`, type: recordType, data: address })),
    );
    const ofCertificates = managedDomains(ingress).map((domain) => authorizations.recordOf(domain));
    const output = new TerraformOutput(this, `output-${ingress.name}`, {
      description: `DNS records that lead to balancer ${ingress.physicalName}, and those by which its certificates are issued`,
      value: [...ofCertificates, ...ofHosts],
    });
    output.overrideLogicalId(`dns-records-${ingress.name}`);
  }
}

function namesOf(ingress: GoogleIngressSpec): readonly string[] {
  return planHosts(ingress).flatMap(({ names }) => names);
}
