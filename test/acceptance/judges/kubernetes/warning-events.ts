import type { ControlPlane } from '../../harness/control-plane';
import type { ManifestObject } from '../../harness/control-plane-apply';
import { EXPLAINED_EVENTS, isExplained } from './explained';

/** Something that a component reported of an object. */
export interface WarningEvent {
  /** `FailedCreate: ReplicaSet shop/cart-abc: pods "…" is forbidden: …`. */
  readonly text: string;
  /** Changes when the same thing happens again. */
  readonly occurrence: string;
}

interface EventBody {
  readonly metadata: { readonly uid: string; readonly namespace?: string };
  readonly reason: string;
  readonly message?: string;
  readonly count?: number;
  readonly involvedObject: { readonly kind: string; readonly namespace?: string; readonly name: string };
}

/** Warning events of these objects' namespaces, and of what has none, that nothing explains. */
export async function warningEvents(
  plane: ControlPlane,
  manifests: readonly ManifestObject[],
): Promise<readonly WarningEvent[]> {
  // Events of objects without a namespace are kept in 'default'.
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
