import type { AwsClusterInput } from '../../../../lib/specs/cluster/aws/aws-cluster-input';
import type { AwsNodePoolInput, GoogleNodePoolInput } from '../../../../lib/specs/pool/node-pool-input';
import { awsCluster, awsPool } from '../../../fixtures/aws-environment';
import { AWS, aws, changed, GOOGLE, google, googlePart, SECOND_POOL, SYSTEM } from './lock-inputs';

describe('the lock refuses changes that destroy something unnoticed:', () => {
  const KEY = 'arn:aws:kms:eu-central-1:123456789012:key/6f1f1d9a-0000-4000-8000-000000000000';
  const FOR_GOOD =
    'undo the change; for another value make a second cluster beside this one and move the workloads over';
  const { network } = awsCluster();
  const existing = {
    ...network,
    existing: { vpcId: 'vpc-0123456789abcdef0' },
    zones: network.zones.map((zone, index) => ({
      ...zone,
      existing: { publicSubnetId: `subnet-a000000${index}`, privateSubnetId: `subnet-b000000${index}` },
    })),
  };

  test('another key of Secrets, and another network', () => {
    expect(changed(aws({}), aws({ controlPlane: { secretsKeyArn: KEY } }))).toEqual([
      `${AWS}: 'controlPlane.secretsKeyArn' must stay 'own', with which the cluster was made (keelson.lock.json), got '${KEY}'; ${FOR_GOOD}`,
    ]);
    expect(changed(aws({ controlPlane: { secretsKeyArn: KEY } }), aws({}))).toHaveLength(1);
    expect(changed(aws({}), aws({ network: existing }))).toEqual([
      `${AWS}: 'network.existing' must stay 'own', with which the cluster was made (keelson.lock.json), got 'vpc-0123456789abcdef0'; ${FOR_GOOD}`,
    ]);
  });

  test('an upgrade that skips a minor, and on EKS a downgrade', () => {
    const minor = (kubernetesVersion: string, rest = {}) => google({ kubernetesVersion, ...rest });
    expect(changed(minor('1.34'), minor('1.35'))).toEqual([]);
    expect(changed(minor('1.34'), minor('1.36'))).toEqual([
      `${GOOGLE}: 'kubernetesVersion' must be at most one minor after 1.34, the minor in keelson.lock.json, got '1.36'; deploy the next minor first and write the lock, or state the minor that runs now as 'runningVersion'`,
    ]);
    expect(changed(minor('1.34'), minor('1.36', { runningVersion: '1.35' }))).toEqual([]);
    expect(changed(minor('1.35'), minor('1.34'))).toEqual([]);
    // The path of the image has the minor in its name, so it changes too.
    const eks = (of: string) => aws(JSON.parse(JSON.stringify(awsCluster()).replaceAll('1.34', of)) as AwsClusterInput);
    expect(changed(eks('1.35'), eks('1.34'))).toEqual([
      `${AWS}: 'kubernetesVersion' must not be older than 1.35, the minor in keelson.lock.json, got '1.34'; undo the change, because EKS cannot downgrade, or state the minor that runs now as 'runningVersion'`,
    ]);
  });

  test('but not a corrected statement about an existing network', () => {
    const mended = {
      ...existing,
      zones: existing.zones.map((zone, index) => (index === 1 ? { ...zone, privateCidr: '10.20.192.0/19' } : zone)),
    };
    expect(changed(aws({ network: existing }), aws({ network: mended }))).toEqual([]);
    const fewer = { ...existing, nat: 'single' as const, zones: existing.zones.slice(1) };
    expect(changed(aws({ network: { ...existing, nat: 'single' } }), aws({ network: fewer }))).toEqual([]);
  });

  test('groups that are removed while others are added', () => {
    const sized = (scope: 'total' | 'per-zone') =>
      aws({ pools: [awsPool({ size: { scope, min: 3, max: 6 } }), SYSTEM] });
    expect(changed(sized('total'), sized('per-zone'))).toEqual([
      `${AWS} > pool 'general': 'size.scope' must stay 'total', as keelson.lock.json has it: the old groups would be destroyed before the new ones have nodes, got 'per-zone'; ${SECOND_POOL}`,
    ]);
    const zoned = (...zones: readonly string[]) =>
      aws({ pools: [awsPool({ zones, size: { scope: 'per-zone', min: 3, max: 6 } }), SYSTEM] });
    expect(changed(zoned('eu-central-1a', 'eu-central-1b'), zoned('eu-central-1b', 'eu-central-1c'))).toEqual([
      `${AWS} > pool 'general': 'zones' must not lose and gain zones in one change, because the old nodes would be destroyed before the new ones are Ready (keelson.lock.json has eu-central-1a, eu-central-1b), got ["eu-central-1b","eu-central-1c"]; add eu-central-1c and write the lock, deploy, wait until the nodes are Ready, drain the nodes of eu-central-1a, then remove the old zones`,
    ]);
    expect(
      changed(zoned('eu-central-1a', 'eu-central-1b'), zoned('eu-central-1a', 'eu-central-1b', 'eu-central-1c')),
    ).toEqual([]);
  });

  test('an autoscaled managed group that is replaced, without a new size', () => {
    const managed = (pool: Partial<AwsNodePoolInput>) =>
      aws({
        pools: [
          awsPool({
            scaling: 'cluster-autoscaler',
            ...pool,
            aws: { ...awsPool().aws, management: 'managed-node-group' },
          }),
          SYSTEM,
        ],
      });
    const machine = { type: 'm6i.2xlarge', vcpu: 8, memoryGib: 32 };
    expect(changed(managed({}), managed({ machine }))).toEqual([
      `${AWS} > pool 'general': 'size.initial' must be given where a change replaces an autoscaled pool (keelson.lock.json): the new pool would begin with 'size.min' (${awsPool().size.min}), and the old one be destroyed at once, got nothing; state the number of nodes that run now, counted by 'size.scope' ('${awsPool().size.scope}')`,
    ]);
  });

  test('a size that was stated for an earlier change', () => {
    const size = (initial: number) => ({ scope: 'per-zone', min: 1, max: 8, initial }) as const;
    const scaled = (initial: number, rest: Partial<GoogleNodePoolInput> = {}) =>
      googlePart({ scaling: 'cluster-autoscaler', size: size(initial), ...rest });
    expect(changed(scaled(2), scaled(2, { maxPods: 64 }))).toEqual([
      `${GOOGLE} > pool 'core': 'size.initial' must be given anew where a change replaces an autoscaled pool (keelson.lock.json): the new pool would begin with 2, its first size, and the old one be destroyed at once, got 2; state the number of nodes that run now, counted by 'size.scope' ('per-zone'); if that is the same number as before, state one more`,
    ]);
    expect(changed(scaled(2), scaled(5, { maxPods: 64 }))).toEqual([]);
  });

  test('a new zone with the addresses of a removed zone', () => {
    const [first, second, third] = network.zones;
    if (first === undefined || second === undefined || third === undefined) throw new Error('three zones');
    const before = aws({ network: { ...network, zones: [first, second] } });
    const after = aws({ network: { ...network, zones: [first, { ...second, zone: third.zone }] } });
    const problem = (kind: string, range: string) =>
      `${AWS}: 'network.zones.${third.zone}.${kind}' must not overlap ${range}, which by keelson.lock.json belongs to 'network.zones.${second.zone}.${kind}' until its zone is destroyed, got '${range}'; remove the old zone and write the lock, deploy, then add the new one`;
    expect(changed(before, after)).toEqual([
      problem('publicCidr', second.publicCidr),
      problem('privateCidr', second.privateCidr),
    ]);
  });
});
