import type { NodeTunerInput } from '../kernel/node-tuner-input';
import type { MonitoringInput } from '../observability/monitoring-input';
import type { TeamInput } from '../workload/team-input';
import type { WorkloadInput } from '../workload/workload-input';

/** The part of a cluster that both clouds share. */
export interface CommonClusterInput {
  /**
   * DNS label, unique in the environment. With the environment's name, a dash and what follows it fits into 64 characters on AWS
   * (`<environment>-<cluster>-control-plane`) and 40 on Google. Changing it replaces the cluster.
   */
  readonly name: string;
  /** Region of control plane and nodes. Changing it is refused by the lock. */
  readonly region: string;
  /** Minor version: `1.33`. Control planes move one minor at a time. */
  readonly kubernetesVersion: string;
  /**
   * Minor that runs now, while `kubernetesVersion` names a newer one; a skipped minor is refused.
   * Changing it changes nothing that is deployed.
   * @default - a new cluster, or no change of version
   */
  readonly runningVersion?: string;
  /** Teams, one namespace each. */
  readonly teams: readonly TeamInput[];
  /** What runs where; checks and placement rest on it. */
  readonly workloads: readonly WorkloadInput[];
  /**
   * The daemon that runs on pools whose kernel parameters need it. Changing any member rolls the pods of the daemon, node by node.
   * @default - every member's own default
   */
  readonly nodeTuner?: NodeTunerInput;
  /**
   * What reads the alerts of the cluster.
   * @default - a Prometheus of the Prometheus operator that takes rules without labels
   */
  readonly monitoring?: MonitoringInput;
}
