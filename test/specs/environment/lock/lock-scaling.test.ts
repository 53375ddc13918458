import type { AwsNodePoolInput, GoogleNodePoolInput } from '../../../../lib/specs/pool/node-pool-input';
import { awsPool } from '../../../fixtures/aws-environment';
import { googlePool } from '../../../fixtures/google-environment';
import { AWS, aws, changed, GOOGLE, google, SYSTEM } from './lock-inputs';

const cpu = { kind: 'cpu', percent: 60 } as const;
const tracking = { kind: 'target-tracking', signals: [cpu] } as const;
const instanceGroup = { kind: 'instance-group', unsupportedBecause: 'the test', signals: [cpu] } as const;
const zonal = { google: { ...googlePool().google, layout: 'zonal' as const } };

const daemon = (pool: string, namespace: string) =>
  ({ name: 'opener', namespace, kind: 'daemon', pools: [pool] }) as const;
const awsWith = (pool: Partial<AwsNodePoolInput>) =>
  aws({ pools: [awsPool(pool), SYSTEM], workloads: [daemon('general', 'keelson-system')] });
const googleWith = (pool: Partial<GoogleNodePoolInput>) =>
  google({
    pools: [googlePool(pool), googlePool({ name: 'system', purpose: 'system' })],
    workloads: [daemon('core', 'keelson-system')],
  });

const removedBy = { startupTaint: { removedBy: 'opener' } };
const autoscaler = (pool: string, cluster: string) =>
  `startup-taint.cluster-autoscaler.kubernetes.io/${cluster}-${pool}`;
const TWO_STEPS =
  "take two steps: remove 'startupTaint' and write the lock, deploy, wait until every node is a new one, then apply the manifests; afterwards state the taint with the change, write the lock, apply the manifests, then deploy";
const kept = (key: string) =>
  `must leave the key of the startup taint at '${key}', as keelson.lock.json has it: a node that begins with one key never opens while the daemon removes another one`;

describe('a startup taint on living nodes', () => {
  test('keeps its key when another loop scales the pool on AWS, or takes two steps', () => {
    const before = awsWith({ ...removedBy, scaling: { kind: 'cluster-autoscaler' } });
    const after = awsWith({ ...removedBy, scaling: tracking });
    expect(changed(before, after)).toEqual([
      `${AWS} > pool 'general': 'scaling' ${kept(autoscaler('general', 'main'))}, got 'keelson.dev/startup'; ${TWO_STEPS}`,
    ]);
    const first = awsWith({ scaling: { kind: 'cluster-autoscaler' } });
    expect(changed(before, first)).toEqual([]);
    expect(changed(first, after)).toEqual([]);
  });

  test('keeps its key when another loop scales the pool on Google Cloud, or takes two steps', () => {
    const scaled = { ...removedBy, size: { scope: 'per-zone', min: 1, max: 4 } } as const;
    const before = googleWith({ ...scaled, ...zonal, scaling: { kind: 'cluster-autoscaler' } });
    const after = googleWith({ ...scaled, ...zonal, scaling: instanceGroup });
    expect(changed(before, after)).toEqual([
      `${GOOGLE} > pool 'core': 'scaling' ${kept(autoscaler('core', 'main'))}, got 'keelson.dev/startup'; ${TWO_STEPS}`,
    ]);
    const first = googleWith({ size: scaled.size, ...zonal, scaling: { kind: 'cluster-autoscaler' } });
    expect(changed(before, first)).toEqual([]);
    expect(changed(first, after)).toEqual([]);
  });

  test('keeps a key that the pool states', () => {
    const before = awsWith({ startupTaint: { key: 'example.com/closed', removedBy: 'opener' } });
    const after = awsWith({ startupTaint: { key: 'example.com/shut', removedBy: 'opener' } });
    expect(changed(before, after)).toEqual([
      `${AWS} > pool 'general': 'startupTaint.key' ${kept('example.com/closed')}, got 'example.com/shut'; ${TWO_STEPS}`,
    ]);
  });

  test('may stay with another loop that keeps its key, and may come and go', () => {
    const size = { scope: 'total', min: 2, max: 6, initial: 3 } as const;
    expect(changed(awsWith({ ...removedBy, scaling: tracking }), awsWith({ ...removedBy, size }))).toEqual([]);
    expect(changed(awsWith({}), awsWith(removedBy))).toEqual([]);
    expect(changed(awsWith(removedBy), awsWith({}))).toEqual([]);
  });
});

test('a pool that scaled itself has grown, so that its size must be stated when the loop is switched off', () => {
  const remedy = "got nothing; state the number of nodes that run now, counted by 'size.scope' ('total')";
  expect(changed(awsWith({ scaling: tracking }), awsWith({}))).toEqual([
    `${AWS} > pool 'general': 'size.initial' must be given where 'target-tracking' is switched off (keelson.lock.json): the pool would be set to 'size.min' (2) at once, ${remedy}`,
  ]);
  const size = { scope: 'total', min: 2, max: 6, initial: 5 } as const;
  expect(changed(awsWith({ scaling: tracking }), awsWith({ size }))).toEqual([]);
  expect(changed(awsWith({ scaling: tracking }), awsWith({ scaling: { kind: 'cluster-autoscaler' } }))).toEqual([]);
});

test('a pool whose instance groups scale themselves has grown too, also when a change replaces the pool', () => {
  const pool = { ...zonal, size: { scope: 'per-zone', min: 1, max: 4 } } as const;
  const before = googleWith({ ...pool, scaling: instanceGroup });
  const remedy = "got nothing; state the number of nodes that run now, counted by 'size.scope' ('per-zone')";
  expect(changed(before, googleWith(pool))).toEqual([
    `${GOOGLE} > pool 'core': 'size.initial' must be given where 'instance-group' is switched off (keelson.lock.json): the pool would be set to 'size.min' (1) at once, ${remedy}`,
  ]);
  expect(changed(before, googleWith({ ...pool, scaling: instanceGroup, maxPods: 64 }))).toEqual([
    `${GOOGLE} > pool 'core': 'size.initial' must be given where a change replaces an autoscaled pool (keelson.lock.json): the new pool would begin with 'size.min' (1), and the old one be destroyed at once, ${remedy}`,
  ]);
});
