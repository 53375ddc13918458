import { renderNodeUserData } from '../../../../lib/render/user-data/node-user-data';
import { EnvironmentSpec } from '../../../../lib/specs/environment/environment-spec';
import type { AwsNodePoolSpec } from '../../../../lib/specs/pool/node-pool-spec';
import type { RebootScheduleInput } from '../../../../lib/specs/reboots/reboot-input';
import { WEEKDAYS } from '../../../../lib/specs/time/week-window-input';
import { awsPoolSpec } from '../../../fixtures/aws-pool-spec';
import { appliedStacks } from '../../harness/applied-environments';
import { appliedUserData } from '../../harness/applied-user-data';
import { referenceInput } from '../../harness/synthesized';
import { rebootingPool } from './reboot-node';
import type { NodeUserData } from './user-data-judge';

/** Cluster that the fixture's pools join. */
export const CLUSTER = { name: 'paas-main', serviceCidr: '172.20.0.0/16' };

/** Values that stand for those which only an applied control plane has. */
const ENDPOINT = 'https://0123456789ABCDEF0123456789ABCDEF.gr7.eu-central-1.eks.amazonaws.com';
const CERTIFICATE_AUTHORITY = Buffer.from('-----BEGIN CERTIFICATE-----\n'.padEnd(1500, 'A')).toString('base64');

const AMI = { amiId: 'ami-0123456789abcdef0' };
const NVME = { type: 'm6id.xlarge', vcpu: 4, memoryGib: 16 };
const TAINTS = [
  { key: 'dedicated', value: 'proxy', effect: 'NoSchedule' },
  { key: 'keelson.dev/tuning', effect: 'NoExecute' },
] as const;
const LABELS = { 'example.com/tier': 'front', team: 'shop' };

/** Changes of the fixture's pool and of its AWS settings in a form. */
type PoolChanges = Parameters<typeof awsPoolSpec>;

/** Every form of user data, with all optional content except kernel parameters. */
const PLAIN: Readonly<Record<string, PoolChanges>> = {
  'al2023-nodeadm': [
    { machine: NVME, taints: TAINTS, labels: LABELS, size: { scope: 'per-zone', min: 1, max: 2 } },
    { instanceStore: true },
  ],
  'ubuntu-nodeadm': [{ taints: TAINTS, labels: LABELS }, { image: { family: 'ubuntu', source: AMI } }],
  'ubuntu-bootstrap': [
    { taints: TAINTS, labels: LABELS },
    { image: { family: 'ubuntu', source: AMI, bootstrap: 'bootstrap.sh' } },
  ],
  bottlerocket: [
    { machine: NVME, taints: TAINTS, labels: LABELS },
    { image: { family: 'bottlerocket', source: AMI }, instanceStore: true },
  ],
  'managed-node-group': [{ labels: LABELS }, { management: 'managed-node-group' }],
};

/** A window with all optional members. */
const WINDOW = {
  days: ['monday', 'tuesday', 'wednesday'],
  start: '22:00',
  end: '05:00',
  timeZone: 'Europe/Amsterdam',
  blackouts: Array.from({ length: 20 }, (_, index) => ({
    from: `2027-01-${10 + index}`,
    to: `2027-02-${10 + (index % 18)}`,
  })),
} as const;
const IN_PLACE = { window: WINDOW, rebootMinutes: 5 } as const;

/** Schedules of pools that reboot in place. */
const REBOOTS: Readonly<Record<string, RebootScheduleInput>> = {
  random: { kind: 'random', ...IN_PLACE },
  staggered: { kind: 'staggered', ...IN_PLACE, jitterSeconds: 59 },
  coordinated: { kind: 'coordinated', ...IN_PLACE, window: { ...WINDOW, start: '01:00' } },
  armed: {
    kind: 'random',
    ...IN_PLACE,
    window: { days: WEEKDAYS, start: '00:00', end: '00:00' },
    armedBy: 'unattended-upgrades',
  },
};

function rebooting(): readonly (readonly [string, AwsNodePoolSpec])[] {
  const ubuntu = { image: { family: 'ubuntu', source: AMI } } as const;
  const amazonLinux = { releasever: '2023.9.20251117', unlockKernel: true } as const;
  const unlocked: RebootScheduleInput = { kind: 'random', ...IN_PLACE, amazonLinux };
  return [
    ...Object.entries(REBOOTS).map(
      ([name, reboots]) =>
        [`ubuntu-${name}`, rebootingPool(awsPoolSpec({ machine: NVME, kernel: KERNEL }, ubuntu), reboots)] as const,
    ),
    ['al2023-random', rebootingPool(awsPoolSpec(), unlocked)],
  ];
}

const KERNEL = { profiles: ['many-connections'], transparentHugepages: 'never' } as const;

/** A pool for every form and for every in-place schedule, each also with kernel parameters, huge pages and a module: `-tuned`. */
export const FORMS: Readonly<Record<string, AwsNodePoolSpec>> = Object.fromEntries([
  ...Object.entries(PLAIN).flatMap(([name, [pool, aws]]) => [
    [name, awsPoolSpec(pool, aws)] as const,
    [`${name}-tuned`, awsPoolSpec({ ...pool, machine: NVME, kernel: KERNEL }, aws)] as const,
  ]),
  ...rebooting(),
]);

/** User data of the pools of {@link FORMS}, also with unsafe sysctls that pods may set. */
export function fixtureUserData(): readonly NodeUserData[] {
  return Object.entries(FORMS).map(([name, pool]) => {
    const pieces = renderNodeUserData({ pool, cluster: CLUSTER });
    const late = { clusterEndpoint: ENDPOINT, certificateAuthority: CERTIFICATE_AUTHORITY };
    const text = pieces.map((piece) => ('late' in piece ? late[piece.late] : piece.literal)).join('');
    const form = pool.aws.image.bootstrap === 'toml' ? 'toml' : 'multipart';
    return { name, form, text, endpoint: ENDPOINT, certificateAuthority: CERTIFICATE_AUTHORITY };
  });
}

/** User data of every pool of the reference environments, decoded from the applied state. */
export async function environmentUserData(): Promise<readonly NodeUserData[]> {
  const applied = await appliedUserData();
  const controlPlanes = await controlPlanesOf();
  return applied.flatMap(({ environment, pool, imageFamily, text }) => {
    const controlPlane = controlPlanes.get(environment);
    if (pool === undefined || controlPlane === undefined) return [];
    return [{ name: `${environment}-${pool}`, form: formOf(imageFamily), text, ...controlPlane }];
  });
}

/** Names of all pools on AWS; the state must contain user data for each of them. */
export function poolsOnAws(environments: readonly string[]): readonly string[] {
  return environments.flatMap((name) => {
    const environment = EnvironmentSpec.from(referenceInput(name));
    const clusters = environment.clusters.filter((cluster) => cluster.cloud === 'aws');
    return clusters.flatMap((cluster) => cluster.pools.map((pool) => `${name}-${pool.name}`));
  });
}

function formOf(family: string | undefined): NodeUserData['form'] {
  return family === 'bottlerocket' ? 'toml' : 'multipart';
}

/** Endpoint and authority in the state, by environment; each environment has one cluster. */
async function controlPlanesOf(): Promise<
  ReadonlyMap<string, Pick<NodeUserData, 'endpoint' | 'certificateAuthority'>>
> {
  const entries = (await appliedStacks()).flatMap(({ environment, resources }) => {
    const cluster = resources.find((resource) => resource.type === 'aws_eks_cluster');
    if (cluster === undefined) return [];
    const [authority] = cluster.values['certificate_authority'] as readonly { readonly data: string }[];
    const endpoint = String(cluster.values['endpoint']);
    return [[environment, { endpoint, certificateAuthority: String(authority?.data) }] as const];
  });
  return new Map(entries);
}
