import { appendFileSync } from 'node:fs';
import { googleApiRefusal, googleRemovalRefusal, NODE_POOL } from './google-api-rules';
import type { ProviderFacts } from './provider-facts';
import { isObject, type ObjectValue, Unknown, type Value } from './values';

/** A change that the double made; the list has the order in which they happened. */
export interface Operation {
  readonly operation: 'create' | 'update' | 'delete';
  readonly type: string;
  readonly id: string;
  /** The resource's own name, if it has one. */
  readonly name: string;
  /** URLs of the instance groups that the resource has or refers to. */
  readonly groups: readonly string[];
  /** Nodes with which a node pool begins in each zone; 0 for any other resource. */
  readonly nodes: number;
}

/** Refusal of a change, like that of the cloud's API. */
export class RefusedChange extends Error {}

/**
 * The resources that exist. This class records every change, and refuses what the clouds refuse whatever the plan says: a second
 * resource with the same name, the removal of a resource that another one uses, and the removal of a protected resource.
 */
export class LiveResources {
  private readonly states = new Map<string, ObjectValue>();

  /** @param journalPath file to which each change adds one JSON line. */
  constructor(
    private readonly facts: ProviderFacts,
    private readonly journalPath: string,
  ) {}

  /** Adds a resource that is in a state and was created before this process began. */
  adopt(type: string, state: ObjectValue): void {
    if (!this.states.has(keyOf(type, state))) this.states.set(keyOf(type, state), state);
  }

  /** Adds a resource. */
  create(type: string, state: ObjectValue): void {
    const taken = this.ofType(type).find((other) => this.sharesName(type, state, other));
    if (taken !== undefined) {
      throw new RefusedChange(`${type} '${nameOf(state)}' already exists; a new one cannot take its name`);
    }
    this.judge(type, state);
    this.states.set(keyOf(type, state), state);
    this.record('create', type, state);
  }

  /** Changes a resource in place. */
  update(type: string, prior: ObjectValue, state: ObjectValue): void {
    this.judge(type, state);
    this.states.delete(keyOf(type, prior));
    this.states.set(keyOf(type, state), state);
    this.record('update', type, state);
  }

  /** Removes a resource. */
  delete(type: string, prior: ObjectValue): void {
    const guard = this.facts.protection(type);
    if (guard !== undefined && prior[guard] === true) {
      throw new RefusedChange(`${type} '${nameOf(prior)}' has ${guard}; switch it off and apply first`);
    }
    const holder = this.facts.holders(type).find((each) => this.ofType(each).some((other) => namesIt(other, prior)));
    if (holder !== undefined) throw new RefusedChange(`${type} '${nameOf(prior)}' is still used by a ${holder}`);
    const refusal = googleRemovalRefusal({ type, state: prior, all: (other) => this.ofType(other) });
    if (refusal !== undefined) {
      // GKE has resized the groups of a pool to none when it finds that it cannot remove them.
      if (type === NODE_POOL) this.record('delete', type, prior);
      throw new RefusedChange(`${type} '${nameOf(prior)}': ${refusal}`);
    }
    this.states.delete(keyOf(type, prior));
    this.record('delete', type, prior);
  }

  /** Refuses what the cloud's API refuses although the provider plans it. */
  private judge(type: string, state: ObjectValue): void {
    const refusal = googleApiRefusal({ type, state, all: (other) => this.ofType(other) });
    if (refusal !== undefined) throw new RefusedChange(`${type} '${nameOf(state)}': ${refusal}`);
  }

  private ofType(type: string): readonly ObjectValue[] {
    return [...this.states].filter(([key]) => key.startsWith(`${type} `)).map(([, state]) => state);
  }

  private sharesName(type: string, state: ObjectValue, other: ObjectValue): boolean {
    const names = this.facts.uniqueArguments(type);
    return names.length > 0 && names.every((name) => state[name] === other[name]);
  }

  private record(operation: Operation['operation'], type: string, state: ObjectValue): void {
    const nodes = state['initial_node_count'] ?? state['node_count'] ?? 0;
    const entry: Operation = {
      operation,
      type,
      id: String(state['id']),
      name: nameOf(state),
      groups: groupsIn(state),
      nodes: typeof nodes === 'number' ? nodes : 0,
    };
    appendFileSync(this.journalPath, `${JSON.stringify(entry)}\n`);
  }
}

function keyOf(type: string, state: ObjectValue): string {
  return `${type} ${String(state['id'])}`;
}

function nameOf(state: ObjectValue): string {
  const name = state['name'] ?? state['node_group_name'] ?? state['id'];
  return typeof name === 'string' ? name : '';
}

/** URLs of instance groups at any depth of a resource. */
function groupsIn(value: Value): readonly string[] {
  if (typeof value === 'string') return value.includes('/instanceGroups/') ? [value] : [];
  if (Array.isArray(value)) return value.flatMap(groupsIn);
  return isObject(value) ? Object.values(value).flatMap(groupsIn) : [];
}

/** Whether a resource refers to another one by its id or its ARN. */
function namesIt(holder: ObjectValue, held: ObjectValue): boolean {
  const names = [held['id'], held['arn'], held['self_link']].filter((each) => typeof each === 'string');
  return holds(holder, new Set<Value>(names));
}

function holds(value: Value, wanted: ReadonlySet<Value>): boolean {
  if (Array.isArray(value)) return value.some((each) => holds(each, wanted));
  if (isObject(value)) return Object.values(value).some((each) => holds(each, wanted));
  return !(value instanceof Unknown) && wanted.has(value);
}
