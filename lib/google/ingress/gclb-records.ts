import { DnsRecordSet } from '@cdktf/provider-google/lib/dns-record-set';
import { TerraformOutput } from 'cdktf';
import { Construct } from 'constructs';
import { type DnsAuthorizations, managedDomains } from './dns-authorizations';
import { RECORD_TTL_SECONDS } from './dns-record';
import type { GclbAddress } from './gclb-front-end';
import { planHosts } from './host-plan';
import { NEW_FIRST } from './new-first';
import type { GclbPartProps, SharedGclbProps } from './shared-gclb-props';

/** Properties of {@link GclbRecords}. */
export interface GclbRecordsProps extends GclbPartProps, Pick<SharedGclbProps, 'after'> {
  /** Addresses of the balancer. */
  readonly addresses: readonly GclbAddress[];
  /** Proofs for managed certificates, whose records are among the outputs. */
  readonly authorizations: DnsAuthorizations;
}

/**
 * DNS records of a balancer's hosts: in a zone of Cloud DNS, or as an output for those who own the zone, together with the records by which
 * managed certificates are issued.
 */
export class GclbRecords extends Construct {
  constructor(scope: Construct, id: string, props: GclbRecordsProps) {
    super(scope, id);
    const { ingress } = props;
    const names = planHosts(ingress).flatMap((plan) => plan.names);
    if (ingress.dns.kind === 'cloud-dns') this.addRecords(props, names, ingress.dns.managedZone);
    else this.addOutput(props, names);
  }

  private addRecords(
    { projectId, addresses, after }: GclbRecordsProps,
    names: readonly string[],
    managedZone: string,
  ): void {
    for (const name of names) {
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

  private addOutput({ ingress, addresses, authorizations }: GclbRecordsProps, names: readonly string[]): void {
    const ofHosts = names.flatMap((name) =>
      addresses.map(({ recordType, address }) => ({ name: `${name}.`, type: recordType, data: address })),
    );
    const ofCertificates = managedDomains(ingress).map((domain) => authorizations.recordOf(domain));
    const output = new TerraformOutput(this, 'output', {
      description: `DNS records that lead to balancer ${ingress.physicalName}, and those by which its certificates are issued`,
      value: [...ofCertificates, ...ofHosts],
    });
    output.overrideLogicalId(`dns-records-${ingress.name}`);
  }
}
