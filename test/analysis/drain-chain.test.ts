import {
  type ChainStep,
  fits,
  neededSeconds,
  renderNeeds,
  slackSeconds,
  term,
  tightestStep,
} from '../../lib/analysis/drain-chain';

const step = (name: string, needs: readonly number[], gives: number): ChainStep => ({
  name,
  needs: needs.map((seconds, index) => term(`part ${index + 1}`, seconds)),
  gives: term('whole', gives),
});

test('a step needs the sum of its terms, and what is left is its slack', () => {
  expect(neededSeconds(step('grace', [15, 20], 40))).toBe(35);
  expect(slackSeconds(step('grace', [15, 20], 40))).toBe(5);
  expect(slackSeconds(step('grace', [15, 20], 30))).toBe(-5);
});

test('a step fits without slack, and no longer with a second less', () => {
  expect(fits(step('grace', [15, 20], 35))).toBe(true);
  expect(fits(step('grace', [15, 20], 34))).toBe(false);
});

test('the tightest step is the one with the least slack, the first one among equals', () => {
  const steps = [step('grace', [35], 40), step('hook', [100], 103), step('drain', [10], 13)];
  expect(tightestStep(steps)?.name).toBe('hook');
  expect(tightestStep([])).toBeUndefined();
});

test('a sum is written with its terms, and a single term without a sum', () => {
  expect(renderNeeds(step('grace', [15, 20], 40))).toBe('part 1 15 + part 2 20 = 35 s');
  expect(renderNeeds(step('grace', [15], 40))).toBe('part 1 15 s');
});
