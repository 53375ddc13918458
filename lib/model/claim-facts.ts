import type { KubernetesObject } from '../values/kubernetes-object';
import { podTemplateOf } from './pod-facts';
import { readAt, readMaps, readText } from './read-fields';

/** Names of the PersistentVolumeClaims that all pods of an object share; claims that each pod gets for itself are not among them. */
export function sharedClaims(object: KubernetesObject): readonly string[] {
  return readMaps(readAt(podTemplateOf(object), 'spec', 'volumes')).flatMap((volume) => {
    return readText(readAt(volume, 'persistentVolumeClaim', 'claimName')) ?? [];
  });
}

/** Names of the volumes for which each pod of an object gets a disk of its own. */
export function ownClaims(object: KubernetesObject): readonly string[] {
  const templates = object.kind === 'StatefulSet' ? readMaps(readAt(object, 'spec', 'volumeClaimTemplates')) : [];
  const ephemeral = readMaps(readAt(podTemplateOf(object), 'spec', 'volumes')).filter(
    (volume) => volume['ephemeral'] !== undefined,
  );
  return [
    ...templates.map((template) => readText(readAt(template, 'metadata', 'name')) ?? ''),
    ...ephemeral.map(({ name }) => readText(name) ?? ''),
  ];
}
