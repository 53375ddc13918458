import type { EnvironmentInput } from '../../../../lib/specs/environment/environment-input';
import { EnvironmentSet } from '../../../../lib/specs/environment/environment-set';
import { changeWarnings, lockWarnings, updateLock } from '../../../../lib/specs/environment/lock/lock-changes';
import { EMPTY_LOCK } from '../../../../lib/specs/environment/lock/platform-lock';
import { awsEnvironment } from '../../../fixtures/aws-environment';
import { googleCluster, googleEnvironment, googlePool } from '../../../fixtures/google-environment';

const SECOND_NETWORK = {
  ...googleCluster().network,
  nodeCidr: '10.60.0.0/20',
  podCidr: '10.64.0.0/14',
  controlPlaneCidr: '10.62.0.0/28',
};
const second = (name: string) => googleCluster({ name, network: SECOND_NETWORK });
const streaming = (...names: readonly string[]) =>
  googleEnvironment({ clusters: [googleCluster(), ...names.map(second)] });

/** The warnings where the lock is only compared, and where it is written. */
function told(before: readonly EnvironmentInput[], after: readonly EnvironmentInput[]) {
  const lock = updateLock(EMPTY_LOCK, [], EnvironmentSet.from(before).environments);
  const { environments } = EnvironmentSet.from(after, lock);
  const platform = { known: environments.map(({ name }) => name), chosen: environments };
  return { compared: lockWarnings(lock, platform), written: changeWarnings(lock, platform) };
}

const gone = (name: string) =>
  `streaming: keelson.lock.json lists cluster '${name}', but the environment no longer has it; the resources of its stacks still exist (streaming-${name}-foundation, streaming-${name}-platform): restore it in the input or check out a commit that has it, destroy the stacks, platform before foundation, then remove it from the input and run 'keelson synth --write-lock', which removes its entry from the lock`;

test('a removed cluster is reported with the stacks that remain, also when the lock is written', () => {
  const { compared, written } = told([streaming('second')], [streaming()]);
  expect(compared).toEqual([gone('second')]);
  expect(written).toEqual([gone('second')]);
});

test('a renamed cluster is reported as one removed and one added cluster', () => {
  const { compared, written } = told([streaming('second')], [streaming('third')]);
  expect(compared).toEqual([
    gone('second'),
    "streaming: keelson.lock.json lacks cluster 'third'; 'keelson synth --write-lock' writes it",
  ]);
  expect(written).toEqual([gone('second')]);
});

test('a removed environment is reported as a whole, and its clusters are not reported again', () => {
  const { compared, written } = told([streaming('second'), awsEnvironment()], [awsEnvironment()]);
  expect(compared).toEqual([
    "streaming: keelson.lock.json lists the environment, but the platform no longer has it; the resources of its stacks still exist (streaming-main-foundation, streaming-main-platform, streaming-second-foundation, streaming-second-platform): restore it in the input or check out a commit that has it, destroy the stacks, platform before foundation, then remove it from the input and run 'keelson synth --write-lock', which removes its entry from the lock",
  ]);
  expect(written).toEqual(compared);
});

test('an edit that rolls a pool several times is reported when the lock is written', () => {
  const rolled = googlePool({
    machine: { type: 'n2-standard-16', vcpu: 16, memoryGib: 64 },
    google: { ...googlePool().google, image: { family: 'ubuntu-gke' } },
  });
  const after = googleEnvironment({ clusters: [googleCluster({ pools: [rolled] })] });
  const { compared, written } = told([streaming()], [after]);
  expect(written).toEqual([
    "streaming: cluster 'main': pool 'core' rolls 2 times, one after the other: machine and disk; image. Each takes about 60 minutes if no disruption budget delays it (12 nodes, 1 at once, 5 minutes each), together 120; a deploy waits 360 minutes for each",
  ]);
  expect(compared).toEqual(written);
});

test('a lock that misses additions is reported only where it is not written', () => {
  const { compared, written } = told([streaming()], [streaming('second'), awsEnvironment()]);
  expect(compared).toEqual([
    "streaming: keelson.lock.json lacks cluster 'second'; 'keelson synth --write-lock' writes it",
    "paas: keelson.lock.json lacks the environment; 'keelson synth --write-lock' writes it",
  ]);
  expect(written).toEqual([]);
});
