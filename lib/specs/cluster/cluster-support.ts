import type { ClusterSpec } from './cluster-spec';
import { EKS_SUPPORT, GKE_SUPPORT, type MinorSupport } from './kubernetes-support';

/** How long the cloud of a cluster supports each minor, by the support that the cluster pays for. */
export interface ClusterSupport {
  /** Ends of support by minor. */
  readonly minors: Readonly<Record<string, MinorSupport>>;
  /** Whether the cluster pays for extended support. */
  readonly takesExtended: boolean;
  /** The setting that buys extended support, for messages: `controlPlane.supportType 'EXTENDED'`. */
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

/** First day on which a minor is no longer supported; undefined where the data does not list the minor. */
export function endOfSupport(support: ClusterSupport, minor: string): string | undefined {
  const dates = support.minors[minor];
  return support.takesExtended ? dates?.endOfExtended : dates?.endOfStandard;
}
