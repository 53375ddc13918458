import { environmentFields } from '../../lib/specs/environment/environment-fields';
import { maximalGoogleEnvironments } from '../fixtures/maximal-google-environment';
import { compareEffects } from './support/compare-effects';
import { GOOGLE_EDITS } from './support/google-edits';
import { PropertyJudge } from './support/judge-property';
import { idleRows } from './support/provider-reality';

test('the edit of every property has the effect that its field states: google', () => {
  const judge = new PropertyJudge(maximalGoogleEnvironments());
  const { disagreeing, idle, edited } = compareEffects(judge, {
    ground: 'google',
    fields: environmentFields.google,
    edits: GOOGLE_EDITS,
  });
  expect(disagreeing).toEqual([]);
  expect(idle).toEqual([]);
  expect(edited).toBeGreaterThanOrEqual(110);
}, 120_000);

test("every row about plans that differ from the provider's facts is needed", () => {
  expect(idleRows('google')).toEqual([]);
});
