import type { TaintInput } from '../../values/taint';
import { PLATFORM_NAMESPACE } from '../labels';
import type { NodePoolSpec } from '../pool/node-pool-spec';
import type { WorkloadInput } from './workload-input';

/** Where a workload runs and what it tolerates, with its pools resolved. */
export class WorkloadSpec {
  readonly name: string;
  readonly namespace: string;
  readonly kind: WorkloadInput['kind'];
  readonly pools: readonly NodePoolSpec[];
  readonly replicas: number;
  readonly maxUnavailable: number;
  readonly hostNetwork: boolean;
  /** Whether the pods tolerate the startup taints of their pools. */
  readonly startsBeforeTuning: boolean;
  /** Kernel parameters of the pods' own namespaces. */
  readonly sysctls: Readonly<Record<string, string>>;

  constructor(input: WorkloadInput, pools: readonly NodePoolSpec[]) {
    this.name = input.name;
    this.namespace = input.namespace;
    this.kind = input.kind;
    this.pools = pools;
    this.replicas = input.replicas ?? 2;
    this.maxUnavailable = input.maxUnavailable ?? 1;
    this.hostNetwork = input.hostNetwork ?? false;
    this.startsBeforeTuning = input.startsBeforeTuning ?? false;
    this.sysctls = input.sysctls ?? {};
    Object.freeze(this);
  }

  /** Names of the pools, as values of the pool label. */
  get poolNames(): readonly string[] {
    return this.pools.map((pool) => pool.name);
  }

  /**
   * Whether the pods leave a node that kured is about to drain: daemons of teams, which carry traffic and which a drain leaves
   * where they are. Those of the platform stay.
   */
  get leavesBeforeReboot(): boolean {
    const isServing = this.kind === 'daemon' && this.namespace !== PLATFORM_NAMESPACE;
    return isServing && this.pools.some(({ reboots }) => reboots?.kind === 'coordinated');
  }

  /** What the pods must tolerate: the lasting taints of their pools, and the startup taint where this workload removes it or starts before. */
  get tolerations(): readonly TaintInput[] {
    const taints = this.pools.flatMap((pool) => {
      const { startupTaint } = pool;
      const meets = startupTaint !== undefined && (this.startsBeforeTuning || startupTaint.removedBy === this.name);
      return meets ? [...pool.taints, startupTaint] : pool.taints;
    });
    const unique = new Map(taints.map((taint) => [`${taint.key}=${taint.value ?? ''}:${taint.effect}`, taint]));
    return [...unique.values()];
  }
}
