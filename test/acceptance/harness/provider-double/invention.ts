import type { ObjectValue, Value } from './values';

/** What an invented value may depend on. */
export interface Invention {
  readonly type: string;
  /** Dotted path of the attribute below the resource. */
  readonly path: string;
  /** The resource as planned. */
  readonly resource: ObjectValue;
  /** The resource before the change, when there was one. */
  readonly prior: ObjectValue | null;
  /** Arguments of the provider's own block. */
  readonly provider: ObjectValue;
  /** Hexadecimal digits, the same for the same resource. */
  readonly digits: (length: number) => string;
}

/** Provides a value for an attribute, or undefined to leave it to the general rule. */
export type Inventor = (invention: Invention) => Value | undefined;
