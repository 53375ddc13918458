import type { TerraformJson } from '../../../lib/testing/synthesize-stacks';
import { type ArgumentFact, argumentFacts } from '../../fixtures/provider-facts';
import type { LeftOut } from './left-out';

/** Result of a walk over stacks; each list has sorted entries `<type> <dotted path>`. */
export interface ArgumentWalk {
  /** Arguments that are neither in the facts nor in our table. */
  readonly unknown: readonly string[];
  /**
   * Optional-and-computed arguments that some resource writes and another leaves out without a reason: whoever switches the
   * feature off would keep what the cloud has.
   */
  readonly kept: readonly string[];
  /** Reasons that no resource needs. */
  readonly idleReasons: readonly string[];
}

/** Arguments of Terraform itself, which no provider describes. */
const META = ['connection', 'count', 'depends_on', 'for_each', 'lifecycle', 'provider', 'provisioner', 'timeouts'];

type Facts = ReadonlyMap<string, ArgumentFact>;

type Resource = Readonly<Record<string, unknown>>;

/** A block during the walk, and the resource that contains the block. */
interface Place {
  readonly type: string;
  readonly facts: Facts;
  readonly resource: Resource;
  /** Dotted path with a dot at its end; empty for the resource itself. */
  readonly path: string;
}

/** Walks every resource of the stacks and compares its arguments with the providers' facts. */
export function walkArguments(stacks: readonly TerraformJson[], reasons: readonly LeftOut[] = []): ArgumentWalk {
  const walker = new ArgumentWalker(reasons);
  for (const stack of stacks) {
    for (const [type, byId] of Object.entries(stack['resource'] ?? {})) {
      for (const resource of Object.values(byId)) walker.visitResource(type, resource);
    }
  }
  return walker.result();
}

class ArgumentWalker {
  private readonly unknown = new Set<string>();
  private readonly written = new Set<string>();
  private readonly leftOut = new Set<string>();
  private readonly excused = new Set<LeftOut>();

  constructor(private readonly reasons: readonly LeftOut[]) {}

  visitResource(type: string, resource: Resource): void {
    const facts = argumentFacts(type);
    if (facts === undefined) {
      this.unknown.add(type);
      return;
    }
    const stated = Object.entries(resource).filter(([name]) => !META.includes(name) && name !== '//');
    this.visitBlock({ type, facts, resource, path: '' }, Object.fromEntries(stated));
  }

  result(): ArgumentWalk {
    const idle = this.reasons.filter((reason) => !this.excused.has(reason) || !this.written.has(reason.argument));
    return {
      unknown: [...this.unknown].sort(),
      kept: [...this.written].filter((argument) => this.leftOut.has(argument)).sort(),
      idleReasons: idle.map(({ argument }) => argument).sort(),
    };
  }

  private visitBlock(place: Place, block: Resource): void {
    const { type, facts, path } = place;
    for (const [name, value] of Object.entries(block)) {
      const inner = `${path}${name}`;
      if (!facts.has(inner)) this.unknown.add(`${type} ${inner}`);
      if (!hasMembers(facts, inner)) continue;
      for (const element of [value].flat()) {
        if (isBlock(element)) this.visitBlock({ ...place, path: `${inner}.` }, element);
      }
    }
    for (const [argument, fact] of facts) {
      if (fact.kind !== 'kept' || !isDirectMember(argument, path)) continue;
      if (block[argument.slice(path.length)] === undefined) this.leaveOut(`${type} ${argument}`, place.resource);
      else this.written.add(`${type} ${argument}`);
    }
  }

  private leaveOut(argument: string, resource: Resource): void {
    const reason = this.reasons.find((each) => each.argument === argument && isWhere(resource, each.where ?? {}));
    if (reason === undefined) this.leftOut.add(argument);
    else this.excused.add(reason);
  }
}

function isWhere(resource: Resource, where: Readonly<Record<string, string>>): boolean {
  return Object.entries(where).every(([name, value]) => resource[name] === value);
}

function hasMembers(facts: Facts, path: string): boolean {
  return [...facts.keys()].some((argument) => argument.startsWith(`${path}.`));
}

function isDirectMember(argument: string, path: string): boolean {
  return argument.startsWith(path) && !argument.slice(path.length).includes('.');
}

function isBlock(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
