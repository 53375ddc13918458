import type { LockedPool } from '../../../lib/specs/cluster/lock/locked-cluster';
import type { EnvironmentInput } from '../../../lib/specs/environment/environment-input';
import { EnvironmentSpec } from '../../../lib/specs/environment/environment-spec';
import { lockEnvironment } from '../../../lib/specs/environment/lock/lock-environment';
import type { LockedEnvironment } from '../../../lib/specs/environment/lock/platform-lock';
import {
  CHANGE_EFFECTS,
  type ChangeEffect,
  type ChangeGround,
  weightiest,
} from '../../../lib/specs/fields/change-effect';
import type { PropertyEffects } from '../../../lib/specs/fields/property-effects';
import { ConfigError } from '../../../lib/values/config-error';
import { isSame } from './compare-resources';
import { type DerivedChange, deriveChanges, effectOfChanges } from './derive-changes';
import { type Edit, type EditTable, otherValue, Several } from './edits';
import { locate } from './locate';
import { Synthesizer } from './synthesized-trees';

/** The effect of a property's edit, or the reason why there is no edit. */
export interface Judgement {
  readonly effect: ChangeEffect | 'no edit' | 'nowhere stated' | 'refused by rules';
  readonly why: readonly string[];
}

/** An environment and its resolved spec. */
type Base = readonly [EnvironmentInput, EnvironmentSpec];

interface PlacedEdit {
  readonly path: string;
  readonly ground: ChangeGround;
  readonly edit: Edit;
}

/** Edits properties of environments, one at a time, and derives the effect of each edit. */
export class PropertyJudge {
  private readonly synthesizer = new Synthesizer();
  private readonly bases: readonly Base[];
  private readonly clusters = new Map<EnvironmentInput, Map<number, EnvironmentSpec>>();

  constructor(inputs: readonly EnvironmentInput[]) {
    this.bases = inputs.map((input) => [input, EnvironmentSpec.from(input)]);
  }

  judge({ path, facts }: PropertyEffects, ground: ChangeGround, edits: EditTable): Judgement {
    const base = this.baseOf(path, ground);
    if (base === undefined) return { effect: 'nowhere stated', why: [] };
    const located = locate(base[0], path, ground);
    const edit = Object.hasOwn(edits, path) ? edits[path] : (otherValue(facts, located?.holder[located.name]) as Edit);
    if (edit === undefined) return { effect: 'no edit', why: [] };
    const all = edit instanceof Several ? edit.edits : [edit];
    const judged = all.map((each) => this.judgeEdit({ path, ground, edit: each }, base));
    const failed = judged.find(({ effect }) => !isEffect(effect));
    if (failed !== undefined) return failed;
    const heaviest = weightiest(judged.map(({ effect }) => effect).filter(isEffect));
    return judged.find(({ effect }) => effect === heaviest) ?? { effect: 'no edit', why: [] };
  }

  /** The first environment that states a property; the last one, which is small, for properties outside clusters. */
  private baseOf(path: string, ground: ChangeGround): Base | undefined {
    const bases = path.startsWith('clusters[]') ? this.bases : [...this.bases].reverse();
    return bases.find(([input]) => locate(input, path, ground) !== undefined);
  }

  private judgeEdit({ path, ground, edit }: PlacedEdit, [input, before]: Base): Judgement {
    const original = copyOf(input);
    const edited = copyOf(input);
    const { holder, name } = locate(edited, path, ground) ?? { holder: {}, name: '' };
    if (typeof edit === 'function') edit(holder, edited);
    else holder[name] = edit;
    if (isSame(edited, original)) return { effect: 'no edit', why: ['the edit changes nothing'] };
    const place = onlyChangedCluster(original, edited);
    return place === undefined
      ? this.compare(before, edited)
      : this.compare(this.clusterOf(input, place), withCluster(edited, place));
  }

  /** An environment with one of its clusters only, before an edit; judged once. */
  private clusterOf(input: EnvironmentInput, place: number): EnvironmentSpec {
    const known = this.clusters.get(input) ?? new Map<number, EnvironmentSpec>();
    const spec = known.get(place) ?? EnvironmentSpec.from(withCluster(input, place));
    this.clusters.set(input, known.set(place, spec));
    return spec;
  }

  private compare(before: EnvironmentSpec, edited: EnvironmentInput): Judgement {
    const after = attempt(() => EnvironmentSpec.from(edited));
    if (typeof after === 'string') return { effect: 'refused by rules', why: [after] };
    const locked = attempt(() => EnvironmentSpec.from(edited, lockOf(before, edited.name)));
    if (typeof locked === 'string') return { effect: 'refused', why: [locked] };
    const changes = deriveChanges(...this.synthesizer.changedTrees(before, after));
    const effect = effectOfChanges(changes);
    return { effect, why: changes.filter((change) => change.effect === effect).map(renderChange) };
  }
}

function isEffect(effect: Judgement['effect']): effect is ChangeEffect {
  return (CHANGE_EFFECTS as readonly string[]).includes(effect);
}

/** Place of the only cluster that an edit changed, so that the others need not be judged again; undefined where it changed more. */
function onlyChangedCluster(original: EnvironmentInput, edited: EnvironmentInput): number | undefined {
  const before: readonly unknown[] = original.clusters;
  const after: readonly unknown[] = edited.clusters;
  const places = before.flatMap((cluster, place) => (isSame(cluster, after[place]) ? [] : [place]));
  const isElsewhere = !isSame({ ...original, clusters: [] }, { ...edited, clusters: [] });
  return places.length === 1 && before.length === after.length && !isElsewhere ? places[0] : undefined;
}

function withCluster(input: EnvironmentInput, place: number): EnvironmentInput {
  return { ...input, clusters: input.clusters.slice(place, place + 1) } as EnvironmentInput;
}

/** A copy in which no two places share an object, because places in the original may. */
function copyOf(input: EnvironmentInput): EnvironmentInput {
  return JSON.parse(JSON.stringify(input)) as EnvironmentInput;
}

/** The lock of the environment with this name, without its sizes, because the edited environment states its sizes anew. */
function lockOf(environment: EnvironmentSpec, name: string): LockedEnvironment | undefined {
  if (environment.name !== name) return undefined;
  const locked = lockEnvironment(environment);
  const withoutSizes = ({ initial: _, ...pool }: LockedPool): LockedPool => pool;
  const clusters = mapValues(locked.clusters, (cluster) => ({
    ...cluster,
    pools: mapValues(cluster.pools, withoutSizes),
  }));
  return { ...locked, clusters };
}

function mapValues<T>(record: Readonly<Record<string, T>>, change: (value: T) => T): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
}

function attempt<T>(make: () => T): T | string {
  try {
    return make();
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
}

function renderChange({ what, effect }: DerivedChange): string {
  return `${effect}: ${what}`;
}
