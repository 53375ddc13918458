import { COMMON_EDITS, windowEdits } from './common-edits';
import { type Change, type EditTable, inCluster, inPool, only, respelling, several, stating, together } from './edits';
import type { Holder } from './locate';

const POOL = 'clusters[].pools[]';
const NETWORK = 'clusters[].network';
const ACCESS = 'clusters[].privateAccess';
const KMS_KEY = 'arn:aws:kms:eu-central-1:123456789012:key/6f1f1d9a-0000-4000-8000-000000000001';
const CERTIFICATE = 'arn:aws:acm:eu-central-1:123456789012:certificate/6f1f1d9a-0000-4000-8000-000000000001';
const AL2023_ARM =
  '/aws/service/eks/optimized-ami/1.34/amazon-linux-2023/arm64/standard/amazon-eks-node-al2023-arm64-standard-1.34-v20261020/image_id';

/** Changes a machine, its image and its alternatives to another architecture. */
const otherArchitecture = (pool: string) =>
  inPool(pool, (holder) => {
    stating('machine', { type: 'm99gd.xlarge', architecture: 'arm64' })(holder);
    stating('aws.image', { source: { ssmParameter: AL2023_ARM } })(holder);
    const { capacity } = holder['aws'] as Holder;
    if (capacity !== undefined) stating('aws.capacity', { alternativeTypes: ['m7gd.2xlarge'] })(holder);
  });

/** Changes a schedule to zones that take turns, with the members that all in-place schedules share. */
const toStaggered: Change = (holder, environment) => {
  const { window, rebootMinutes, updates, amazonLinux, maxNodesDown } = holder;
  only({ kind: 'staggered', window, rebootMinutes, updates, amazonLinux, maxNodesDown })(holder, environment);
};

const NETWORK_EDITS: EditTable = {
  [`${NETWORK}.vpcCidr`]: '10.20.0.0/16',
  [`${NETWORK}.zones[].zone`]: inCluster('hub', respelling('eu-central-1c', 'eu-central-1d')),
  [`${NETWORK}.zones[].publicCidr`]: '10.20.10.0/24',
  [`${NETWORK}.zones[].privateCidr`]: '10.20.32.0/20',
  [`${NETWORK}.zones[].existing.publicSubnetId`]: 'subnet-a0000009',
  [`${NETWORK}.zones[].existing.privateSubnetId`]: 'subnet-b0000009',
  [`${NETWORK}.primaryZone`]: several('eu-central-1a', together({ nat: 'per-zone', primaryZone: 'eu-central-1a' })),
  [`${NETWORK}.flowLogs.retentionDays`]: 120,
  [`${NETWORK}.existing.vpcId`]: 'vpc-0fedcba9876543210',
  [`${ACCESS}.kind`]: only({ kind: 'public-allow-list', cidrs: ['8.8.8.0/24'] }),
  [`${ACCESS}(ssm-bastion).instanceType`]: 't4g.small',
  [`${ACCESS}(ssm-bastion).ssmParameter`]:
    '/aws/service/ami-amazon-linux-latest/al2023-ami-2023.12.20260914.0-kernel-6.12-arm64',
  [`${ACCESS}(client-vpn).clientCidr`]: '10.208.0.0/20',
  [`${ACCESS}(client-vpn).serverCertificateArn`]: CERTIFICATE,
  [`${ACCESS}(client-vpn).authentication.samlProviderArn`]: 'arn:aws:iam::123456789012:saml-provider/other',
  [`${ACCESS}(client-vpn).authentication.rootCertificateChainArn`]: CERTIFICATE,
  [`${ACCESS}(site-to-site-vpn).customerGatewayIp`]: '9.9.9.9',
  [`${ACCESS}(site-to-site-vpn).remoteCidrs`]: ['10.129.0.0/16'],
  [`${ACCESS}(transit-gateway).transitGatewayId`]: 'tgw-0fedcba9876543210',
  [`${ACCESS}(transit-gateway).remoteCidrs`]: ['10.129.0.0/16'],
  [`${ACCESS}(public-allow-list).cidrs`]: ['9.9.9.0/24'],
};

const CONTROL_PLANE_EDITS: EditTable = {
  'clusters[].access[].principalArn': 'arn:aws:iam::123456789012:role/other-lead',
  'clusters[].access[].policy': 'view',
  'clusters[].access[].namespaces': ['keelson-system'],
  'clusters[].access[].groups': ['others'],
  'clusters[].controlPlane.zones': ['eu-central-1a', 'eu-central-1c'],
  'clusters[].controlPlane.serviceCidr': '10.101.0.0/16',
  'clusters[].controlPlane.secretsKeyArn': KMS_KEY,
  'clusters[].controlPlane.logRetentionDays': 120,
  'clusters[].controlPlane.addonVersions': { coredns: 'v1.12.5-eksbuild.1' },
  'clusters[].controlPlane.webhookPorts': [443, 8443],
};

const AUTOSCALER = 'clusters[].controllers.clusterAutoscaler';

const CONTROLLER_EDITS: EditTable = {
  [`${AUTOSCALER}.image`]: 'registry.k8s.io/autoscaling/cluster-autoscaler:v1.33.5',
  [`${AUTOSCALER}.priorities`]: together({ priorities: undefined }),
  'clusters[].controllers.terminationHandler.image': `registry.example.com/aws-node-termination-handler@sha256:${'1'.repeat(64)}`,
};

/** Edits of reboot schedules, each on the first pool whose schedule has that kind. */
const REBOOT_EDITS: EditTable = {
  ...windowEdits(`${POOL}.reboots(random).window`),
  ...windowEdits(`${POOL}.reboots(staggered).window`),
  ...windowEdits(`${POOL}.reboots(coordinated).window`),
  ...windowEdits(`${POOL}.reboots(replace).promotion.window`),
  [`${POOL}.reboots.kind`]: toStaggered,
  [`${POOL}.reboots(random).amazonLinux.releasever`]: '2023.9.20251208',
  [`${POOL}.reboots(staggered).amazonLinux.releasever`]: '2023.9.20251208',
  [`${POOL}.reboots(coordinated).amazonLinux.releasever`]: '2023.9.20251208',
  [`${POOL}.reboots(random).maxNodesDown`]: 3,
  [`${POOL}.reboots(staggered).maxNodesDown`]: 3,
  [`${POOL}.reboots(random).armedBy`]: inPool('armed', stating('reboots', { armedBy: 'unattended-upgrades' })),
  // The duration of the lock and the period depend on this member where they are not stated.
  [`${POOL}.reboots(coordinated).rebootMinutes`]: several(
    6,
    inPool('ubuntu', stating('reboots', { rebootMinutes: 6 })),
  ),
  [`${POOL}.reboots(coordinated).blockedByAlerts.prometheusUrl`]: 'http://prometheus.other.svc:9090',
  [`${POOL}.reboots(coordinated).blockedByAlerts.names`]: ['ShopDown', 'WebDown'],
  [`${POOL}.reboots(coordinated).blockingPodSelectors`]: ['app=other'],
  [`${POOL}.reboots(coordinated).image`]: 'registry.example.com/kured:1.23.0',
  [`${POOL}.reboots(replace).promotion.fromParameter`]: '/keelson/other/image',
};

const POOL_EDITS: EditTable = {
  [`${POOL}.size.scope`]: 'per-zone',
  // An autoscaled group only starts with this number, whereas a fixed group keeps it.
  // In a cluster with a termination handler the time of its drains follows from the number of nodes, so that its pods would roll too.
  [`${POOL}.size.initial`]: inCluster('elastic', stating('pools.0.size', { initial: 4 })),
  [`${POOL}.machine.type`]: 'm99idn.xlarge',
  [`${POOL}.machine.architecture`]: otherArchitecture('full'),
  [`${POOL}.aws.image.family`]: together({
    family: 'bottlerocket',
    bootstrap: undefined,
    source: { amiId: 'ami-0fedcba9876543210' },
  }),
  [`${POOL}.aws.image.source.ssmParameter`]:
    '/aws/service/eks/optimized-ami/1.34/amazon-linux-2023/x86_64/standard/amazon-eks-node-al2023-x86_64-standard-1.34-v20261103/image_id',
  [`${POOL}.aws.image.source.amiId`]: 'ami-0fedcba9876543210',
  [`${POOL}.aws.image.bootstrap`]: inPool('ubuntu', stating('aws.image', { bootstrap: 'bootstrap.sh' })),
  [`${POOL}.aws.rootDisk.kmsKey.arn`]: KMS_KEY,
  [`${POOL}.aws.rootDisk.kmsKeyArn`]: KMS_KEY,
  [`${POOL}.aws.management`]: together({
    management: 'managed-node-group',
    capacity: undefined,
    rollout: undefined,
    healthCheck: undefined,
    terminateHeartbeatSeconds: undefined,
  }),
  [`${POOL}.aws.capacity.kind`]: only({ kind: 'on-demand' }),
  [`${POOL}.aws.capacity(mixed).alternativeTypes[]`]: ['m6id.2xlarge'],
  [`${POOL}.aws.capacity(mixed).alternativeTypes[].type`]: 'm99idb.2xlarge',
  [`${POOL}.aws.rollout.checkpointPercentages`]: [20, 100],
  [`${POOL}.aws.rollout.alarmNames`]: ['errors', 'latency'],
};

const TRACKED = `${POOL}.scaling(target-tracking)`;

/** Edits of a pool that scales itself. */
const TRACKING_EDITS: EditTable = {
  // The default key of the pool's startup taint changes with the kind.
  [`${POOL}.scaling.kind`]: only({ kind: 'cluster-autoscaler' }),
  [`${TRACKED}.signals[].kind`]: inPool('tracked', ({ scaling }) => {
    const { signals } = scaling as { readonly signals: readonly unknown[] };
    const busy = { kind: 'metric', namespace: 'Shop', name: 'Busy', target: 5, writtenBy: 'api' };
    Object.assign(scaling as Holder, { predictive: 'off', signals: [busy, ...signals.slice(1)] });
  }),
  [`${TRACKED}.signals[](metric).namespace`]: 'Other',
  [`${TRACKED}.signals[](metric).name`]: 'Others',
  [`${TRACKED}.signals[](metric).dimensions`]: {},
  [`${TRACKED}.signals[](metric).target`]: 50,
  [`${TRACKED}.signals[](metric).writtenBy`]: 'opener',
  ...windowEdits(`${TRACKED}.schedules[].window`),
  [`${TRACKED}.schedules[].window.start`]: '17:45',
  [`${TRACKED}.schedules[].window.end`]: '23:45',
  [`${TRACKED}.schedules[].name`]: 'late',
};

const GROUP = 'clusters[].groups[]';
const GROUP_TRACKED = `${GROUP}.scaling(target-tracking)`;

/** Replaces the CPU of the group that scales itself by a metric of its machines; without the CPU there is no forecast. */
const toBusyMetric: Change = (_, { clusters }) => {
  const groups = clusters.flatMap((cluster) => ('groups' in cluster ? [...(cluster.groups ?? [])] : []));
  const scaling = groups.map((group) => group.scaling).find((each) => each?.kind === 'target-tracking');
  if (scaling?.kind !== 'target-tracking') throw new Error('no group scales itself');
  const busy = { kind: 'metric', namespace: 'Shop', name: 'Busy', target: 5, writtenBy: 'agent' };
  Object.assign(scaling, { predictive: 'off', signals: [busy, ...scaling.signals.slice(1)] });
};

/** Edits of groups of machines that are no nodes. */
const GROUP_EDITS: EditTable = {
  [`${GROUP}.name`]: 'renamed',
  [`${GROUP}.size.scope`]: 'per-zone',
  [`${GROUP}.size.initial`]: 4,
  [`${GROUP}.zones`]: ['eu-central-1a', 'eu-central-1c'],
  [`${GROUP}.machine.type`]: 'c6i.xlarge',
  [`${GROUP}.image.ssmParameter`]:
    '/aws/service/ami-amazon-linux-latest/al2023-ami-2023.12.20260914.0-kernel-6.12-x86_64',
  [`${GROUP}.image.amiId`]: 'ami-0fedcba9876543210',
  [`${GROUP}.disk.kmsKey.arn`]: KMS_KEY,
  [`${GROUP}.files`]: { '/etc/proxy/proxy.cfg': { content: 'maxconn 30000\n', mode: '0640' } },
  [`${GROUP}.commands[]`]: [['reboot']],
  [`${GROUP}.ports[].from`]: ['10.1.0.0/16'],
  [`${GROUP}.scaling.kind`]: only({ kind: 'target-tracking', signals: [{ kind: 'cpu', percent: 50 }] }),
  [`${GROUP_TRACKED}.signals[].kind`]: toBusyMetric,
  [`${GROUP_TRACKED}.signals[](metric).namespace`]: 'Other',
  [`${GROUP_TRACKED}.signals[](metric).name`]: 'Others',
  [`${GROUP_TRACKED}.signals[](metric).dimensions`]: {},
  [`${GROUP_TRACKED}.signals[](metric).target`]: 50,
  [`${GROUP_TRACKED}.signals[](metric).writtenBy`]: 'opener',
  ...windowEdits(`${GROUP_TRACKED}.schedules[].window`),
  [`${GROUP_TRACKED}.schedules[].window.start`]: '17:45',
  [`${GROUP_TRACKED}.schedules[].window.end`]: '23:45',
  [`${GROUP_TRACKED}.schedules[].name`]: 'late',
  [`${GROUP}.rollout.checkpointPercentages`]: [20, 100],
  [`${GROUP}.rollout.alarmNames`]: ['errors', 'latency'],
};

/** Edits of an environment on AWS. */
export const AWS_EDITS: EditTable = {
  ...COMMON_EDITS,
  ...NETWORK_EDITS,
  ...CONTROL_PLANE_EDITS,
  ...CONTROLLER_EDITS,
  ...REBOOT_EDITS,
  ...POOL_EDITS,
  ...TRACKING_EDITS,
  ...GROUP_EDITS,
  accountId: '210987654321',
  'clusters[].region': inCluster('hub', respelling('eu-central-1', 'eu-west-1')),
};

/** Edits of a managed node group, where they differ from those of a self-managed group. */
export const MANAGED_EDITS: EditTable = {
  ...AWS_EDITS,
  [`${POOL}.scaling.kind`]: inPool(
    'managed',
    together({ scaling: { kind: 'fixed' }, startupTaint: { removedBy: 'opener' } }) as (pool: Holder) => void,
  ),
  [`${POOL}.machine.architecture`]: otherArchitecture('managed'),
  [`${POOL}.aws.image.family`]: inPool('managed-spot', (pool) => {
    stating('aws', { image: { family: 'bottlerocket', source: { amiId: 'ami-0fedcba9876543210' } } })(pool);
    // The new image supports no reboot schedule, therefore the edit removes the schedule.
    delete pool['reboots'];
  }),
  [`${POOL}.aws.image.bootstrap`]: inPool('managed-spot', stating('aws.image', { bootstrap: 'bootstrap.sh' })),
  [`${POOL}.aws.management`]: 'self-managed',
  [`${POOL}.reboots(coordinated).rebootMinutes`]: several(
    6,
    inPool('managed-spot', stating('reboots', { rebootMinutes: 6 })),
  ),
};
