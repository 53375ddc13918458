import type { AwsEnvironmentInput } from 'keelson';
import { paasCluster } from './paas';

/** Production of the in-house platform: fifty to a hundred developers, reached over the company's transit gateway. */
const paasProduction: AwsEnvironmentInput = {
  name: 'paas-production',
  cloud: 'aws',
  tier: 'production',
  accountId: '222222222222',
  state: { kind: 's3', bucket: 'example-paas-terraform-state', region: 'eu-west-1' },
  peersWith: ['paas-staging'],
  tags: { 'cost-center': 'platform' },
  clusters: [
    {
      ...paasCluster({
        name: 'paas-production',
        accountId: '222222222222',
        octet: 25,
        nodes: { general: 12, jvm: 15 },
        replicas: 6,
        checkout: { min: 6, max: 24, target: { kind: 'cpu', percentOfRequest: 70 } },
        maxUnavailable: 1,
        reboots: {
          kind: 'coordinated',
          window: {
            days: ['tuesday', 'wednesday', 'thursday'],
            start: '01:00',
            end: '05:00',
            timeZone: 'Europe/Amsterdam',
            blackouts: [{ from: '2026-12-19', to: '2027-01-03' }],
          },
          rebootMinutes: 5,
        },
        logRetentionDays: 365,
      }),
      privateAccess: {
        kind: 'transit-gateway',
        transitGatewayId: 'tgw-0123456789abcdef0',
        remoteCidrs: ['10.128.0.0/16'],
      },
    },
  ],
};

export default paasProduction;
