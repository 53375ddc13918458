import type {
  AwsEnvironmentInput,
  AwsNetworkInput,
  AwsNodePoolInput,
  RebootScheduleInput,
  TeamInput,
  WorkloadInput,
} from 'keelson';
import { SAMPLE, SAMPLE_HEALTH } from './sample-container';

const UBUNTU = '/aws/service/canonical/ubuntu/eks/24.04/1.34/stable/20260923/amd64/hvm/ebs-gp3/ami-id';
const AL2023 =
  '/aws/service/eks/optimized-ami/1.34/amazon-linux-2023/x86_64/standard/amazon-eks-node-al2023-x86_64-standard-1.34-v20260903/image_id';

/** What staging and production of the in-house platform do not share. */
export interface PaasDifferences {
  readonly name: 'paas-staging' | 'paas-production';
  readonly accountId: string;
  /** Second octet of every address: the two environments peer, so their plans are disjoint. */
  readonly octet: number;
  readonly nodes: { readonly general: number; readonly jvm: number };
  /** Pods of each service, and how many of them may be missing while nodes reboot or drain. */
  readonly replicas: number;
  /** Pods of the checkout, which follows its processors in production. */
  readonly checkout: WorkloadInput['replicas'];
  readonly maxUnavailable: number;
  /** How the Ubuntu nodes reboot after updates. */
  readonly reboots: RebootScheduleInput;
  /** Days that logs of the control plane and of refused connections are kept; audits of production look back a year. */
  readonly logRetentionDays: number;
}

/** The network, pools, teams and services that staging and production share, sized by their differences. */
export function paasCluster(
  differences: PaasDifferences,
): Omit<AwsEnvironmentInput['clusters'][number], 'privateAccess'> {
  return {
    name: 'main',
    region: 'eu-west-1',
    kubernetesVersion: '1.34',
    network: network(differences),
    controlPlane: { logRetentionDays: differences.logRetentionDays },
    controllers: { clusterAutoscaler: {}, terminationHandler: {} },
    access: access(differences),
    pools: [systemPool(), generalPool(differences), jvmPool(differences)],
    teams: teams(),
    workloads: workloads(differences),
  };
}

function network({ octet, logRetentionDays }: PaasDifferences): AwsNetworkInput {
  return {
    vpcCidr: `10.${octet}.0.0/16`,
    zones: ['a', 'b', 'c'].map((letter, index) => ({
      zone: `eu-west-1${letter}`,
      publicCidr: `10.${octet}.${index}.0/24`,
      privateCidr: `10.${octet}.${32 * (index + 1)}.0/19`,
    })),
    flowLogs: { retentionDays: logRetentionDays, traffic: 'REJECT' },
  };
}

/** Administrators and the deploy role by policies of EKS; developers by the groups that their teams' roles are bound to. */
function access({ accountId }: PaasDifferences): AwsEnvironmentInput['clusters'][number]['access'] {
  const role = (name: string): string => `arn:aws:iam::${accountId}:role/${name}`;
  const groups = [...new Set(teams().flatMap((team) => team.groups.map((group) => group.name)))];
  return [
    { principalArn: role('platform-admin'), policy: 'cluster-admin' },
    { principalArn: role('deploy'), policy: 'edit', namespaces: teams().map((team) => team.name) },
    ...groups.map((group) => ({ principalArn: role(group), groups: [group] })),
  ];
}

function workloads({ replicas, checkout, maxUnavailable }: PaasDifferences): readonly WorkloadInput[] {
  return [
    { name: 'catalogue-api', namespace: 'catalogue', ...jvmService(), replicas, maxUnavailable },
    { name: 'checkout-api', namespace: 'checkout', ...jvmService(), replicas: checkout, maxUnavailable },
    {
      name: 'storefront',
      namespace: 'checkout',
      kind: 'deployment',
      pools: ['general'],
      replicas,
      // Both pods of a spot node have to leave within its notice, so that the budget must not let them go one after the other.
      maxUnavailable: 2,
      container: { ...SAMPLE, cpu: '500m', memory: '512Mi' },
      health: SAMPLE_HEALTH,
    },
  ];
}

/** A service in Java. The sample image runs no Java virtual machine and ignores the options; a team names its own image here. */
function jvmService(): Omit<WorkloadInput, 'name' | 'namespace'> {
  return {
    kind: 'deployment',
    pools: ['jvm'],
    container: { ...SAMPLE, cpu: '2', memory: '2Gi' },
    jvm: { line: 21, heapPercent: 50 },
    health: { ...SAMPLE_HEALTH, startupSeconds: 120 },
  };
}

function systemPool(): AwsNodePoolInput {
  return {
    name: 'system',
    purpose: 'system',
    size: { scope: 'total', min: 3, max: 4 },
    machine: { type: 'm6i.large' },
    maxPods: 58,
    aws: {
      image: { family: 'al2023', source: { ssmParameter: AL2023 } },
      rootDisk: { sizeGib: 60 },
      management: 'managed-node-group',
    },
  };
}

function generalPool({ nodes, reboots }: PaasDifferences): AwsNodePoolInput {
  return {
    name: 'general',
    purpose: 'workloads',
    size: { scope: 'total', min: 3, max: nodes.general },
    machine: { type: 'm6i.2xlarge' },
    scaling: { kind: 'cluster-autoscaler' },
    kernel: { profiles: ['many-connections'] },
    reboots,
    aws: {
      image: { family: 'ubuntu', source: { ssmParameter: UBUNTU } },
      rootDisk: { sizeGib: 120 },
      capacity: {
        kind: 'mixed',
        alternativeTypes: ['m5.2xlarge', 'm6a.2xlarge'],
        onDemandBase: 2,
        onDemandPercentAboveBase: 25,
      },
    },
  };
}

function jvmPool({ nodes, reboots }: PaasDifferences): AwsNodePoolInput {
  return {
    name: 'jvm',
    purpose: 'workloads',
    size: { scope: 'total', min: 3, max: nodes.jvm },
    machine: { type: 'm6i.4xlarge' },
    taints: [{ key: 'dedicated', value: 'jvm', effect: 'NoSchedule' }],
    kernel: { profiles: ['jvm', 'database-client'] },
    reboots,
    aws: {
      image: { family: 'ubuntu', source: { ssmParameter: UBUNTU } },
      rootDisk: { sizeGib: 120, iops: 4000, throughputMibps: 250 },
    },
  };
}

function teams(): readonly TeamInput[] {
  return [
    {
      name: 'catalogue',
      quota: { cpu: '40', memory: '80Gi', pods: 120 },
      groups: [{ name: 'catalogue-developers', role: 'edit' }],
      allowFrom: ['checkout'],
    },
    {
      name: 'checkout',
      quota: { cpu: '120', memory: '240Gi', pods: 200 },
      groups: [
        { name: 'checkout-developers', role: 'edit' },
        { name: 'catalogue-developers', role: 'view' },
      ],
    },
  ];
}
