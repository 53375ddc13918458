import type { AwsEnvironmentInput } from '../../../../lib/specs/environment/environment-input';
import type { AwsGroupInput } from '../../../../lib/specs/group/aws/aws-group-input';
import type { AwsNodePoolInput } from '../../../../lib/specs/pool/node-pool-input';
import { awsCluster, awsEnvironment, awsPool } from '../../../fixtures/aws-environment';
import { maximalGroups } from '../../../fixtures/aws-group';

const PROMOTION = {
  fromParameter: '/aws/service/eks/optimized-ami/1.34/amazon-linux-2023/x86_64/standard/recommended/image_id',
  window: { days: ['tuesday'], start: '01:00', end: '05:00', timeZone: 'America/Argentina/ComodRivadavia' },
} as const;
const KEY = 'arn:aws:kms:eu-central-1:123456789012:key/4f5c0000-0000-0000-0000-000000000000';

/** A small environment with a pool of a managed group and a plain pool for the add-ons. */
export function managedEnvironment(overrides: Partial<AwsNodePoolInput> = {}): AwsEnvironmentInput {
  const pool = managedPool({ name: 'edge', ...overrides });
  const workloads = [{ name: 'api', namespace: 'shop', kind: 'deployment', pools: ['system', 'edge'] }] as const;
  return awsEnvironment({
    name: 'managed',
    clusters: [awsCluster({ pools: [awsPool({ name: 'system' }), pool], workloads })],
  });
}

/** An environment whose names and tags have the greatest lengths that the rules allow, with both kinds of pools, groups and the termination handler. */
export function longestEnvironment(): AwsEnvironmentInput {
  const [system, edge] = [`system-${'x'.repeat(13)}`, `edge-${'x'.repeat(15)}`];
  // EKS adds five tags of its own to a managed node group.
  const tags = Object.fromEntries(Array.from({ length: 45 }, (_, index) => [`tag-${index}`, 'v'.repeat(256)]));
  const workloads = [{ name: 'api', namespace: 'shop', kind: 'deployment', pools: [system, edge] }] as const;
  const labels = { [`example.com/${'k'.repeat(51)}`]: 'v'.repeat(63) };
  const taints = [{ key: `example.com/${'t'.repeat(51)}`, value: 'v'.repeat(63), effect: 'NoSchedule' as const }];
  const pools = [
    awsPool({
      name: system,
      reboots: { kind: 'replace', promotion: PROMOTION },
      aws: { ...awsPool().aws, rootDisk: { sizeGib: 80, kmsKey: { arn: KEY, access: 'grant' } } },
    }),
    managedPool({ name: edge, labels, taints }),
  ];
  const controllers = { terminationHandler: {} };
  return awsEnvironment({
    name: `longest-${'x'.repeat(16)}`,
    tags,
    clusters: [awsCluster({ name: `main-${'x'.repeat(15)}`, pools, groups: longestGroups(), controllers, workloads })],
  });
}

/** Groups with every member, and names of the most characters. */
function longestGroups(): readonly AwsGroupInput[] {
  return maximalGroups(KEY).map((group) => ({ ...group, name: `${group.name}-${'x'.repeat(62 - group.name.length)}` }));
}

function managedPool(overrides: Partial<AwsNodePoolInput>): AwsNodePoolInput {
  const rootDisk = { sizeGib: 80, kmsKey: { arn: KEY, access: 'grant' as const } };
  return awsPool({ ...overrides, aws: { ...awsPool().aws, management: 'managed-node-group', rootDisk } });
}
