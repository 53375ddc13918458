import { AwsNodePool } from '../../../lib/aws/pool/aws-node-pool';
import { ManagedNodeGroup } from '../../../lib/aws/pool/managed-node-group';
import type { AwsCapacityInput } from '../../../lib/specs/pool/aws/aws-pool-input';
import { awsCluster, awsEnvironment, awsPool } from '../../fixtures/aws-environment';
import { onlyCluster } from '../../fixtures/manifests';
import { onlyResource, synthesizePool } from './pool-stack';

/** Launch template of a pool in a cluster without prefix delegation, which types before Nitro need. */
function templateOf(type: string, capacity: AwsCapacityInput = { kind: 'on-demand' }, isManaged = false) {
  const management = isManaged ? 'managed-node-group' : 'self-managed';
  const pool = awsPool({ machine: { type }, aws: { ...awsPool().aws, capacity, management } });
  const controlPlane = { prefixDelegation: false };
  const clusters = [awsCluster({ controlPlane, pools: [pool, awsPool({ name: 'system' })], workloads: [] })];
  const cluster = onlyCluster(awsEnvironment({ clusters }));
  const [spec] = cluster.cloud === 'aws' ? cluster.pools : [];
  if (spec === undefined) throw new Error('the fixture has a pool on AWS');
  const Pool = isManaged ? ManagedNodeGroup : AwsNodePool;
  const stack = synthesizePool(spec, (scope, props) => void new Pool(scope, 'pool-general', props));
  return onlyResource(stack, 'aws_launch_template');
}

test.each([false, true])('asks for no EBS optimisation where the type has none (managed: %s)', (isManaged) => {
  expect(templateOf('t2.medium', { kind: 'on-demand' }, isManaged)).not.toHaveProperty('ebs_optimized');
  expect(templateOf('t3.medium', { kind: 'on-demand' }, isManaged)).toMatchObject({ ebs_optimized: 'true' });
});

test('states timeouts of connections for types on Nitro alone', () => {
  const timeoutsOf = (type: string) => JSON.stringify(templateOf(type)['network_interfaces']);
  expect(timeoutsOf('t2.medium')).not.toContain('connection_tracking_specification');
  expect(timeoutsOf('t3.medium')).toContain('connection_tracking_specification');
});

test('asks for no EBS optimisation where one of several types has none', () => {
  const capacity = (alternativeTypes: readonly string[]) =>
    ({ kind: 'mixed', alternativeTypes, onDemandPercentAboveBase: 100 }) as const;
  expect(templateOf('t3.medium', capacity(['t2.large']))).not.toHaveProperty('ebs_optimized');
  expect(templateOf('t3.medium', capacity(['t3.large']))).toMatchObject({ ebs_optimized: 'true' });
});
