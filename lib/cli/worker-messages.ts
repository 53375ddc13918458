import type { Finding } from '../checks/finding';
import type { LockedEnvironment } from '../specs/environment/lock/platform-lock';
import type { ClusterRisk } from './reboot-table';

/** Message of the parent to a worker: synthesise one environment into a staging folder. */
export interface SynthTask {
  readonly environment: string;
  /** The environment's entry in the lock; undefined where the lock has no entry for it. */
  readonly locked: LockedEnvironment | undefined;
  readonly terraformFolder: string;
  readonly kubernetesFolder: string;
}

/** Counts and findings of one synthesised environment. */
export interface SynthSummary {
  readonly stacks: number;
  readonly resources: number;
  readonly manifests: number;
  readonly bytes: number;
  readonly milliseconds: number;
  readonly findings: readonly Finding[];
  /** Reboot risk of every pool that has a schedule. */
  readonly reboots: readonly ClusterRisk[];
}

/** Message of a worker to the parent: the outcome of a task, and the memory of the worker afterwards. */
export interface SynthAnswer {
  readonly environment: string;
  readonly summary?: SynthSummary;
  /** Text of the error, with a stack trace only where `KEELSON_DEBUG=1`; undefined after a success. */
  readonly error?: string;
  readonly residentBytes: number;
}
