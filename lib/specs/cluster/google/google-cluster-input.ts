import type { GoogleNetworkInput } from '../../network/network-input';
import type { GooglePrivateAccessInput } from '../../network/private-access-input';
import type { GoogleNodePoolInput } from '../../pool/node-pool-input';
import type { WeekWindowInput } from '../../time/week-window-input';
import type { CommonClusterInput } from '../common-cluster-input';

/** What carries pod traffic on GKE and enforces network policies. `calico` is GKE's legacy datapath with the Calico add-on. */
export type GoogleDatapath = 'dataplane-v2' | 'calico';

/** A GKE cluster; always regional, VPC-native and private. */
export interface GoogleClusterInput extends CommonClusterInput {
  /** Address plan of the subnet. */
  readonly network: GoogleNetworkInput;
  /** How people and CI reach the private control plane. */
  readonly privateAccess: GooglePrivateAccessInput;
  /** Node pools, at most 100; at least one must hold the managed add-ons. */
  readonly pools: readonly GoogleNodePoolInput[];
  /** Chosen explicitly: conntrack tuning and every NetworkPolicy depend on it. Changing it is refused by the lock. */
  readonly datapath: GoogleDatapath;
  /** @default - every member's own default */
  readonly controlPlane?: GoogleControlPlaneInput;
}

/** Settings of a GKE control plane. */
export interface GoogleControlPlaneInput {
  /** @default 'REGULAR' */
  readonly releaseChannel?: 'RAPID' | 'REGULAR' | 'STABLE' | 'EXTENDED';
  /**
   * When GKE may upgrade control plane and nodes; one policy per cluster, in UTC or in the time of a place.
   * Changing a member is made in place.
   * @default - whenever GKE chooses
   */
  readonly maintenance?: GoogleMaintenanceInput | GoogleLocalMaintenanceInput;
  /** @default true */
  readonly deletionProtection?: boolean;
  /**
   * Ports of admission webhooks that the control plane may reach on nodes, 1 to 65535, beyond 443 and 10250.
   * @default [8443, 9443]
   */
  readonly webhookPorts?: readonly number[];
  /**
   * Google group of the domain for RBAC: `gke-security-groups@example.com`. The groups of teams must be its members: bindings to
   * any other group bind nobody, without an error.
   * @default - none, which is refused where teams have groups
   */
  readonly securityGroup?: string;
}

/** A recurring window in UTC. */
export interface GoogleMaintenanceInput {
  /** First window's start: `2026-01-03T02:00:00Z`. */
  readonly start: string;
  /** First window's end; at least 4 hours after the start. */
  readonly end: string;
  /** RRULE: `FREQ=WEEKLY;BYDAY=SA,SU`; at least 48 hours in 32 days. */
  readonly recurrence: string;
  /**
   * Times without upgrades, at most 20.
   * @default - none
   */
  readonly exclusions?: readonly {
    /** Unique in the policy. */
    readonly name: string;
    /** First moment in UTC: `2026-12-20T00:00:00Z`. */
    readonly start: string;
    /** Last moment in UTC; `NO_UPGRADES` lasts at most 30 days, the others at most until the support of the minor ends. */
    readonly end: string;
    /** What is held back; security patches of nodes come with `NO_MINOR_UPGRADES`. */
    readonly scope: 'NO_UPGRADES' | 'NO_MINOR_UPGRADES' | 'NO_MINOR_OR_NODE_UPGRADES';
  }[];
}

/** A recurring window in the time of a place: what of it is in the window in summer and winter alike is given to GKE, in UTC. */
export interface GoogleLocalMaintenanceInput {
  /** Days, hours and time zone; blackouts hold new minors and all upgrades of nodes back. */
  readonly window: WeekWindowInput;
  /** Day from which the window recurs, in the past or near: `2026-01-05`. */
  readonly firstDay: string;
}
