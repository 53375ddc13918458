import type { ControlPlane } from '../../harness/control-plane';
import type { ManifestObject } from '../../harness/control-plane-apply';
import { EXPLAINED_EVENTS, isExplained } from './explained';

/** An event that a component reported about an object. */
export interface WarningEvent {
  /** Text of the event: `FailedCreate: ReplicaSet shop/cart-abc: pods "…" is forbidden: …`. */
  readonly text: string;
  /** Value that changes when the same event occurs again. */
  readonly occurrence: string;
}

interface EventBody {
  readonly metadata: { readonly uid: string; readonly namespace?: string };
  readonly reason: string;
  readonly message?: string;
  readonly count?: number;
  readonly involvedObject: { readonly kind: string; readonly namespace?: string; readonly name: string };
}

/** Warning events without an explanation in these objects' namespaces, and of objects without a namespace. */
export async function warningEvents(
  plane: ControlPlane,
  manifests: readonly ManifestObject[],
): Promise<readonly WarningEvent[]> {
  // The server stores events of objects without a namespace in 'default'.
  const namespaces = new Set(['default', ...manifests.map(({ object }) => object.metadata?.namespace)]);
  const path = '/api/v1/events?fieldSelector=type%3DWarning';
  const { body } = await plane.request<{ items?: readonly EventBody[] }>('GET', path);
  const own = (body.items ?? []).filter(({ metadata }) => namespaces.has(metadata.namespace));
  return own.map(readEvent).filter(({ text }) => !isExplained(EXPLAINED_EVENTS, text));
}

function readEvent({ metadata, reason, message, count, involvedObject: object }: EventBody): WarningEvent {
  const name = object.namespace === undefined ? object.name : `${object.namespace}/${object.name}`;
  return {
    text: `${reason}: ${object.kind} ${name}: ${message ?? ''}`,
    occurrence: `${metadata.uid} ${count ?? 1}`,
  };
}
