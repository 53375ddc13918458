import type { Finding } from '../checks/finding';
import type { LockedEnvironment } from '../specs/environment/lock/platform-lock';
import type { ClusterRisk } from './reboot-table';

/** Parent to worker: synthesise one environment into a staging folder. */
export interface SynthTask {
  readonly environment: string;
  /** What the environment was when the lock was written. */
  readonly locked: LockedEnvironment | undefined;
  readonly terraformFolder: string;
  readonly kubernetesFolder: string;
}

/** What was synthesised for one environment. */
export interface SynthSummary {
  readonly stacks: number;
  readonly resources: number;
  readonly manifests: number;
  readonly bytes: number;
  readonly milliseconds: number;
  readonly findings: readonly Finding[];
  /** What reboots take at once, of every pool that has a schedule. */
  readonly reboots: readonly ClusterRisk[];
}

/** Worker to parent: the outcome of a task, and the worker's memory afterwards. */
export interface SynthAnswer {
  readonly environment: string;
  readonly summary?: SynthSummary;
  /** What went wrong, without a stack trace unless one was asked for. */
  readonly error?: string;
  readonly residentBytes: number;
}
