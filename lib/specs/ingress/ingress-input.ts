/** A certificate that the cloud issues and renews, after DNS records have proved that the names are yours. */
export interface ManagedCertificateInput {
  readonly kind: 'managed';
}

/** A certificate that exists in the cloud. */
export interface ExistingCertificateInput {
  readonly kind: 'existing';
  /**
   * Its id: for a certificate map `projects/<project>/locations/global/certificates/<name>`, for the classic list
   * `projects/<project>/global/sslCertificates/<name>`.
   */
  readonly id: string;
}

/** A certificate in a Secret of a cluster, which others fill; for balancers that do not end TLS. */
export interface SecretCertificateInput {
  readonly kind: 'secret';
  /** Name of the Secret. */
  readonly name: string;
}

/** Place of a certificate; the certificate and its key are never written in an environment module. */
export type CertificateSourceInput = ManagedCertificateInput | ExistingCertificateInput | SecretCertificateInput;

/** A certificate of an ingress. */
export interface CertificateInput {
  /** DNS label, unique in the ingress. Changing it is refused by the lock while the certificate serves a host alone. */
  readonly name: string;
  /**
   * Names that it covers, 1 to 100: `stream.example.com`, or `*.stream.example.com` for the names one label below. Where the ingress has hosts,
   * the certificate covers one of them. Changing the names of a managed certificate that serves a host alone is refused by the lock, because
   * the host would have no TLS until the new one is issued: add a certificate beside it, and remove this one when the new one is issued.
   * Four certificates of a map may hold one name.
   */
  readonly hosts: readonly string[];
  /** Place of the certificate. Changes in place: the balancer takes the other certificate. */
  readonly from: CertificateSourceInput;
}

/** A traffic daemon to whose nodes the balancer sends requests. */
export interface IngressBackendInput {
  /** Name of a cluster of the environment. Changes in place. */
  readonly cluster: string;
  /** Namespace and name of a traffic daemon of the cluster: `edge/edge-proxy`. Changes in place. */
  readonly workload: string;
  /**
   * Requests per second at which the balancer counts a node as full and prefers others, 1 to 100000; where no other has room, it sends more.
   * Requests and websockets are counted apart. Changes in place.
   * @default - the requests per second that the pool's `load.perNode` states; otherwise the balancer fills nodes to 80 percent of their processors
   */
  readonly requestsPerNode?: number;
  /**
   * Share of the capacity that the balancer uses, in percent, 0 or 10 to 100; 0 sends the requests to the other clusters. Changes in place.
   * @default 100
   */
  readonly capacityPercent?: number;
}

/** Check by which the balancer learns whether a node's proxy serves. */
export interface IngressHealthInput {
  /**
   * Seconds between two checks of one prober, 1 to 300. Changes in place.
   * @default 5
   */
  readonly intervalSeconds?: number;
  /**
   * Seconds within which the proxy must answer, 1 to 300, and at most the interval. Changes in place.
   * @default 2
   */
  readonly timeoutSeconds?: number;
  /**
   * Passed checks in a row until the balancer sends requests, 1 to 10. Changes in place.
   * @default 2
   */
  readonly healthyAfter?: number;
  /**
   * Failed checks in a row until the balancer sends no new requests, 1 to 10. Changes in place.
   * @default 2
   */
  readonly unhealthyAfter?: number;
}

/** Records in a zone of Cloud DNS of the project. */
export interface CloudDnsInput {
  readonly kind: 'cloud-dns';
  /** Name of the managed zone, not its DNS name. Changing it replaces the records. */
  readonly managedZone: string;
}

/** Records that others make: the stack has them as outputs. */
export interface ForeignDnsInput {
  readonly kind: 'elsewhere';
}

/** Owner of the DNS records of an ingress. */
export type IngressDnsInput = CloudDnsInput | ForeignDnsInput;

/** The part of an ingress that both clouds share. */
export interface CommonIngressInput {
  /**
   * DNS label, unique in the environment; with the environment's name and a dash at most 40 characters. Changing it is refused by the
   * lock, because the balancer would get new addresses.
   */
  readonly name: string;
  /** Clients of the ingress: the internet, or the networks of the environment. Changing it replaces the balancer. */
  readonly scheme: 'public' | 'internal';
  /** DNS zone in which all hosts of the ingress are: `stream.example.com`. Changing it changes nothing that is deployed. */
  readonly zone: string;
  /** Certificates of the hosts; at least one, 1000 at most. */
  readonly certificates: readonly CertificateInput[];
}
