import data from './provider-facts.json';
import type { Block } from './schema';

/** What is known of one resource type beside its schema. */
interface TypeFacts {
  /** Arguments whose change replaces the resource; a block's name stands for all of it. */
  readonly replaces?: readonly string[];
  /** Optional arguments that the provider fills when they are unset. */
  readonly filled?: readonly string[];
  /** Results that every update changes and that the plan announces as unknown. */
  readonly renewed?: readonly string[];
  /** Arguments that together no two resources of the type can share. */
  readonly unique?: readonly string[];
  /** Types that keep the cloud from deleting a resource while one of them names it. */
  readonly heldBy?: readonly string[];
  /** Argument that must be false before the provider destroys the resource. */
  readonly protectedBy?: string;
}

const TYPES: Readonly<Record<string, TypeFacts | undefined>> = data.types;
const EVERY: Readonly<Record<string, readonly string[] | undefined>> = data.filledInEveryType;

/**
 * What the providers do and their bindings do not say, for the types in use: dated data with its sources in
 * provider-facts.json.
 */
export class ProviderFacts {
  /** @param provider local name: `aws`, `google`. */
  constructor(private readonly provider: string) {}

  /** What is wrong with the data for the types that are served: a type that it lacks, an argument that does not exist. */
  faults(resources: Readonly<Record<string, Block>>): readonly string[] {
    return Object.entries(resources).flatMap(([type, block]) => {
      const facts = TYPES[type];
      if (facts === undefined) return [`'${type}' is missing; look up what replaces it and what the provider fills`];
      const named = [
        ...(facts.replaces ?? []),
        ...(facts.filled ?? []),
        ...(facts.renewed ?? []),
        ...(facts.unique ?? []),
      ];
      return named.filter((path) => !exists(block, path.split('.'))).map((path) => `'${type}' has no '${path}'`);
    });
  }

  /** Whether the provider fills an optional argument that is unset. */
  isFilled(type: string, argument: string): boolean {
    return (EVERY[this.provider] ?? []).includes(argument) || (TYPES[type]?.filled ?? []).includes(argument);
  }

  /** Dotted paths of the arguments whose change replaces the resource. */
  replacingPaths(type: string): readonly string[] {
    return TYPES[type]?.replaces ?? [];
  }

  /** Results that an update changes, announced in the plan. */
  renewedOnUpdate(type: string): readonly string[] {
    return TYPES[type]?.renewed ?? [];
  }

  /** Arguments that form a name which exists once. */
  uniqueArguments(type: string): readonly string[] {
    return TYPES[type]?.unique ?? [];
  }

  /** Types whose resources keep one of this type alive by naming it. */
  holders(type: string): readonly string[] {
    return TYPES[type]?.heldBy ?? [];
  }

  /** The argument that guards a resource from being destroyed. */
  protection(type: string): string | undefined {
    return TYPES[type]?.protectedBy;
  }
}

function exists(block: Block, [name, ...rest]: readonly string[]): boolean {
  if (rest.length === 0 && block.attributes.some((each) => each.name === name)) return true;
  const nested = block.blocks.find((each) => each.name === name);
  return nested !== undefined && (rest.length === 0 || exists(nested.block, rest));
}
