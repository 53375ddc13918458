import { awsCluster, awsEnvironment, awsPool } from '../../fixtures/aws-environment';
import { googleCluster, googleEnvironment, googlePool } from '../../fixtures/google-environment';
import { problemsOf } from '../problems-of';

const ofAws = (scaling: unknown) =>
  problemsOf(awsEnvironment({ clusters: [awsCluster({ pools: [awsPool({ scaling: scaling as 'fixed' })] })] }));

const ofGoogle = (scaling: unknown) =>
  problemsOf(
    googleEnvironment({ clusters: [googleCluster({ pools: [googlePool({ scaling: scaling as 'fixed' })] })] }),
  );

test('a kind of scaling that is written as a word is told of the forms of its cloud', () => {
  expect(ofAws('target-tracking')).toEqual([
    "environment 'paas' > cluster 'main' > pool 'general': 'scaling' must be an object whose 'kind' is one of 'fixed', 'cluster-autoscaler', 'target-tracking', got 'target-tracking'; write the kind in braces, with the members that it needs",
  ]);
  expect(ofGoogle('instance-group')).toEqual([
    "environment 'streaming' > cluster 'main' > pool 'core': 'scaling' must be an object whose 'kind' is one of 'fixed', 'cluster-autoscaler', 'instance-group', got 'instance-group'; write the kind in braces, with the members that it needs",
  ]);
});

test.each(['fixed', 'cluster-autoscaler'])('the former word %s is accepted on both clouds', (word) => {
  expect(ofAws(word)).toEqual([]);
  expect(ofGoogle(word)).toEqual([]);
});

test.each([null, [], 3])('a scaling that is neither an object nor a word is told of the forms: %j', (scaling) => {
  expect(ofAws(scaling)).toEqual([
    `environment 'paas' > cluster 'main' > pool 'general': 'scaling' must be an object whose 'kind' is one of 'fixed', 'cluster-autoscaler', 'target-tracking', got ${JSON.stringify(scaling)}; write the kind in braces, with the members that it needs`,
  ]);
});
