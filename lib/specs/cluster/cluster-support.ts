import type { ClusterSpec } from './cluster-spec';
import { EKS_SUPPORT, GKE_SUPPORT, type MinorSupport } from './kubernetes-support';

/** How long the cloud of a cluster supports each minor, for what the cluster pays. */
export interface ClusterSupport {
  /** Dates by minor. */
  readonly minors: Readonly<Record<string, MinorSupport>>;
  /** Whether the cluster pays for extended support. */
  readonly takesExtended: boolean;
  /** What buys extended support: `controlPlane.supportType 'EXTENDED'`. */
  readonly extendedBy: string;
}

/** The support that a cluster's settings choose. */
export function supportOf(cluster: ClusterSpec): ClusterSupport {
  return cluster.cloud === 'aws'
    ? {
        minors: EKS_SUPPORT,
        takesExtended: cluster.controlPlane.supportType === 'EXTENDED',
        extendedBy: "controlPlane.supportType 'EXTENDED'",
      }
    : {
        minors: GKE_SUPPORT,
        takesExtended: cluster.controlPlane.releaseChannel === 'EXTENDED',
        extendedBy: "controlPlane.releaseChannel 'EXTENDED'",
      };
}

/** Last day of a minor's support, excluded; undefined where the cloud does not know the minor. */
export function endOfSupport(support: ClusterSupport, minor: string): string | undefined {
  const dates = support.minors[minor];
  return support.takesExtended ? dates?.endOfExtended : dates?.endOfStandard;
}
