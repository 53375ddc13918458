import type { AwsEnvironmentInput } from 'keelson';
import { paasCluster } from './paas';

/** Staging of the in-house platform: same shape as production, smaller, reached through a bastion. */
const paasStaging: AwsEnvironmentInput = {
  name: 'paas-staging',
  cloud: 'aws',
  tier: 'staging',
  accountId: '111111111111',
  peersWith: ['paas-production'],
  tags: { 'cost-center': 'platform' },
  clusters: [
    {
      ...paasCluster({
        name: 'paas-staging',
        accountId: '111111111111',
        octet: 24,
        nodes: { general: 6, jvm: 6 },
        replicas: 2,
        logRetentionDays: 90,
      }),
      privateAccess: {
        kind: 'ssm-bastion',
        ssmParameter: '/aws/service/ami-amazon-linux-latest/al2023-ami-2023.12.20260831.0-kernel-6.12-arm64',
      },
    },
  ],
};

export default paasStaging;
