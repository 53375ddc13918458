import type { Problems } from '../../values/problems';

/** A part of a physical name: fixed text, a name from the input, or generated text of a fixed length. */
export type NamePart =
  | string
  | { readonly of: string; readonly name: string }
  | { readonly of: string; readonly length: number };

/** A physical name that contains other names. */
export interface DerivedName {
  /** Parts in their order: `[{ of: 'environment', name: 'paas' }, '-', { of: 'cluster', name: 'main' }, '-control-plane']`. */
  readonly parts: readonly NamePart[];
  /** Most characters of the whole name. */
  readonly most: number;
  /** The limited resource, for messages: `an IAM role`. */
  readonly limitOf: string;
  /**
   * Remedy for the message, as an alternative to a shorter name.
   * @default - no alternative
   */
  readonly instead?: string;
}

/** Refuses a name from which a too long name would be derived, with the calculation; returns whether the derived name fits. */
export function requireDerivedName(
  { parts, most, limitOf, instead }: DerivedName,
  name: string,
  problems: Problems,
): boolean {
  const lengths = parts.map(lengthOf);
  const sum = lengths.reduce((total, length) => total + length, 0);
  const shown = parts.map((part) => (typeof part === 'string' ? part : `<${part.of}>`)).join('');
  const chosen = parts.flatMap((part) => (typeof part === 'object' && 'name' in part ? [`the ${part.of}`] : []));
  const rule = `leave '${shown}' at most ${most} characters, the limit of ${limitOf}: ${lengths.join(' + ')} = ${sum}`;
  const remedy = `shorten the name of ${chosen.join(' or ')} by ${sum - most}${instead === undefined ? '' : `, or ${instead}`}`;
  return problems.require(sum <= most, 'name', rule, name, remedy);
}

/** Number of characters below the limit; negative where the name is too long. */
export function roomOf({ parts, most }: DerivedName): number {
  return parts.reduce((room, part) => room - lengthOf(part), most);
}

function lengthOf(part: NamePart): number {
  if (typeof part === 'string') return part.length;
  return 'name' in part ? part.name.length : part.length;
}
