import type { PlatformModel } from '../model/platform-model';
import type { KubernetesObject } from '../values/kubernetes-object';
import type { Severity } from './finding';

/** One violation of a check. */
export interface Breach {
  /** The object or part that violates the check: `Deployment 'shop/api'`, `pool 'edge'`. */
  readonly subject: string;
  /** Text that states the problem and the remedy. */
  readonly message: string;
  /**
   * The object whose annotation may suppress the violation.
   * @default - the violation cannot be suppressed
   */
  readonly object?: KubernetesObject;
  /** @default - the check's severity */
  readonly severity?: Severity;
}

/** One rule over the model of a cluster. */
export interface Check {
  /** DNS label; part of the annotation that suppresses the check for an object, so that renaming a check breaks users' annotations. */
  readonly id: string;
  /** Severity of a breach that states no other. */
  readonly severity: Severity;
  /** The rule in a sentence. */
  readonly title: string;
  /** Address of the vendor's page or field report on which the check is based. */
  readonly source: string;
  /** Judges a model; must take time linear in the size of the model. */
  readonly run: (model: PlatformModel) => readonly Breach[];
}

/** Name of an object in messages: `Deployment 'shop/api'`. */
export function describeObject(object: KubernetesObject): string {
  const { name, namespace } = object.metadata;
  return `${object.kind} '${namespace === undefined ? '' : `${namespace}/`}${name}'`;
}
