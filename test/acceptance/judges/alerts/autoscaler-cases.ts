import type { AlertCase, AlertOrigin, FiringAlert } from './alert-case';

const NAMESPACE = 'namespace="keelson-system"';
const DEPLOYMENT = `${NAMESPACE},deployment="cluster-autoscaler"`;

/** Pods of the autoscaler: one leads, and the other waits for the lease. */
type Pod = 'a' | 'b';

function available(instance = 'ksm-a'): string {
  return `kube_deployment_status_replicas_available{${DEPLOYMENT},instance="${instance}"}`;
}

/** A series of the autoscaler's own, of one of its pods. */
function own(metric: string, pod: Pod = 'a', labels = ''): string {
  return `cluster_autoscaler_${metric}{${NAMESPACE},pod="cluster-autoscaler-${pod}"${labels === '' ? '' : `,${labels}`}}`;
}

const safe = (pod: Pod = 'a') => own('cluster_safe_to_autoscale', pod);
const lastPass = (pod: Pod = 'a', activity = 'main') => own('last_activity', pod, `activity="${activity}"`);
const failed = (reason: string, pod: Pod = 'a') => own('failed_scale_ups_total', pod, `reason="${reason}"`);
const errors = (type: string, pod: Pod = 'a') => own('errors_total', pod, `type="${type}"`);
const waiting = (type: string, pod: Pod = 'a') => own('unschedulable_pods_count', pod, `type="${type}"`);

function limit(kind: 'min' | 'target' | 'max', group: string, pod: Pod = 'a'): string {
  return own(`node_group_${kind}_count`, pod, `node_group="${group}"`);
}

function firing(origin: AlertOrigin, severity: string, more: Readonly<Record<string, string>> = {}): FiringAlert {
  return { labels: { ...origin, severity, ...more } };
}

/** An autoscaler that has nothing to do for some minutes: pod a leads, and pod b waits and says 0. */
function idle(groups: readonly string[], minutes = 240): AlertCase['series'] {
  return {
    [available()]: `2x${minutes}`,
    [safe('a')]: `1x${minutes}`,
    [safe('b')]: `0x${minutes}`,
    [lastPass()]: `0+60x${minutes}`,
    [lastPass('a', 'scaleUp')]: `0x${minutes}`,
    [waiting('unschedulable')]: `0x${minutes}`,
    ...Object.fromEntries(groups.map((group) => [limit('max', group), `10x${minutes}`])),
  };
}

/** Sequences of events of an autoscaler that scales these groups, each of which needs at most 900 seconds to grow. */
export function autoscalerCases(origin: AlertOrigin, groups: readonly string[]): readonly AlertCase[] {
  const cases = [
    ...downCases(origin),
    ...unseenCases(origin),
    ...stalledCases(origin),
    ...unsafeCases(origin),
    ...errorCases(origin),
    ...groupCases(origin, groups),
    ...failureCases(origin),
    ...waitingCases(origin),
    ...limitCases(origin),
  ];
  return [...cases, ...idleCases(groups, new Set(cases.map(({ alert }) => alert)))];
}

/** No alert fires while an autoscaler finds nothing to do for hours. */
function idleCases(groups: readonly string[], alerts: ReadonlySet<string>): readonly AlertCase[] {
  return [...alerts].map((alert) => ({
    name: 'an autoscaler that has nothing to do',
    alert,
    series: idle(groups),
    moments: [
      { at: '5m', fires: [] },
      { at: '239m', fires: [] },
    ],
  }));
}

function downCases(origin: AlertOrigin): readonly AlertCase[] {
  const alert = 'ClusterAutoscalerDown';
  return [
    {
      name: 'both pods that wait for room, while kube-state-metrics moves to another pod',
      alert,
      series: { [available('ksm-a')]: '0x6 stale', [available('ksm-b')]: '_x6 0x30' },
      moments: [
        { at: '9m', fires: [] },
        { at: '10m', fires: [firing(origin, 'page')] },
      ],
    },
    {
      name: 'a pod that is replaced while the other waits for the lease, and a restart of both',
      alert,
      series: { [available()]: '2x10 1x30 0x8 2x30' },
      moments: [
        { at: '40m', fires: [] },
        { at: '50m', fires: [] },
      ],
    },
  ];
}

function unseenCases(origin: AlertOrigin): readonly AlertCase[] {
  const alert = 'ClusterAutoscalerUnseen';
  const own = firing(origin, 'ticket', { source: 'cluster-autoscaler', namespace: 'keelson-system' });
  const deployment = { namespace: 'keelson-system', deployment: 'cluster-autoscaler' };
  const ofDeployment = firing(origin, 'ticket', { source: 'kube-state-metrics', ...deployment });
  return [
    {
      name: 'an autoscaler that nobody scrapes',
      alert,
      series: { [available()]: '2x40' },
      moments: [
        { at: '14m', fires: [] },
        { at: '15m', fires: [own] },
      ],
    },
    {
      name: 'a Deployment that is missing, and the autoscaler of another namespace',
      alert,
      series: {
        'cluster_autoscaler_cluster_safe_to_autoscale{namespace="kube-system"}': '1x40',
        'kube_deployment_status_replicas_available{namespace="kube-system",deployment="cluster-autoscaler"}': '1x40',
      },
      moments: [{ at: '20m', fires: [own, ofDeployment] }],
    },
  ];
}

function stalledCases(origin: AlertOrigin): readonly AlertCase[] {
  const alert = 'ClusterAutoscalerStalled';
  const page = firing(origin, 'page');
  return [
    {
      name: 'a loop that waits for an answer without end',
      alert,
      series: { [safe('a')]: '1x60', [safe('b')]: '0x60', [lastPass()]: '0+60x10 600x50' },
      moments: [
        { at: '20m', fires: [] },
        { at: '21m', fires: [page] },
      ],
    },
    {
      name: 'such a loop that the kubelet restarts again and again',
      alert,
      series: { [safe()]: '1x60', [lastPass()]: '0x13 840x13 1680x30' },
      moments: [
        { at: '11m', fires: [page] },
        { at: '14m', fires: [] },
        { at: '25m', fires: [page] },
      ],
    },
    {
      name: 'two pods that never get the lease',
      alert,
      series: { [available()]: '2x60', [safe('a')]: '0x60', [safe('b')]: '0x60' },
      moments: [
        { at: '10m', fires: [] },
        { at: '11m', fires: [page] },
      ],
    },
    {
      name: 'a leader that is lost and followed by the other pod',
      alert,
      series: {
        [safe('a')]: '1x20 stale',
        [safe('b')]: '0x22 1x60',
        [lastPass('a')]: '0+60x20 stale',
        [lastPass('b')]: '_x23 1380+60x60',
      },
      moments: [
        { at: '22m', fires: [] },
        { at: '60m', fires: [] },
      ],
    },
    {
      name: 'a pass that takes four minutes',
      alert,
      series: { [safe()]: '1x60', [lastPass()]: Array.from({ length: 12 }, (_, pass) => `${pass * 240}x3`).join(' ') },
      moments: [{ at: '40m', fires: [] }],
    },
  ];
}

function unsafeCases(origin: AlertOrigin): readonly AlertCase[] {
  const alert = 'ClusterAutoscalerUnsafe';
  return [
    {
      name: 'half of the nodes that are not ready',
      alert,
      series: { [safe('a')]: '1x5 0x40', [safe('b')]: '0x60', [lastPass()]: '0+60x60' },
      moments: [
        { at: '15m', fires: [] },
        { at: '16m', fires: [firing(origin, 'page')] },
      ],
    },
    {
      name: 'nodes that are ready again after five minutes',
      alert,
      series: { [safe('a')]: '1x5 0x4 1x40', [safe('b')]: '0x60', [lastPass()]: '0+60x60' },
      moments: [
        { at: '10m', fires: [] },
        { at: '40m', fires: [] },
      ],
    },
    {
      name: 'two pods of which none leads, which another alert reports',
      alert,
      series: { [safe('a')]: '0x60', [safe('b')]: '0x60' },
      moments: [{ at: '40m', fires: [] }],
    },
  ];
}

function errorCases(origin: AlertOrigin): readonly AlertCase[] {
  const alert = 'ClusterAutoscalerErrors';
  return [
    {
      name: 'a right that is missing in AWS, in a series that begins with its first error',
      alert,
      series: { [errors('cloudProviderError')]: '_x4 1+6x60' },
      moments: [
        { at: '34m', fires: [] },
        { at: '37m', fires: [firing(origin, 'ticket', { type: 'cloudProviderError' })] },
      ],
    },
    {
      name: 'the same while the kubelet restarts the program, and the other pod leads',
      alert,
      series: {
        [errors('cloudProviderError')]: '0+6x15 stale',
        [errors('cloudProviderError', 'b')]: '_x15 0+6x12 0+6x30',
      },
      moments: [{ at: '50m', fires: [firing(origin, 'ticket', { type: 'cloudProviderError' })] }],
    },
    {
      name: 'throttled requests, one each quarter of an hour',
      alert,
      series: { [errors('cloudProviderError')]: '0x10 1x15 2x15 3x15 4x40' },
      moments: [
        { at: '45m', fires: [] },
        { at: '60m', fires: [] },
      ],
    },
  ];
}

function groupCases(origin: AlertOrigin, groups: readonly string[]): readonly AlertCase[] {
  const alert = 'ClusterAutoscalerGroupsMissing';
  const ticket = firing(origin, 'ticket');
  const [first = '', ...others] = groups;
  const found = (names: readonly string[]) => Object.fromEntries(names.map((name) => [limit('max', name), '10x90']));
  return [
    {
      name: 'a group without the tags',
      alert,
      series: { [lastPass()]: '0+60x90', ...found(others) },
      moments: [
        { at: '29m', fires: [] },
        { at: '30m', fires: [ticket] },
      ],
    },
    {
      name: 'no group with the tags',
      alert,
      series: { [lastPass()]: '0+60x90' },
      moments: [{ at: '30m', fires: [ticket] }],
    },
    {
      name: 'a leader that is followed by another, which finds all groups anew',
      alert,
      series: {
        [lastPass('a')]: '0+60x20 stale',
        [lastPass('b')]: '_x20 1200+60x70',
        ...found(others),
        [limit('max', first, 'a')]: '10x20 stale',
        [limit('max', first, 'b')]: '_x25 10x70',
      },
      moments: [{ at: '80m', fires: [] }],
    },
    {
      name: 'an autoscaler that nobody scrapes, which another alert reports',
      alert,
      series: { [available()]: '2x90' },
      moments: [{ at: '80m', fires: [] }],
    },
  ];
}

function failureCases(origin: AlertOrigin): readonly AlertCase[] {
  const alert = 'ClusterAutoscalerScaleUpFails';
  const ticket = (reason: string) => firing(origin, 'ticket', { reason });
  return [
    {
      name: 'machines that never join, every 45 minutes',
      alert,
      series: { [failed('timeout')]: '0x180 1x45 2x45 3x45 4x45', [failed('cloudProviderError')]: '0x360' },
      moments: [
        { at: '200m', fires: [] },
        { at: '240m', fires: [ticket('timeout')] },
        { at: '330m', fires: [ticket('timeout')] },
      ],
    },
    {
      name: 'a zone without capacity, in a series that begins with its first failure',
      alert,
      series: { [failed('InsufficientInstanceCapacity')]: '_x20 1x9 2x60' },
      moments: [
        { at: '29m', fires: [] },
        { at: '36m', fires: [ticket('InsufficientInstanceCapacity')] },
      ],
    },
    {
      name: 'a failure that another pool makes good, and one of another kind',
      alert,
      series: { [failed('timeout')]: '0x180 1x200', [failed('apiCallError')]: '_x190 1x200' },
      moments: [
        { at: '200m', fires: [] },
        { at: '300m', fires: [] },
      ],
    },
    {
      name: 'failures of last week, and a scrape that is missing for a quarter of an hour',
      alert,
      series: { [failed('timeout')]: '9x180 _x15 9x240' },
      moments: [
        { at: '200m', fires: [] },
        { at: '313m', fires: [] },
        { at: '400m', fires: [] },
      ],
    },
  ];
}

function waitingCases(origin: AlertOrigin): readonly AlertCase[] {
  const alert = 'ClusterAutoscalerPodsWait';
  return [
    {
      name: 'a pod that no group can help, while the other pod of the autoscaler begins to lead',
      alert,
      series: { [waiting('unschedulable', 'a')]: '0x5 3x15 stale', [waiting('unschedulable', 'b')]: '_x21 2x60' },
      moments: [
        { at: '35m', fires: [] },
        { at: '36m', fires: [firing(origin, 'ticket')] },
      ],
    },
    {
      name: 'pods that get their node within 20 minutes, and others that the scheduler has not seen yet',
      alert,
      series: { [waiting('unschedulable')]: '0x5 3x20 0x60', [waiting('scheduler_unprocessed')]: '2x90' },
      moments: [
        { at: '24m', fires: [] },
        { at: '80m', fires: [] },
      ],
    },
  ];
}

function limitCases(origin: AlertOrigin): readonly AlertCase[] {
  const alert = 'ClusterAutoscalerGroupAtMax';
  const full = (group: string) => firing(origin, 'ticket', { node_group: group });
  const sizes = (group: string, [min, target, max]: readonly [string, string, string]) => ({
    [limit('min', group)]: min,
    [limit('target', group)]: target,
    [limit('max', group)]: max,
  });
  return [
    {
      name: 'a group that is full for an hour, beside one that is not',
      alert,
      series: { ...sizes('web', ['2x90', '4x10 8x80', '8x90']), ...sizes('batch', ['0x90', '7x90', '8x90']) },
      moments: [
        { at: '70m', fires: [] },
        { at: '71m', fires: [full('web')] },
      ],
    },
    {
      name: 'a group that is full by intention, and one that is full for half an hour',
      alert,
      series: { ...sizes('web', ['3x90', '3x90', '3x90']), ...sizes('batch', ['0x90', '0x10 8x30 5x50', '8x90']) },
      moments: [
        { at: '40m', fires: [] },
        { at: '85m', fires: [] },
      ],
    },
  ];
}

/** Series of a cluster whose autoscaler has nothing to do, without which its alerts would rightly report missing series. */
export function quietAutoscaler(groups: readonly string[]): AlertCase['series'] {
  return idle(groups, 420);
}
