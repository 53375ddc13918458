import type { GoogleGroupInput } from '../../group/google/google-group-input';
import type { GoogleNetworkInput } from '../../network/network-input';
import type { GooglePrivateAccessInput } from '../../network/private-access-input';
import type { GoogleNodePoolInput } from '../../pool/node-pool-input';
import type { WeekWindowInput } from '../../time/week-window-input';
import type { CommonClusterInput } from '../common-cluster-input';

/** Datapath that carries pod traffic on GKE and enforces network policies. `calico` is GKE's legacy datapath with the Calico add-on. */
export type GoogleDatapath = 'dataplane-v2' | 'calico';

/** A GKE cluster; always regional, VPC-native and private. */
export interface GoogleClusterInput extends CommonClusterInput {
  /** Address plan of the subnet. */
  readonly network: GoogleNetworkInput;
  /** How people and CI reach the private control plane. */
  readonly privateAccess: GooglePrivateAccessInput;
  /** Node pools, at most 100; at least one must hold the managed add-ons. */
  readonly pools: readonly GoogleNodePoolInput[];
  /**
   * Groups of machines that are no nodes, at most 50.
   * @default - no groups
   */
  readonly groups?: readonly GoogleGroupInput[];
  /** Datapath; has no default, because conntrack tuning and every NetworkPolicy depend on it. Changing it is refused by the lock. */
  readonly datapath: GoogleDatapath;
  /** @default - every member's own default */
  readonly controlPlane?: GoogleControlPlaneInput;
}

/** Settings of a GKE control plane. */
export interface GoogleControlPlaneInput {
  /** @default 'REGULAR' */
  readonly releaseChannel?: 'RAPID' | 'REGULAR' | 'STABLE' | 'EXTENDED';
  /**
   * When GKE may upgrade control plane and nodes; one policy per cluster, in UTC or in local time. Pools with the scaling
   * 'instance-group' need one. Changing a member is made in place.
   * @default - whenever GKE chooses
   */
  readonly maintenance?: GoogleMaintenanceInput | GoogleLocalMaintenanceInput;
  /** @default true */
  readonly deletionProtection?: boolean;
  /**
   * Ports of admission webhooks that the control plane may reach on nodes, 1 to 65535, besides 443 and 10250.
   * @default [8443, 9443]
   */
  readonly webhookPorts?: readonly number[];
  /**
   * Google group of the domain for RBAC: `gke-security-groups@example.com`. The groups of teams must be members of this group, because
   * GKE ignores bindings to any other group without an error.
   * @default - no group, which is refused where teams have groups
   */
  readonly securityGroup?: string;
}

/** A recurring window in UTC. */
export interface GoogleMaintenanceInput {
  /** Start of the first window: `2026-01-03T02:00:00Z`. */
  readonly start: string;
  /** End of the first window, 4 to 24 hours after its start. */
  readonly end: string;
  /** RRULE: `FREQ=WEEKLY;BYDAY=SA,SU`; the windows must have at least 48 hours in any 32 days. */
  readonly recurrence: string;
  /**
   * Times without upgrades: at most 20, of which at most 3 have the scope `NO_UPGRADES`.
   * @default - no exclusions
   */
  readonly exclusions?: readonly {
    /** Name of the exclusion, unique in the policy. */
    readonly name: string;
    /** First moment in UTC: `2026-12-20T00:00:00Z`. */
    readonly start: string;
    /**
     * Last moment in UTC. An exclusion of scope `NO_UPGRADES` lasts at most 30 days and has to leave 48 hours of windows in any 32
     * days; the other scopes last at most until the support of the minor ends.
     */
    readonly end: string;
    /** Kind of upgrades that are held back; with `NO_MINOR_UPGRADES` nodes still get security patches. */
    readonly scope: 'NO_UPGRADES' | 'NO_MINOR_UPGRADES' | 'NO_MINOR_OR_NODE_UPGRADES';
  }[];
}

/** A recurring window in local time; GKE gets, in UTC, the hours that are in the window both in summer and in winter. */
export interface GoogleLocalMaintenanceInput {
  /** Days, hours and time zone; blackouts hold back new minors and all upgrades of nodes. */
  readonly window: WeekWindowInput;
  /** Day from which the window recurs, in the past or in the near future: `2026-01-05`. */
  readonly firstDay: string;
}
