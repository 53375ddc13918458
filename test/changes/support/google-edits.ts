import { COMMON_EDITS } from './common-edits';
import { type EditTable, inCluster, inGroup, inPool, only, respelling, several, stating, together } from './edits';
import { INGRESS_EDITS } from './ingress-edits';
import type { Holder } from './locate';

const POOL = 'clusters[].pools[]';
const NETWORK = 'clusters[].network';
const CONTROL_PLANE = 'clusters[].controlPlane';
const GROUPS = `${POOL}.scaling(instance-group)`;

/** Another architecture of a pool; GKE taints its nodes then, so that the add-ons need another pool. */
const otherArchitecture = inCluster('main', (cluster) => {
  const pools = cluster['pools'] as Holder[];
  const core = pools.find(({ name }) => name === 'core') ?? {};
  pools.push({ ...core, name: 'addons', expectsPods: false });
  core['machine'] = { type: 't2a-standard-8', architecture: 'arm64' };
});

const GROUP = 'clusters[].groups[]';
const GROUP_LOOP = `${GROUP}.scaling(instance-group)`;
const GROUP_HTTP = `${GROUP}.health(http)`;

/** Edits of groups of machines that are no nodes. */
const GROUP_EDITS: EditTable = {
  [`${GROUP}.name`]: 'renamed',
  [`${GROUP}.size.scope`]: 'total',
  [`${GROUP}.size.initial`]: 4,
  [`${GROUP}.zones`]: ['europe-west4-a', 'europe-west4-c'],
  [`${GROUP}.machine.type`]: 'n2-standard-8',
  [`${GROUP}.image.name`]: 'projects/example-images/global/images/proxy-20261115',
  [`${GROUP}.disk.kmsKey.name`]: 'projects/p/locations/europe-west4/keyRings/r/cryptoKeys/new',
  [`${GROUP}.files`]: { '/etc/proxy/proxy.cfg': { content: 'maxconn 30000\n', mode: '0640' } },
  [`${GROUP}.commands[]`]: [['reboot']],
  [`${GROUP}.ports[].from`]: ['10.1.0.0/16'],
  // The lock demands the number of machines that run by then.
  [`${GROUP}.scaling.kind`]: inGroup('worker', (group) => {
    stating('size', { initial: 5 })(group);
    group['scaling'] = { kind: 'fixed' };
  }),
  [`${GROUP_LOOP}.signals[].kind`]: inGroup('worker', (group) => {
    const { signals } = group['scaling'] as { signals: unknown[] };
    signals.pop();
  }),
  [`${GROUP_LOOP}.signals[](metric).type`]: 'custom.googleapis.com/edge/requests',
  [`${GROUP_LOOP}.signals[](metric).perNode`]: 25_000,
  [`${GROUP_LOOP}.signals[](metric).writtenBy`]: 'meter',
  [`${GROUP_LOOP}.schedules[].name`]: 'night',
  [`${GROUP_LOOP}.schedules[].window.days`]: 'every-day',
  [`${GROUP_LOOP}.schedules[].window.start`]: '17:45',
  [`${GROUP_LOOP}.schedules[].window.end`]: '23:45',
  [`${GROUP_LOOP}.schedules[].window.timeZone`]: 'Europe/London',
  [`${GROUP}.health.kind`]: only({ kind: 'http', port: 9000, path: '/healthz' }),
  [`${GROUP_HTTP}.path`]: '/ready',
};

/** Edits of an environment on Google Cloud. */
export const GOOGLE_EDITS: EditTable = {
  ...COMMON_EDITS,
  ...GROUP_EDITS,
  ...INGRESS_EDITS,
  projectId: 'example-other',
  'clusters[].kubernetesVersion': together({ kubernetesVersion: '1.36', runningVersion: '1.35' }),
  'clusters[].runningVersion': '1.35',
  'clusters[].region': (holder) => respelling('europe-west4', 'europe-west3')(holder),
  [`${NETWORK}.nodeCidr`]: '10.40.0.0/19',
  [`${NETWORK}.podCidr`]: '10.48.0.0/16',
  [`${NETWORK}.serviceCidr`]: '10.49.0.0/20',
  [`${NETWORK}.controlPlaneCidr`]: '10.50.0.0/28',
  [`${NETWORK}.zones`]: inCluster('theirs', stating('network', { zones: ['europe-west4-a', 'europe-west4-b'] })),
  [`${NETWORK}.natMinPortsPerVm`]: 4096,
  [`${NETWORK}.existing.network`]: 'projects/host/global/networks/other',
  [`${NETWORK}.existing.subnetwork`]: 'projects/host/regions/europe-west4/subnetworks/other',
  [`${NETWORK}.existing.podRangeName`]: 'other-pods',
  [`${NETWORK}.existing.serviceRangeName`]: 'other-services',
  'clusters[].privateAccess.kind': only({ kind: 'dns-endpoint' }),
  'clusters[].privateAccess(authorised-networks).networks[].name': 'headquarters',
  'clusters[].privateAccess(authorised-networks).networks[].cidr': '9.9.9.0/24',
  'clusters[].privateAccess(private-endpoint).networks[].name': 'headquarters',
  'clusters[].privateAccess(private-endpoint).networks[].cidr': '10.129.0.0/16',
  'clusters[].monitoring.stack.kind': only({ kind: 'google-managed' }),
  'clusters[].datapath': inCluster('theirs', (cluster) => Object.assign(cluster, { datapath: 'calico' })),
  [`${CONTROL_PLANE}.maintenance.window.days`]: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
  [`${CONTROL_PLANE}.maintenance.window.start`]: '00:30',
  [`${CONTROL_PLANE}.maintenance.window.end`]: '07:30',
  [`${CONTROL_PLANE}.maintenance.window.timeZone`]: 'Europe/London',
  [`${CONTROL_PLANE}.maintenance.window.blackouts[].from`]: '2026-12-18',
  [`${CONTROL_PLANE}.maintenance.window.blackouts[].to`]: '2027-01-04',
  [`${CONTROL_PLANE}.maintenance.firstDay`]: '2026-01-12',
  [`${CONTROL_PLANE}.maintenance.start`]: '2026-01-03T01:00:00Z',
  [`${CONTROL_PLANE}.maintenance.end`]: '2026-01-03T09:00:00Z',
  [`${CONTROL_PLANE}.maintenance.recurrence`]: 'FREQ=WEEKLY;BYDAY=SA,SU,MO,TU',
  [`${CONTROL_PLANE}.maintenance.exclusions[].name`]: 'holidays',
  [`${CONTROL_PLANE}.maintenance.exclusions[].start`]: '2026-12-21T00:00:00Z',
  [`${CONTROL_PLANE}.maintenance.exclusions[].end`]: '2027-01-04T00:00:00Z',
  [`${CONTROL_PLANE}.webhookPorts`]: [8443, 9443],
  [`${CONTROL_PLANE}.securityGroup`]: 'gke-security-groups@example.org',
  [`${POOL}.size.scope`]: 'total',
  // An autoscaled pool only starts with this number, whereas a fixed pool keeps it.
  [`${POOL}.size.initial`]: several(3, inPool('core', stating('size', { initial: 3 }))),
  // Rules hold the figures to the type.
  [`${POOL}.machine.type`]: together({ type: 'n2-highmem-8', memoryGib: 64 }),
  [`${POOL}.machine.vcpu`]: together({ type: 'n2-standard-16', vcpu: 16, memoryGib: 64 }),
  [`${POOL}.machine.memoryGib`]: together({ type: 'n2-highmem-8', memoryGib: 64 }),
  [`${POOL}.google.localSsdCount`]: 4,
  [`${POOL}.scaling.kind`]: several(
    inPool('scaled', (pool) => {
      stating('size', { initial: 2 })(pool);
      pool['scaling'] = { kind: 'fixed' };
    }),
    // The default key of the startup taint depends on the loop, and the lock refuses another key.
    inPool('full', (pool) =>
      Object.assign(pool, { scaling: { kind: 'fixed' }, startupTaint: { removedBy: 'opener' } }),
    ),
  ),
  [`${GROUPS}.unsupportedBecause`]: 'another reason',
  [`${GROUPS}.signals[].kind`]: inPool('edge', (pool) => {
    const { signals } = pool['scaling'] as { signals: unknown[] };
    signals.pop();
  }),
  [`${GROUPS}.signals[](metric).type`]: 'custom.googleapis.com/edge/requests',
  [`${GROUPS}.signals[](metric).perNode`]: 25_000,
  [`${GROUPS}.signals[](metric).writtenBy`]: 'meter',
  [`${GROUPS}.schedules[].name`]: 'night',
  [`${GROUPS}.schedules[].window.days`]: 'every-day',
  [`${GROUPS}.schedules[].window.start`]: '17:45',
  [`${GROUPS}.schedules[].window.end`]: '23:45',
  [`${GROUPS}.schedules[].window.timeZone`]: 'Europe/London',
  [`${POOL}.machine.architecture`]: otherArchitecture,
  [`${POOL}.google.disk.kmsKey.name`]: 'projects/p/locations/europe-west4/keyRings/r/cryptoKeys/new',
  [`${POOL}.google.disk.kmsKeyName`]: 'projects/p/locations/europe-west4/keyRings/r/cryptoKeys/other',
  [`${POOL}.google.networkTags`]: ['edge', 'inner'],
};
