import type { EnvironmentInput } from '../../../lib/specs/environment/environment-input';
import { EnvironmentSet } from '../../../lib/specs/environment/environment-set';
import type { EnvironmentSpec } from '../../../lib/specs/environment/environment-spec';
import { EnvironmentSpec as EnvironmentSpecs } from '../../../lib/specs/environment/environment-spec';
import { lockWarnings } from '../../../lib/specs/environment/lock/lock-changes';
import { ConfigError } from '../../../lib/values/config-error';
import { mutateInput } from './mutate-input';
import { type MutationBase, mutationBases } from './mutation-bases';
import { SeededRandom } from './seeded-random';
import { synthesizeBothTrees } from './synthesize-both-trees';

/** Which seeds are judged: `count` of them, from `first` on, each `step` after the one before. */
export interface SeedRange {
  readonly first: number;
  readonly step: number;
  readonly count: number;
}

/** What came of one mutated input. */
interface Judgement {
  readonly seed: number;
  readonly mutations: readonly string[];
  /** What is wrong with the library; undefined for a ConfigError in good form and for an accepted input. */
  readonly failure: string | undefined;
  readonly isAccepted: boolean;
  readonly isSynthesised: boolean;
  /** Time by the clock, in which others may have had the processor. */
  readonly milliseconds: number;
}

/** What came of all of them. */
export interface MutationReport {
  readonly judged: number;
  readonly accepted: number;
  readonly synthesised: number;
  /** Seed, mutations and what went wrong. */
  readonly failures: readonly string[];
  readonly medianMilliseconds: number;
  /** The input that took longest, judged again until garbage and warm-up no longer count. */
  readonly slowest: { readonly milliseconds: number; readonly what: string };
}

/** One accepted input of so many is synthesised: a synthesis takes as long as judging a hundred inputs. */
const SYNTHESIS_SHARE = 60;

/** Judges mutated inputs; every seed stands for one, the same on every machine. */
export function runMutations({ first, step, count }: SeedRange): MutationReport {
  const bases = mutationBases();
  let accepted = 0;
  const judgements = Array.from({ length: count }, (_, index) => {
    const judgement = judgeSeed(first + step * index, bases, accepted % SYNTHESIS_SHARE === 0);
    if (judgement.isAccepted) accepted += 1;
    return judgement;
  });
  const byTime = judgements.toSorted((left, right) => right.milliseconds - left.milliseconds);
  return {
    judged: count,
    accepted,
    synthesised: judgements.filter(({ isSynthesised }) => isSynthesised).length,
    failures: judgements.filter(({ failure }) => failure !== undefined).map((each) => `${what(each)}: ${each.failure}`),
    medianMilliseconds: byTime[Math.floor(count / 2)]?.milliseconds ?? 0,
    slowest: slowestOf(byTime.slice(0, 10), bases),
  };
}

function what({ seed, mutations }: Judgement): string {
  return `seed ${seed} (${mutations.join('; ')})`;
}

/** A pause for garbage or for the compiler of the engine falls on any input; it seldom falls on the same one three times. */
function slowestOf(candidates: readonly Judgement[], bases: readonly MutationBase[]): MutationReport['slowest'] {
  const again = candidates.map((candidate) => {
    const times = [1, 2].map(() => judgeSeed(candidate.seed, bases, false).milliseconds);
    return { what: what(candidate), milliseconds: Math.min(candidate.milliseconds, ...times) };
  });
  return again.reduce((left, right) => (left.milliseconds >= right.milliseconds ? left : right));
}

function judgeSeed(seed: number, bases: readonly MutationBase[], isSynthesised: boolean): Judgement {
  const random = new SeededRandom(seed);
  const base = random.pick(bases);
  const { input, mutations } = mutateInput(base.input, random);
  const door = random.pick(DOORS);
  const started = performance.now();
  const { spec, failure } = attempt(() => door(input as EnvironmentInput, base));
  const milliseconds = performance.now() - started;
  const sampled = spec !== undefined && isSynthesised;
  return {
    seed,
    mutations,
    failure: sampled ? attempt(() => synthesizeBothTrees(spec)).failure : failure,
    isAccepted: spec !== undefined,
    isSynthesised: sampled,
    milliseconds,
  };
}

type Door = (input: EnvironmentInput, base: MutationBase) => EnvironmentSpec;

const alone: Door = (input) => EnvironmentSpecs.from(input);

const withLock: Door = (input, { lock, input: { name } }) => EnvironmentSpecs.from(input, lock.environments[name]);

const amongOthers: Door = (input, { lock, others }) => {
  const { environments } = EnvironmentSet.from([input, ...others], lock);
  const known = environments.map(({ name }) => name);
  lockWarnings(lock, { known, chosen: environments });
  return environments[0] as EnvironmentSpec;
};

/** Ways into the library by their share; a whole platform takes as long as its environments together. */
const DOORS: readonly Door[] = [...Array<Door>(32).fill(alone), ...Array<Door>(12).fill(withLock), amongOthers];

/** What a message says where a rule calculated with a value that is no number, or put an object into text. */
const FORBIDDEN = ['NaN', '[object'];

interface Attempt {
  readonly spec?: EnvironmentSpec;
  readonly failure?: string | undefined;
}

function attempt(run: () => EnvironmentSpec | undefined): Attempt {
  try {
    const spec = run();
    return spec === undefined ? {} : { spec };
  } catch (error) {
    if (!(error instanceof ConfigError)) return { failure: error instanceof Error ? `${error.stack}` : String(error) };
    const { message } = error;
    const at = FORBIDDEN.map((word) => message.indexOf(word)).find((place) => place >= 0);
    return { failure: at === undefined ? undefined : `a message says ${message.slice(Math.max(0, at - 80), at + 80)}` };
  }
}
