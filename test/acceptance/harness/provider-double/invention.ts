import type { ObjectValue, Value } from './values';

/** Facts that an invented value may depend on. */
export interface Invention {
  readonly type: string;
  /** Dotted path of the attribute below the resource. */
  readonly path: string;
  /** The resource as Terraform planned it. */
  readonly resource: ObjectValue;
  /** The resource before the change, or null for a new one. */
  readonly prior: ObjectValue | null;
  /** Arguments of the provider's own block. */
  readonly provider: ObjectValue;
  /** Returns hexadecimal digits, the same ones for the same resource. */
  readonly digits: (length: number) => string;
}

/** Invents a value for an attribute, or returns undefined to leave it to the general rule. */
export type Inventor = (invention: Invention) => Value | undefined;
