import { DataAwsEksCluster } from '@cdktf/provider-aws/lib/data-aws-eks-cluster';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import type { IAwsNetwork } from '../../../lib/aws/aws-network-contract';
import type { IEksCluster } from '../../../lib/aws/eks-cluster-contract';
import type { NodePoolProps } from '../../../lib/aws/pool/node-pool-props';
import type { AwsNodePoolSpec } from '../../../lib/specs/pool/node-pool-spec';
import { synthesizeStacks, type TerraformJson } from '../../../lib/testing/synthesize-stacks';

/** An existing network, with ids derived from the zone's name. */
export const network: IAwsNetwork = {
  vpcId: 'vpc-1',
  zones: ['eu-central-1a', 'eu-central-1b', 'eu-central-1c'],
  privateSubnetId: (zone) => `subnet-private-${zone}`,
  publicSubnetId: (zone) => `subnet-public-${zone}`,
};

const TAGS = { 'keelson-environment': 'paas', team: 'platform' };

/** Synthesises a stack with one pool of a cluster that is in another stack. */
export function synthesizePool(
  pool: AwsNodePoolSpec,
  add: (scope: Construct, props: NodePoolProps) => void,
): TerraformJson {
  const stacks = synthesizeStacks((app) => {
    const foundation = new TerraformStack(app, 'foundation');
    new AwsProvider(foundation, 'aws', { region: 'eu-central-1' });
    const cluster = importedCluster(foundation);
    const platform = new TerraformStack(app, 'platform');
    new AwsProvider(platform, 'aws', { region: 'eu-central-1' });
    add(platform, { cluster, network, pool, securityGroupIds: ['sg-nodes'], tags: TAGS });
  });
  const platform = stacks['platform'];
  if (platform === undefined) throw new Error('no platform stack');
  return platform;
}

function importedCluster(scope: Construct): IEksCluster {
  const data = new DataAwsEksCluster(scope, 'cluster', { name: 'paas-main' });
  return {
    name: 'paas-main',
    endpoint: data.endpoint,
    certificateAuthority: data.certificateAuthority.get(0).data,
    serviceCidr: '172.20.0.0/16',
    kubernetesVersion: '1.34',
    clusterSecurityGroupId: data.vpcConfig.get(0).clusterSecurityGroupId,
  };
}

/** The only resource of a type in a stack. */
export function onlyResource(stack: TerraformJson, type: string): Record<string, unknown> {
  const all = Object.values(stack['resource']?.[type] ?? {});
  const [first] = all;
  if (first === undefined || all.length > 1) throw new Error(`${all.length} resources of type ${type}`);
  return first;
}
