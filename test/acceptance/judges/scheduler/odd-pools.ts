import type { AwsEnvironmentInput } from '../../../../lib/specs/environment/environment-input';
import type { AwsNodePoolInput } from '../../../../lib/specs/pool/node-pool-input';
import { referenceInput } from '../../harness/synthesized';

/** The two-step environment with pools that no reference environment has: other effects, processors, zones and labels. */
export function oddPools(): AwsEnvironmentInput {
  const input = referenceInput('two-step');
  const [cluster] = input.clusters;
  if (input.cloud !== 'aws' || cluster === undefined || !('access' in cluster)) throw new Error('two-step is on AWS');
  const apps = cluster.pools.find((pool) => pool.name === 'apps');
  if (apps === undefined || !('aws' in apps)) throw new Error("two-step has a pool 'apps'");
  return { ...input, clusters: [{ ...cluster, pools: [...cluster.pools, ...variantsOf(apps)] }] };
}

function variantsOf({ reboots: _, ...pool }: AwsNodePoolInput): AwsNodePoolInput[] {
  const [zone = 'eu-central-1a'] = ['eu-central-1a'];
  return [
    {
      ...pool,
      name: 'evicting',
      purpose: 'batch',
      expectsPods: false,
      taints: [{ key: 'example.com/slow', effect: 'NoExecute' }],
      labels: { 'example.com/generation': '7' },
    },
    {
      ...pool,
      name: 'disliked',
      expectsPods: false,
      taints: [
        { key: 'example.com/old', value: 'yes', effect: 'PreferNoSchedule' },
        { key: 'example.com/owner', value: 'search', effect: 'NoSchedule' },
      ],
      labels: { 'example.com/generation': '3', 'example.com/disk': '' },
      zones: [zone],
    },
    {
      ...pool,
      name: 'arm',
      expectsPods: false,
      machine: { type: 'm7g.large', vcpu: 2, memoryGib: 8, architecture: 'arm64' },
      aws: {
        ...pool.aws,
        image: {
          family: 'bottlerocket',
          source: { ssmParameter: '/aws/service/bottlerocket/aws-k8s-1.35/arm64/1.53.0/image_id' },
        },
      },
    },
  ];
}
