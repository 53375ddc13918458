import { type ArgumentFact, argumentFacts } from '../../../fixtures/provider-facts';
import data from './provider-facts.json';
import type { Block } from './schema';

/** Facts about one resource type in addition to its schema. */
interface TypeFacts {
  /** Results that every update changes and that the plan announces as unknown. */
  readonly renewed?: readonly string[];
  /** Values that the provider treats as empty, by argument. */
  readonly emptyAlso?: Readonly<Record<string, string>>;
  /** Arguments whose combined values no two resources of the type may share. */
  readonly unique?: readonly string[];
  /** Types whose resources keep the cloud from deleting a resource to which they refer. */
  readonly heldBy?: readonly string[];
  /** Argument that must be false before the provider destroys the resource. */
  readonly protectedBy?: string;
}

const TYPES: Readonly<Record<string, TypeFacts | undefined>> = data.types;
const EVERY: Readonly<Record<string, readonly string[] | undefined>> = data.filledInEveryType;

/**
 * Facts about the types in use that the bindings lack: the providers' schemas, from test/fixtures/provider-facts, and behaviour
 * that no schema states, from provider-facts.json.
 */
export class ProviderFacts {
  private readonly read = new Map<string, ReadonlyMap<string, ArgumentFact>>();

  /** @param provider local name: `aws`, `google`. */
  constructor(private readonly provider: string) {}

  /** Errors in the facts for the types in use: a type that is not in the facts, or an argument that does not exist. */
  faults(resources: Readonly<Record<string, Block>>): readonly string[] {
    return Object.entries(resources).flatMap(([type, block]) => {
      if (this.argumentsOf(type).size === 0) return [`'${type}' is missing; look up its arguments`];
      const { renewed = [], unique = [], emptyAlso = {} } = TYPES[type] ?? {};
      const named = [...renewed, ...unique, ...Object.keys(emptyAlso)];
      return named.filter((path) => !exists(block, path.split('.'))).map((path) => `'${type}' has no '${path}'`);
    });
  }

  /** Whether the provider fills an optional argument or block that is unset, and keeps it afterwards. */
  isKept(type: string, argument: string): boolean {
    return (EVERY[this.provider] ?? []).includes(argument) || this.argumentsOf(type).get(argument)?.kind === 'kept';
  }

  /** Dotted paths of the arguments whose change replaces the resource; for a block, a change of the number of blocks. */
  replacingPaths(type: string): readonly string[] {
    return [...this.argumentsOf(type)].filter(([, fact]) => fact.replaces).map(([path]) => path);
  }

  /** Results that an update changes and that the plan announces. */
  renewedOnUpdate(type: string): readonly string[] {
    return TYPES[type]?.renewed ?? [];
  }

  /** The value of an argument that the provider treats as empty. */
  emptyAlso(type: string, argument: string): string | undefined {
    return TYPES[type]?.emptyAlso?.[argument];
  }

  /** Arguments whose combined values form a unique name. */
  uniqueArguments(type: string): readonly string[] {
    return TYPES[type]?.unique ?? [];
  }

  /** Types whose resources keep one of this type from being deleted by referring to it. */
  holders(type: string): readonly string[] {
    return TYPES[type]?.heldBy ?? [];
  }

  /** The argument that protects a resource from being destroyed. */
  protection(type: string): string | undefined {
    return TYPES[type]?.protectedBy;
  }

  private argumentsOf(type: string): ReadonlyMap<string, ArgumentFact> {
    const known = this.read.get(type) ?? argumentFacts(type) ?? new Map();
    this.read.set(type, known);
    return known;
  }
}

function exists(block: Block, [name, ...rest]: readonly string[]): boolean {
  if (rest.length === 0 && block.attributes.some((each) => each.name === name)) return true;
  const nested = block.blocks.find((each) => each.name === name);
  return nested !== undefined && (rest.length === 0 || exists(nested.block, rest));
}
