import type { PlatformModel } from '../model/platform-model';
import type { KubernetesObject } from '../values/kubernetes-object';
import type { Severity } from './finding';

/** A rule that was broken, as its check tells it. */
export interface Breach {
  /** What broke it: `Deployment 'shop/api'`, `pool 'edge'`. */
  readonly subject: string;
  /** What is wrong and what to do about it. */
  readonly message: string;
  /**
   * The object whose annotation may let it off.
   * @default - nothing may
   */
  readonly object?: KubernetesObject;
  /** @default - the check's severity */
  readonly severity?: Severity;
}

/** One rule over the model of a cluster. */
export interface Check {
  /** DNS label; part of the annotation that lets an object off, so it is public contract. */
  readonly id: string;
  /** Of a breach that does not say otherwise. */
  readonly severity: Severity;
  /** The rule in a sentence. */
  readonly title: string;
  /** What the rule rests on: a vendor's page, or a field report. */
  readonly source: string;
  /** Linear in the size of the model. */
  readonly run: (model: PlatformModel) => readonly Breach[];
}

/** How a check names an object. */
export function describeObject(object: KubernetesObject): string {
  const { name, namespace } = object.metadata;
  return `${object.kind} '${namespace === undefined ? '' : `${namespace}/`}${name}'`;
}
