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
        replicas: 3,
        checkout: 3,
        maxUnavailable: 2,
        // In working hours on purpose: what cannot lose a node is found by the people who can mend it.
        reboots: {
          kind: 'random',
          window: {
            days: ['monday', 'tuesday', 'wednesday', 'thursday'],
            start: '09:00',
            end: '16:00',
            timeZone: 'Europe/Amsterdam',
          },
          rebootMinutes: 5,
          updates: 'all',
          jitterSeconds: 30,
        },
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
