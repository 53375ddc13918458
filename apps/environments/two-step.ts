import type { AwsEnvironmentInput, RebootScheduleInput } from 'keelson';
import { SAMPLE, SAMPLE_HEALTH } from './sample-container';

const AL2023 =
  '/aws/service/eks/optimized-ami/1.35/amazon-linux-2023/x86_64/standard/amazon-eks-node-al2023-x86_64-standard-1.35-v20260903/image_id';

const RECOMMENDED = '/aws/service/eks/optimized-ami/1.35/amazon-linux-2023/x86_64/standard/recommended/image_id';

/** New images in the night to Wednesday; none of these images can be updated in place. */
function replacedFrom(fromParameter: string): RebootScheduleInput {
  return {
    kind: 'replace',
    promotion: {
      fromParameter,
      window: {
        days: ['tuesday'],
        start: '22:00',
        end: '02:00',
        timeZone: 'Europe/Berlin',
        blackouts: [{ from: '2026-11-23', to: '2026-12-27' }],
      },
    },
  };
}

/**
 * A consultancy's platform with two-step balancing: a network balancer in front of an internal proxy pool, inside a VPN.
 * The proxy pool declares itself empty until the proxies exist.
 */
const twoStep: AwsEnvironmentInput = {
  name: 'two-step',
  cloud: 'aws',
  tier: 'production',
  accountId: '333333333333',
  state: { kind: 's3', bucket: 'example-two-step-terraform-state', region: 'eu-central-1' },
  clusters: [
    {
      name: 'main',
      region: 'eu-central-1',
      kubernetesVersion: '1.35',
      network: {
        vpcCidr: '10.60.0.0/16',
        zones: [
          { zone: 'eu-central-1a', publicCidr: '10.60.0.0/24', privateCidr: '10.60.32.0/19' },
          { zone: 'eu-central-1b', publicCidr: '10.60.1.0/24', privateCidr: '10.60.64.0/19' },
        ],
        flowLogs: { retentionDays: 365, traffic: 'REJECT' },
      },
      controlPlane: { logRetentionDays: 365 },
      privateAccess: {
        kind: 'client-vpn',
        clientCidr: '10.200.0.0/20',
        serverCertificateArn: 'arn:aws:acm:eu-central-1:333333333333:certificate/6f1f1d9a-0000-4000-8000-000000000000',
        authentication: { samlProviderArn: 'arn:aws:iam::333333333333:saml-provider/company' },
      },
      controllers: { terminationHandler: {} },
      access: [
        { principalArn: 'arn:aws:iam::333333333333:role/operations', policy: 'cluster-admin' },
        { principalArn: 'arn:aws:iam::333333333333:role/shop-team', groups: ['shop-team'] },
        { principalArn: 'arn:aws:iam::333333333333:role/cms-team', groups: ['cms-team'] },
      ],
      pools: [
        {
          name: 'system',
          purpose: 'system',
          size: { scope: 'total', min: 2, max: 3 },
          machine: { type: 'm6i.large' },
          maxPods: 58,
          reboots: replacedFrom(RECOMMENDED),
          aws: { image: { family: 'al2023', source: { ssmParameter: AL2023 } }, rootDisk: { sizeGib: 60 } },
        },
        {
          name: 'apps',
          purpose: 'workloads',
          size: { scope: 'per-zone', min: 2, max: 5 },
          machine: { type: 'm6i.xlarge' },
          scaling: {
            kind: 'target-tracking',
            signals: [{ kind: 'cpu', percent: 60 }],
            predictive: 'forecast-only',
            schedules: [
              {
                name: 'shop-hours',
                window: { days: 'every-day', start: '07:00', end: '22:00', timeZone: 'Europe/Berlin' },
                min: 3,
              },
              {
                name: 'evening',
                window: {
                  days: ['thursday', 'friday', 'saturday'],
                  start: '17:30',
                  end: '21:30',
                  timeZone: 'Europe/Berlin',
                },
                min: 4,
              },
            ],
          },
          kernel: { profiles: ['database-client'] },
          reboots: replacedFrom('/aws/service/bottlerocket/aws-k8s-1.35/x86_64/latest/image_id'),
          aws: {
            image: {
              family: 'bottlerocket',
              source: { ssmParameter: '/aws/service/bottlerocket/aws-k8s-1.35/x86_64/1.53.0/image_id' },
            },
            rootDisk: { sizeGib: 100 },
          },
        },
        {
          name: 'proxy',
          purpose: 'traffic',
          expectsPods: false,
          size: { scope: 'per-zone', min: 1, max: 3 },
          machine: { type: 'c6i.large' },
          taints: [{ key: 'dedicated', value: 'proxy', effect: 'NoSchedule' }],
          startupTaint: { removedBy: 'node-tuner' },
          maxPods: 29,
          load: { connections: 60_000, newConnectionsPerSecond: 200, backends: 12 },
          kernel: { profiles: ['many-connections', 'reverse-proxy'] },
          reboots: replacedFrom(RECOMMENDED),
          aws: {
            image: { family: 'al2023', source: { ssmParameter: AL2023 } },
            rootDisk: { sizeGib: 40 },
            connectionTracking: { tcpEstablishedSeconds: 3600 },
          },
        },
      ],
      teams: [
        {
          name: 'shop',
          quota: { cpu: '16', memory: '32Gi', pods: 60 },
          groups: [{ name: 'shop-team', role: 'edit' }],
        },
        {
          name: 'cms',
          quota: { cpu: '8', memory: '16Gi', pods: 30 },
          groups: [{ name: 'cms-team', role: 'edit' }],
          allowFrom: ['shop'],
        },
      ],
      workloads: [
        {
          name: 'cart',
          namespace: 'shop',
          kind: 'deployment',
          pools: ['apps'],
          replicas: 3,
          container: { ...SAMPLE, cpu: '500m', memory: '512Mi' },
          health: SAMPLE_HEALTH,
        },
        {
          name: 'search',
          namespace: 'shop',
          kind: 'deployment',
          pools: ['apps'],
          replicas: 3,
          container: { ...SAMPLE, cpu: '1', memory: '2Gi' },
          health: SAMPLE_HEALTH,
        },
        {
          name: 'pages',
          namespace: 'cms',
          kind: 'deployment',
          pools: ['apps'],
          replicas: 2,
          container: { ...SAMPLE, cpu: '250m', memory: '256Mi' },
          health: SAMPLE_HEALTH,
        },
      ],
    },
  ],
};

export default twoStep;
