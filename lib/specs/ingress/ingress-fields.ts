import { atMost, kinds, list, type Members, members, parts } from '../fields/compound-fields';
import { optional, type Resolved, withDefault } from '../fields/field';
import { number, oneOf, text, whole } from '../fields/leaf-fields';
import { inert, inPlace, refused, replaces } from '../fields/state-effect';
import type {
  CertificateInput,
  CertificateSourceInput,
  CloudDnsInput,
  CommonIngressInput,
  ExistingCertificateInput,
  ForeignDnsInput,
  IngressBackendInput,
  IngressDnsInput,
  IngressHealthInput,
  ManagedCertificateInput,
  SecretCertificateInput,
} from './ingress-input';

/** Certificates of an ingress at most. */
const MAX_CERTIFICATES = 1000;

/** Names of a certificate at most. */
const MAX_NAMES = 100;

/** Backends of an ingress at most. */
export const MAX_BACKENDS = 50;

const certificateFields = members<CertificateInput>()({
  name: refused(text),
  hosts: refused(atMost(MAX_NAMES, list(text))),
  from: inPlace(
    kinds<CertificateSourceInput>()({
      managed: members<ManagedCertificateInput>()({ kind: oneOf('managed') }),
      existing: members<ExistingCertificateInput>()({ kind: oneOf('existing'), id: text }),
      secret: members<SecretCertificateInput>()({ kind: oneOf('secret'), name: text }),
    }),
  ),
});

/** A certificate of an ingress. */
export type Certificate = Resolved<typeof certificateFields>;

const capacityPercent = number({
  rule: 'be 0 or a whole number of 10 to 100',
  remedy: () => 'use 0 to send the requests elsewhere, or at least 10, because balancers accept no smaller share',
  holds: (value) => Number.isInteger(value) && (value === 0 || (value >= 10 && value <= 100)),
  range: { min: 10, max: 100, unit: '' },
});

/** Fields of a backend of an ingress. */
export const backendFields = members<IngressBackendInput>()({
  cluster: text,
  workload: text,
  requestsPerNode: optional(whole({ min: 1, max: 100_000 })),
  capacityPercent: withDefault(capacityPercent, 100),
});

/** A backend of an ingress as its fields alone resolve it. */
export type BackendMembers = Resolved<typeof backendFields>;

const seconds = { min: 1, max: 300, unit: 'seconds' };
const checks = { min: 1, max: 10 };

/** Fields of the health check of an ingress. */
export const ingressHealthFields = members<IngressHealthInput>()({
  intervalSeconds: withDefault(whole(seconds), 5),
  timeoutSeconds: withDefault(whole(seconds), 2),
  healthyAfter: withDefault(whole(checks), 2),
  unhealthyAfter: withDefault(whole(checks), 2),
});

/** Health check of an ingress with every default filled in. */
export type IngressHealth = Resolved<typeof ingressHealthFields>;

/** Fields of the owner of DNS records. */
export const dnsFields = kinds<IngressDnsInput>()({
  'cloud-dns': members<CloudDnsInput>()({ kind: oneOf('cloud-dns'), managedZone: replaces(text) }),
  elsewhere: members<ForeignDnsInput>()({ kind: oneOf('elsewhere') }),
});

/** Owner of the DNS records of an ingress. */
export type IngressDns = Resolved<typeof dnsFields>;

/** Fields of an ingress that both clouds share. */
export const commonIngressFields = {
  name: refused(text),
  scheme: replaces(oneOf('public', 'internal')),
  zone: inert(text),
  certificates: atMost(MAX_CERTIFICATES, parts('certificate', certificateFields)),
} satisfies Members<CommonIngressInput>;
