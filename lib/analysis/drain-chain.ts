/** Seconds, with the name of the thing that takes or gives them. */
export interface ChainTerm {
  /** The thing, as text for tables and messages: `drain`. */
  readonly what: string;
  readonly seconds: number;
}

/** Times that follow each other, with a name: how long something takes that nothing bounds. */
export interface ChainDuration {
  /** Name of what is over after these times: `grace`. */
  readonly name: string;
  readonly needs: readonly ChainTerm[];
}

/** One step of a drain chain: what must fit, and the time into which it must fit. */
export interface ChainStep extends ChainDuration {
  /** The time that is given to the sum. */
  readonly gives: ChainTerm;
}

/** Seconds with the name of what takes or gives them. */
export function term(what: string, seconds: number): ChainTerm {
  return { what, seconds };
}

/** Seconds that a step needs. */
export function neededSeconds({ needs }: Pick<ChainDuration, 'needs'>): number {
  return needs.reduce((sum, { seconds }) => sum + seconds, 0);
}

/** Seconds of a step that are left; below 0 where the step is inverted. */
export function slackSeconds(step: ChainStep): number {
  return step.gives.seconds - neededSeconds(step);
}

/** Whether every need of a step has room. */
export function fits(step: ChainStep): boolean {
  return slackSeconds(step) >= 0;
}

/** The step with the least slack, the first one among equals; undefined for a chain without steps. */
export function tightestStep<S extends ChainStep>(steps: readonly S[]): S | undefined {
  return steps.reduce<S | undefined>(
    (least, step) => (least === undefined || slackSeconds(step) < slackSeconds(least) ? step : least),
    undefined,
  );
}

/** The sum of a step's needs as text: `endpoint lag 15 + drain 20 = 35 s`. */
export function renderNeeds(step: Pick<ChainDuration, 'needs'>): string {
  const terms = step.needs.map(({ what, seconds }) => `${what} ${seconds}`);
  return terms.length === 1 ? `${terms[0]} s` : `${terms.join(' + ')} = ${neededSeconds(step)} s`;
}
