import { type Change, type EditTable, inCluster, respelling, several, together } from './edits';
import type { Holder } from './locate';
import { inWorkload, SERVICE_EDITS } from './service-edits';

const POOL = 'clusters[].pools[]';

/** Edits of a window at a path. */
export function windowEdits(path: string): EditTable {
  return {
    [`${path}.days`]: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
    [`${path}.start`]: '00:45',
    [`${path}.end`]: '05:45',
    [`${path}.timeZone`]: 'Europe/Berlin',
    [`${path}.blackouts[].from`]: '2026-12-18',
    [`${path}.blackouts[].to`]: '2027-01-04',
  };
}

/** Renames a pool together with all references to it. */
const renamePool: Change = (holder, environment) => {
  const { name } = holder;
  const renamed = `${name}-2`;
  for (const workload of environment.clusters.flatMap(({ workloads }) => workloads)) {
    const pools = workload.pools.map((pool) => (pool === name ? renamed : pool));
    Object.assign(workload, { pools });
  }
  for (const { controllers } of environment.clusters) {
    const autoscaler = controllers?.clusterAutoscaler;
    const isNamed = typeof autoscaler === 'object' && autoscaler.priorities?.includes(String(name));
    if (isNamed) Object.assign(autoscaler, { priorities: [renamed] });
  }
  holder['name'] = renamed;
};

/** Fixes the number of a pool's nodes; a cluster autoscaler without a pool is refused. */
const toFixed: Change = (holder, environment) => {
  together({ scaling: 'fixed', startupTaint: { removedBy: 'opener' } })(holder, environment);
  const pool: unknown = holder;
  const cluster = environment.clusters.find(({ pools }) => pools.some((each) => each === pool));
  if (typeof cluster?.controllers?.clusterAutoscaler === 'object') {
    Object.assign(cluster.controllers, { clusterAutoscaler: undefined });
  }
};

const rename: Change = (holder) => {
  holder['name'] = `${holder['name']}s`;
};

/** Renames a team together with its namespace and with the rights that name the namespace. */
const renameTeam = inCluster('main', (cluster) => {
  for (const team of cluster['teams'] as Holder[]) {
    for (const workload of cluster['workloads'] as Holder[]) {
      if (workload['namespace'] === team['name']) workload['namespace'] = 'crew';
    }
    team['name'] = 'crew';
  }
  for (const entry of (cluster['access'] ?? []) as Holder[]) {
    if (entry['namespaces'] !== undefined) entry['namespaces'] = ['crew'];
  }
});

/**
 * Moves a workload into a team's namespace, where no unsafe sysctl is allowed; the pool that allowed it must allow it for another
 * workload.
 */
function moveToTeam(cluster: Holder): void {
  const [first, ...others] = cluster['workloads'] as Holder[];
  const [team] = cluster['teams'] as Holder[];
  cluster['workloads'] = [{ ...first, namespace: team?.['name'], sysctls: {} }, { ...first, name: 'stays' }, ...others];
}

/** The policy of a team allows no longer grace than that of the workloads that are left. */
const moveGraceful: Change = (_, { clusters }) => {
  const workloads = clusters.flatMap((cluster) => cluster.workloads);
  const graceful = workloads.find(({ shutdown }) => shutdown !== undefined);
  Object.assign(graceful ?? {}, { namespace: 'keelson-system' });
};

/** All objects of a service have its namespace. */
const moveService = inWorkload('web', (workload) => Object.assign(workload, { namespace: 'keelson-system' }));

/** Edits of properties that both clouds have, where the facts of a field alone give no value that the rules accept. */
export const COMMON_EDITS: EditTable = {
  ...SERVICE_EDITS,
  name: 'other',
  'state.kind': (_, environment) => Object.assign(environment, { state: { kind: 'local' } }),
  'state(s3).bucket': 'other-state',
  // The KMS key of the state must be in the state's region.
  'state(s3).region': (holder) => respelling('eu-central-1', 'eu-west-1')(holder),
  'state(s3).keyPrefix': 'other',
  'state(s3).kmsKeyId': 'arn:aws:kms:eu-central-1:123456789012:key/6f1f1d9a-0000-4000-8000-000000000001',
  'state(gcs).bucket': 'other-state',
  'state(gcs).prefix': 'other',
  peersWith: ['office', 'lab'],
  tags: { team: 'other' },
  'clusters[].name': rename,
  'clusters[].kubernetesVersion': together({ kubernetesVersion: '1.35', runningVersion: '1.34' }),
  'clusters[].runningVersion': '1.34',
  'clusters[].teams[].name': renameTeam,
  'clusters[].teams[].quota.cpu': '9',
  'clusters[].teams[].quota.memory': '90Gi',
  'clusters[].teams[].containerDefaults.cpu': '300m',
  'clusters[].teams[].containerDefaults.memory': '600Mi',
  'clusters[].teams[].groups[].name': 'others@example.com',
  'clusters[].teams[].allowFrom': [],
  'clusters[].teams[].egressTo[].cidr': '198.18.0.0/24',
  'clusters[].teams[].egressTo[].ports': [5432, 5433],
  'clusters[].workloads[].name': several(
    rename,
    inWorkload('web', (workload) => Object.assign(workload, { name: 'site' })),
  ),
  'clusters[].workloads[].namespace': several(inCluster('main', moveToTeam), moveGraceful, moveService),
  'clusters[].workloads[].kind': 'job',
  'clusters[].workloads[].pools': ['full'],
  'clusters[].workloads[].sysctls': { 'net.core.somaxconn': '8192', 'net.ipv4.tcp_max_syn_backlog': '8192' },
  'clusters[].workloads[].hostNetwork': together({ hostNetwork: true, sysctls: {} }),
  'clusters[].workloads[].startsBeforeTuning': together({
    kind: 'daemon',
    replicas: undefined,
    startsBeforeTuning: true,
  }),
  'clusters[].nodeTuner.image': 'docker.io/curlimages/curl:8.17.0',
  'clusters[].nodeTuner.metricsFolder': '/var/lib/metrics',
  'clusters[].monitoring.stack(operator).ruleLabels': { release: 'other' },
  'clusters[].monitoring.seriesSelector': { cluster: 'other' },
  [`${POOL}.name`]: renamePool,
  [`${POOL}.zones`]: (holder) => {
    const zones = holder['zones'] as readonly string[];
    holder['zones'] = [...zones, zones[0]?.replace(/a$/, 'c')];
  },
  [`${POOL}.labels`]: { 'example.com/tier': 'inner' },
  [`${POOL}.taints[].key`]: 'reserved',
  [`${POOL}.taints[].value`]: 'inner',
  [`${POOL}.taints[].effect`]: 'NoExecute',
  [`${POOL}.startupTaint.key`]: 'startup-taint.cluster-autoscaler.kubernetes.io/other',
  [`${POOL}.startupTaint.removedBy`]: 'node-tuner',
  // The default key of the startup taint depends on the component that scales the pool.
  [`${POOL}.scaling`]: toFixed,
  [`${POOL}.load.day.peakAt`]: '21:00',
  [`${POOL}.load.day.timeZone`]: 'Europe/London',
  [`${POOL}.kernel.profiles`]: [],
  [`${POOL}.kernel.sysctls`]: several({ 'vm.swappiness': '20' }, { 'net.core.somaxconn': '65535' }),
};
