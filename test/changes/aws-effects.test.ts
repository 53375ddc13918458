import { environmentFields } from '../../lib/specs/environment/environment-fields';
import { maximalAwsEnvironments } from '../fixtures/maximal-aws-environment';
import { AWS_EDITS, MANAGED_EDITS } from './support/aws-edits';
import { compareEffects } from './support/compare-effects';
import { PropertyJudge } from './support/judge-property';
import { idleRows } from './support/provider-reality';

const judge = new PropertyJudge(maximalAwsEnvironments());
const fields = environmentFields.aws;

test.each([
  { ground: 'aws', edits: AWS_EDITS, least: 185 },
  { ground: 'managed', edits: MANAGED_EDITS, least: 60 },
] as const)(
  'the edit of every property has the effect that its field states: $ground',
  ({ ground, edits, least }) => {
    const { disagreeing, idle, edited } = compareEffects(judge, { ground, fields, edits });
    expect(disagreeing).toEqual([]);
    expect(idle).toEqual([]);
    expect(edited).toBeGreaterThanOrEqual(least);
  },
  120_000,
);

test("every row about plans that differ from the provider's facts is needed", () => {
  expect(idleRows('aws')).toEqual([]);
});
