import type { PlannedChange } from '../../harness/terraform-run';
import type { ChangeOutcome, JudgedEnvironment } from './judged-environment';
import type { InputEdit } from './pool-edits';

/** A change of a deployed environment, and the effects that it may have. */
export interface JudgedChange {
  readonly title: string;
  readonly make: (environment: JudgedEnvironment) => Promise<ChangeOutcome>;
  readonly expect: (outcome: ChangeOutcome) => void;
}

/** A change of the environment's input. */
export function edited(edit: InputEdit): JudgedChange['make'] {
  return (environment) => environment.change(edit);
}

/** Deploys an environment, expects that everything is valid, made as planned and settled, and returns the plan. */
export async function deploysAsPlanned(environment: JudgedEnvironment): Promise<readonly PlannedChange[]> {
  const { diagnostics, planned, steps } = await environment.deploy();
  expect(diagnostics).toEqual([]);
  expect(planned.filter(({ actions }) => actions.join() !== 'create')).toEqual([]);
  expect(steps).toHaveLength(planned.length);
  expect(await environment.unsettledStacks()).toEqual([]);
  return planned;
}

/** Expects that exactly these resources change, all of them in place. */
export function updatesOnly(...addresses: readonly string[]): JudgedChange['expect'] {
  return ({ planned }) => {
    const seen = planned.map(({ actions, address }) => `${actions.join('+')} ${address}`).sort();
    expect(seen).toEqual([...addresses].sort().map((address) => expect.stringMatching(`^update ${escaped(address)}`)));
  };
}

/** Expects exactly these changes, each named by its actions and the type of its resource. */
export function plansOnly(...changes: readonly string[]): JudgedChange['expect'] {
  return ({ planned }) =>
    expect(planned.map(({ actions, type }) => `${actions.join('+')} ${type}`).sort()).toEqual([...changes].sort());
}

/** Expects changes, and only of resources that the pattern matches. */
export function touchesOnly({ planned }: ChangeOutcome, action: 'create' | 'delete' | 'any', pattern: RegExp): void {
  expect(planned).not.toHaveLength(0);
  expect(planned.filter(({ address }) => !pattern.test(address))).toEqual([]);
  if (action !== 'any') expect(planned.filter(({ actions }) => actions.join() !== action)).toEqual([]);
}

/** Expects that the resource is replaced, and that the new one is created before the old one is removed. */
export function replacesNewFirst(outcome: ChangeOutcome, address: string): void {
  const [created, deleted] = [position(outcome, `create ${address}`), position(outcome, `delete ${address}`)];
  expect({ created, deleted }).not.toMatchObject({ created: -1 });
  expect(created).toBeLessThan(deleted);
}

/** Expects a step after the new resource is created and before the old one is removed. */
export function movesInBetween(outcome: ChangeOutcome, replaced: string, step: string): void {
  expect(position(outcome, step)).toBeGreaterThan(position(outcome, `create ${replaced}`));
  expect(position(outcome, step)).toBeLessThan(position(outcome, `delete ${replaced}`));
}

/** Expects both steps, one after the other. */
export function comesBefore(outcome: ChangeOutcome, first: string, second: string): void {
  const [earlier, later] = [position(outcome, first), position(outcome, second)];
  expect({ earlier, later }).not.toMatchObject({ earlier: -1 });
  expect(earlier).toBeLessThan(later);
}

/** Expects steps of both kinds, and that each one of the first kind ends before each one of the second. */
export function allBefore(
  { steps }: ChangeOutcome,
  action: 'create' | 'delete',
  [first, second]: readonly [RegExp, RegExp],
): void {
  const placesOf = (kind: RegExp) =>
    steps.flatMap((step, index) => (step.action === action && kind.test(step.address) ? [index] : []));
  const [earlier, later] = [placesOf(first), placesOf(second)];
  expect({ earlier: earlier.length, later: later.length }).not.toMatchObject({ earlier: 0 });
  expect(later).not.toHaveLength(0);
  expect(Math.max(...earlier)).toBeLessThan(Math.min(...later));
}

function position({ steps }: ChangeOutcome, start: string): number {
  return steps.findIndex(({ action, address }) => `${action} ${address}`.startsWith(start));
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
