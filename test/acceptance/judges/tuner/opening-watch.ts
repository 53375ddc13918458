import type { ApiObject } from '../../harness/control-plane-client';
import { ObjectWatch } from './pod-watch';
import type { TunedRun } from './tuned-run';

interface TaintedObject extends ApiObject {
  readonly spec?: { readonly taints?: readonly { readonly key: string }[] };
}

/** Follows the startup taints of nodes: records what was missing when a taint was removed, and which nodes got their taint again. */
export class OpeningWatch {
  /** Opened nodes, with the keys that did not hold at that time, or a kube-proxy that could still write. */
  readonly opened = new Map<string, readonly string[]>();
  private readonly tainted = new Set<string>();
  private readonly back = new Set<string>();
  private watch: ObjectWatch | undefined;

  private constructor(private readonly run: TunedRun) {}

  /** Begins to watch; there are no nodes yet. */
  static async start(run: TunedRun): Promise<OpeningWatch> {
    const openings = new OpeningWatch(run);
    openings.watch = await ObjectWatch.start(run.plane, '/api/v1/nodes', (_type, node) => openings.note(node));
    return openings;
  }

  /** Nodes that were open and became tainted again since the last {@link forget}. */
  get taintedAgain(): readonly string[] {
    return [...this.back].sort();
  }

  /** Resets the list of nodes that were tainted again. */
  forget(): void {
    this.back.clear();
  }

  stop(): void {
    this.watch?.stop();
  }

  private note({ metadata, spec }: TaintedObject): void {
    const name = metadata?.name ?? '';
    if (spec?.taints?.some(({ key }) => key === this.run.taint)) {
      if (this.opened.has(name)) this.back.add(name);
      this.tainted.add(name);
    } else if (this.tainted.delete(name) && !this.opened.has(name)) {
      this.opened.set(name, this.run.fleet.nodes.get(name)?.unfit() ?? ['the node is gone']);
    }
  }
}
