import type { ClientRequest, IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { createInterface } from 'node:readline';
import type { ControlPlane } from '../../harness/control-plane';
import type { ApiObject } from '../../harness/control-plane-client';
import { ObjectClient } from '../../harness/object-client';
import { NAMESPACE } from './scaled-clusters';

/** A number of pods that a Deployment wanted from a moment on. */
export interface WantedPods {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly pods: number;
}

/** Most percent of a change in a period. */
export interface PercentStep {
  readonly percent: number;
  readonly periodSeconds: number;
}

/** Most percent, or most pods, of a change in a period. */
export interface Step extends PercentStep {
  readonly pods: number;
}

/** Time in milliseconds by which events may arrive here later than the controller decided. */
const LATENESS = 1000;

/** Follows every number of pods that the Deployments of a namespace want. */
export class ReplicasWatch {
  private readonly history = new Map<string, WantedPods[]>();
  private failure: string | undefined;

  private constructor(private readonly stream: ClientRequest) {}

  /** Begins to watch. */
  static async begin(plane: ControlPlane): Promise<ReplicasWatch> {
    const path = `/apis/apps/v1/namespaces/${NAMESPACE}/deployments`;
    const { items, metadata } = await new ObjectClient(plane).list(path);
    const url = new URL(`${path}?watch=1&resourceVersion=${metadata.resourceVersion}`, plane.url);
    const stream = request(url, { headers: { Authorization: `Bearer ${plane.token}` }, ca: plane.certificate });
    const watch = new ReplicasWatch(stream);
    for (const item of items) watch.note(item);
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      stream.once('response', resolve).once('error', reject).end();
    });
    stream.on('error', () => undefined);
    void watch.follow(response);
    return watch;
  }

  /** The numbers of a Deployment in the order of time. */
  of(name: string): readonly WantedPods[] {
    if (this.failure !== undefined) throw new Error(`the watch has ended: ${this.failure}`);
    return this.history.get(name) ?? [];
  }

  /** The number that a Deployment wants now. */
  now(name: string): number | undefined {
    return this.of(name).at(-1)?.pods;
  }

  /** Forgets the former numbers of a Deployment. */
  reset(name: string): void {
    this.history.set(name, this.of(name).slice(-1));
  }

  /** Stops watching. */
  end(): void {
    this.stream.destroy();
  }

  private async follow(response: IncomingMessage): Promise<void> {
    try {
      for await (const line of createInterface({ input: response })) {
        const event = JSON.parse(line) as { readonly type: string; readonly object: ApiObject };
        if (event.type === 'ERROR') this.failure = line;
        else this.note(event.object);
      }
      this.failure ??= 'the server closed it';
    } catch (error) {
      this.failure ??= String(error);
    }
  }

  private note({ metadata, ...deployment }: ApiObject): void {
    const pods = (deployment['spec'] as { readonly replicas?: number })?.replicas ?? 1;
    const before = this.history.get(metadata?.name ?? '') ?? [];
    if (before.at(-1)?.pods === pods) return;
    this.history.set(metadata?.name ?? '', [...before, { at: Date.now(), pods }]);
  }
}

/** The first number that fell faster than a step allows, as the controller computes it: it rounds the rest down. */
export function fallTooFast(history: readonly WantedPods[], step: PercentStep): WantedPods | undefined {
  return history.find((wanted, index) => {
    const most = Math.max(...within(history, index, step).map(({ pods }) => pods));
    return wanted.pods < Math.trunc(most * (1 - step.percent / 100));
  });
}

/** The first number that rose faster than a step allows; the larger of percent and pods counts. */
export function riseTooFast(history: readonly WantedPods[], step: Step): WantedPods | undefined {
  return history.find((wanted, index) => {
    const least = Math.min(...within(history, index, step).map(({ pods }) => pods));
    return wanted.pods > Math.max(Math.ceil(least * (1 + step.percent / 100)), least + step.pods);
  });
}

/** The numbers in the period before one of them, and the one that was in force when the period began. */
function within(history: readonly WantedPods[], index: number, { periodSeconds }: PercentStep): readonly WantedPods[] {
  const begin = (history[index]?.at ?? 0) - periodSeconds * 1000 + LATENESS;
  const before = history.slice(0, index + 1);
  const first = before.findLastIndex(({ at }) => at <= begin);
  return before.slice(Math.max(0, first));
}
