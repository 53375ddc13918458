import { EnvironmentSpec } from '../../lib/specs/environment/environment-spec';
import type { AwsNodePoolInput, GoogleNodePoolInput } from '../../lib/specs/pool/node-pool-input';
import { awsCluster, awsEnvironment, awsPool } from '../fixtures/aws-environment';
import { googleCluster, googleEnvironment, googlePool } from '../fixtures/google-environment';
import { Synthesizer } from './support/synthesized-trees';

const kernel = { profiles: ['many-connections', 'reverse-proxy'] } as const;
const former = { connections: 9000, requestsPerSecond: 100, backends: 3 };
const today = { connections: 9000, unpooledRequestsPerSecond: 100, backends: 3 };

const FORMER = { scaling: 'cluster-autoscaler', kernel: { ...kernel, load: former } } as const;
const TODAY = { scaling: { kind: 'cluster-autoscaler' }, kernel, load: today } as const;

const onAws = (pool: Partial<AwsNodePoolInput>) =>
  EnvironmentSpec.from(awsEnvironment({ clusters: [awsCluster({ pools: [awsPool(pool)] })] }));
const onGoogle = (pool: Partial<GoogleNodePoolInput>) => {
  const clusters = [googleCluster({ datapath: 'calico', pools: [googlePool(pool)] })];
  return EnvironmentSpec.from(googleEnvironment({ clusters }));
};

test.each([
  ['AWS', onAws(FORMER), onAws(TODAY), onAws({ ...TODAY, scaling: { kind: 'fixed' } })],
  ['Google Cloud', onGoogle(FORMER), onGoogle(TODAY), onGoogle({ ...TODAY, scaling: { kind: 'fixed' } })],
])('the former forms of a pool and the forms of today give the same trees on %s', (_, old, now, other) => {
  const synthesizer = new Synthesizer();
  const [before, after] = synthesizer.changedTrees(old, now);
  expect(Object.keys(before.stacks)).toHaveLength(2);
  expect(after).toEqual(before);
  // The comparison sees the scaling: another kind gives other stacks.
  expect(synthesizer.changedTrees(now, other)[1].stacks).not.toEqual(after.stacks);
});
