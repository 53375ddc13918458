import { compareText } from '../../../values/compare-text';
import { list, mapOf, members } from '../../fields/compound-fields';
import { oneOf, text } from '../../fields/leaf-fields';
import { type BalancingMode, balancingModeOf } from '../../ingress/balancing-mode';
import type { Certificate } from '../../ingress/ingress-fields';
import type { IngressSpec } from '../../ingress/ingress-spec';

/** The properties of a certificate that decide whether it is issued already. */
export interface LockedCertificate {
  /** Whether the cloud issues it, or it exists. */
  readonly from: Certificate['from']['kind'];
  /** Names that it covers, in alphabetical order. */
  readonly hosts: readonly string[];
}

/** The properties of an ingress that must not change unnoticed. */
export interface LockedIngress {
  /** Place where the balancer finds its certificates. */
  readonly certificateStore: 'map' | 'classic-list' | 'migrating';
  /** What the balancer compares between its backends. */
  readonly mode: BalancingMode;
  /** Entries of the certificates by name. */
  readonly certificates: Readonly<Record<string, LockedCertificate>>;
}

/** Fields of an ingress' entry in the lock. */
export const lockedIngressFields = members<LockedIngress>()({
  certificateStore: oneOf('map', 'classic-list', 'migrating'),
  mode: oneOf('rate', 'utilization'),
  certificates: mapOf(
    members<LockedCertificate>()({ from: oneOf('managed', 'existing', 'secret'), hosts: list(text) }),
  ),
});

/** The lock entry of an ingress as it is now. */
export function lockIngress(ingress: IngressSpec): LockedIngress {
  return {
    certificateStore: ingress.balancer.certificateStore,
    mode: balancingModeOf(ingress),
    certificates: Object.fromEntries(
      ingress.certificates.map(({ name, from, hosts }) => [
        name,
        { from: from.kind, hosts: [...hosts].sort(compareText) },
      ]),
    ),
  };
}
