import type { NodeTunerInput } from '../kernel/node-tuner-input';
import type { MonitoringInput } from '../observability/monitoring-input';
import type { TeamInput } from '../workload/team-input';
import type { WorkloadInput } from '../workload/workload-input';
import type { ControllersInput } from './controllers/controllers-input';

/** The part of a cluster that both clouds share. */
export interface CommonClusterInput {
  /**
   * DNS label, unique in the environment. With the environment's name, a dash and what follows it fits into 64 characters on AWS
   * (`<environment>-<cluster>-control-plane`) and 40 on Google. Changing it replaces the cluster.
   */
  readonly name: string;
  /** Region of control plane and nodes. Changing it is refused by the lock. */
  readonly region: string;
  /** Minor version: `1.33`. A deployed control plane can be upgraded by one minor at a time only. */
  readonly kubernetesVersion: string;
  /**
   * Minor that runs now, while `kubernetesVersion` names a newer one; an upgrade that skips a minor is refused.
   * Changing it changes nothing that is deployed.
   * @default - the cluster is new, or its version does not change
   */
  readonly runningVersion?: string;
  /** Teams, one namespace each. */
  readonly teams: readonly TeamInput[];
  /** The workloads and the pools on which they run; checks and placement read them. */
  readonly workloads: readonly WorkloadInput[];
  /**
   * The daemon that runs on pools whose kernel parameters need it. Changing any member rolls the pods of the daemon, node by node.
   * @default - every member's own default
   */
  readonly nodeTuner?: NodeTunerInput;
  /**
   * The monitoring stack that evaluates the alerts of the cluster.
   * @default - a Prometheus of the Prometheus operator that selects rules without labels
   */
  readonly monitoring?: MonitoringInput;
  /**
   * Installers of the third-party programs that other members need.
   * @default - nobody, so that members which need such a program are refused
   */
  readonly controllers?: ControllersInput;
}
