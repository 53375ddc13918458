import type { ComputeSecurityPolicy } from '@cdktf/provider-google/lib/compute-security-policy';
import type { ComputeUrlMap } from '@cdktf/provider-google/lib/compute-url-map';
import { Construct } from 'constructs';
import { GclbAttachments } from './gclb-attachments';
import { GclbBackendServices } from './gclb-backend-services';
import { GclbCertificates } from './gclb-certificates';
import { type GclbAddress, GclbFrontEnd } from './gclb-front-end';
import { GclbHealthCheck } from './gclb-health-check';
import { GclbSecurityPolicy } from './gclb-security-policy';
import { GclbUrlMap } from './gclb-url-map';
import type { SharedGclbProps } from './shared-gclb-props';

/**
 * A global balancer of Google Cloud that ends TLS for all hosts of an ingress, and sends their requests to the traffic daemons of its
 * clusters, through the instance groups of their pools. `GclbRecords` has the DNS records of the hosts.
 *
 * A host, a certificate, a backend and the pools of a traffic daemon change in place. The addresses stay until the ingress has another name.
 *
 * @see https://cloud.google.com/load-balancing/docs/https
 */
export class SharedGclb extends Construct {
  /** Addresses of the balancer. */
  readonly addresses: readonly GclbAddress[];
  /** The map of hosts. */
  readonly resource: ComputeUrlMap;
  /** The policy of Cloud Armor to which rules can be added; undefined where the ingress names one that somebody else keeps. */
  readonly securityPolicy: ComputeSecurityPolicy | undefined;

  constructor(scope: Construct, id: string, props: SharedGclbProps) {
    super(scope, id);
    const { all: attachments } = new GclbAttachments(this, 'attachments', props);
    const healthCheck = new GclbHealthCheck(this, 'health-check', props);
    const policy = new GclbSecurityPolicy(this, 'security-policy', props);
    this.securityPolicy = policy.resource;
    const services = new GclbBackendServices(this, 'services', {
      ...props,
      attachments,
      healthCheck: healthCheck.resource.id,
      securityPolicy: policy.id,
    });
    this.resource = new GclbUrlMap(this, 'url-map', { ...props, services }).resource;
    const certificates = new GclbCertificates(this, 'certificates', props);
    const frontEnd = new GclbFrontEnd(this, 'front-end', {
      ...props,
      urlMap: this.resource,
      certificates: certificates.ofProxy,
    });
    this.addresses = frontEnd.addresses;
  }
}
