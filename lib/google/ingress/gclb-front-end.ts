import { ComputeGlobalAddress } from '@cdktf/provider-google/lib/compute-global-address';
import { ComputeGlobalForwardingRule } from '@cdktf/provider-google/lib/compute-global-forwarding-rule';
import { ComputeSslPolicy } from '@cdktf/provider-google/lib/compute-ssl-policy';
import { ComputeTargetHttpProxy } from '@cdktf/provider-google/lib/compute-target-http-proxy';
import { ComputeTargetHttpsProxy } from '@cdktf/provider-google/lib/compute-target-https-proxy';
import { ComputeUrlMap } from '@cdktf/provider-google/lib/compute-url-map';
import { Construct } from 'constructs';
import type { GoogleIngressSpec } from '../../specs/ingress/ingress-spec';
import { shortHash } from '../../values/short-hash';
import { SCHEME } from './gclb-backend-services';
import type { ProxyCertificates } from './gclb-certificates';
import { NEW_FIRST } from './new-first';
import type { GclbPartProps } from './shared-gclb-props';

type Balancer = GoogleIngressSpec['balancer'];

const MIN_TLS: Readonly<Record<Balancer['minTls'], string>> = { '1.0': 'TLS_1_0', '1.1': 'TLS_1_1', '1.2': 'TLS_1_2' };

const PROFILES: Readonly<Record<Balancer['ciphers'], string>> = {
  compatible: 'COMPATIBLE',
  modern: 'MODERN',
  restricted: 'RESTRICTED',
};

/** Families of addresses, with the types of the records that lead to them. */
const FAMILIES = [
  { family: 'ipv4', version: 'IPV4', recordType: 'A' },
  { family: 'ipv6', version: 'IPV6', recordType: 'AAAA' },
] as const;

/** An address of a balancer. */
export interface GclbAddress {
  /** Type of the DNS records that lead to the address. */
  readonly recordType: 'A' | 'AAAA';
  /** The address itself, known after the apply. */
  readonly address: string;
}

/** Properties of {@link GclbFrontEnd}. */
export interface GclbFrontEndProps extends GclbPartProps {
  /** The map of hosts. */
  readonly urlMap: ComputeUrlMap;
  /** Certificates of the proxy. */
  readonly certificates: ProxyCertificates;
}

/**
 * The side of a balancer that clients meet: addresses, a proxy that ends TLS on port 443, and one on port 80 that redirects everything to
 * it.
 */
export class GclbFrontEnd extends Construct {
  /** Addresses of the balancer: IPv4, and IPv6 where it is on. */
  readonly addresses: readonly GclbAddress[];
  private readonly props: GclbFrontEndProps;

  constructor(scope: Construct, id: string, props: GclbFrontEndProps) {
    super(scope, id);
    this.props = props;
    const targets = { https: this.addHttpsProxy().id, http: this.addRedirect().id };
    const families = FAMILIES.filter(({ family }) => family === 'ipv4' || props.ingress.balancer.ipv6);
    this.addresses = families.map((each) => this.addFamily(each, targets));
  }

  /**
   * Adds the proxy that ends TLS. The provider can change neither the keep-alive time nor the kind of the certificates of a proxy without a
   * moment in which it has none, therefore both make another proxy, to which the addresses move when it is there.
   */
  private addHttpsProxy(): ComputeTargetHttpsProxy {
    const { ingress, urlMap, certificates } = this.props;
    const { clientKeepAliveSeconds } = ingress.balancer;
    return new ComputeTargetHttpsProxy(this, `https-proxy-${certificates.kind}`, {
      ...this.common(shortHash({ clientKeepAliveSeconds, certificates: certificates.kind })),
      urlMap: urlMap.id,
      ...(certificates.kind === 'map'
        ? { certificateMap: certificates.certificateMap }
        : { sslCertificates: [...certificates.sslCertificates] }),
      sslPolicy: this.addSslPolicy().id,
      quicOverride: 'NONE',
      httpKeepAliveTimeoutSec: clientKeepAliveSeconds,
    });
  }

  private addSslPolicy(): ComputeSslPolicy {
    const { minTls, ciphers } = this.props.ingress.balancer;
    return new ComputeSslPolicy(this, 'ssl-policy', {
      ...this.common(),
      profile: PROFILES[ciphers],
      minTlsVersion: MIN_TLS[minTls],
    });
  }

  private addRedirect(): ComputeTargetHttpProxy {
    const redirect = new ComputeUrlMap(this, 'redirect', {
      ...this.common('redirect'),
      defaultUrlRedirect: {
        httpsRedirect: true,
        redirectResponseCode: 'MOVED_PERMANENTLY_DEFAULT',
        stripQuery: false,
      },
    });
    return new ComputeTargetHttpProxy(this, 'http-proxy', { ...this.common('redirect'), urlMap: redirect.id });
  }

  private addFamily(
    { family, version, recordType }: (typeof FAMILIES)[number],
    targets: { readonly https: string; readonly http: string },
  ): GclbAddress {
    const address = new ComputeGlobalAddress(this, family, {
      ...this.common(family),
      addressType: 'EXTERNAL',
      ipVersion: version,
    });
    for (const { scheme, port } of [
      { scheme: 'https', port: '443' },
      { scheme: 'http', port: '80' },
    ] as const) {
      new ComputeGlobalForwardingRule(this, `${scheme}-${family}`, {
        ...this.common(`${scheme}-${family}`),
        ipAddress: address.id,
        ipProtocol: 'TCP',
        portRange: port,
        loadBalancingScheme: SCHEME,
        target: targets[scheme],
      });
    }
    return { recordType, address: address.address };
  }

  private common(part?: string) {
    const { ingress, projectId } = this.props;
    const { physicalName } = ingress;
    return {
      project: projectId,
      name: part === undefined ? physicalName : `${physicalName}-${part}`,
      lifecycle: NEW_FIRST,
    };
  }
}
