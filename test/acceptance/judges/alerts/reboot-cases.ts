import type { AlertCase, AlertOrigin, FiringAlert } from './alert-case';

/** A coordinated pool from which alerts come. */
export interface RebootOrigin extends AlertOrigin {
  readonly pool: string;
}

const NODE = 'ip-10-25-0-1';

/** Sequences of events of a pool whose window is 4 hours, whose reboot sequence takes 1050 s and whose lock is void after 1350 s. */
export function rebootCases(origin: RebootOrigin): readonly AlertCase[] {
  return [...overdueCases(origin), ...unseenCases(origin), ...lockCases(origin), ...cordonCases(origin)];
}

/** Series that show that the coordinator of a pool runs on the node. */
function runsOn(pool: string, values: string, node = NODE): Readonly<Record<string, string>> {
  const daemon = `created_by_kind="DaemonSet",created_by_name="reboot-coordinator-${pool}"`;
  return { [`kube_pod_info{namespace="keelson-system",${daemon},node="${node}",pod="coordinator"}`]: values };
}

/** Series that show that a pool has a coordinator, on any number of nodes. */
function coordinates(pool: string, values: string): Readonly<Record<string, string>> {
  const daemon = `namespace="keelson-system",daemonset="reboot-coordinator-${pool}"`;
  return { [`kube_daemonset_status_desired_number_scheduled{${daemon}}`]: values };
}

function required(pod = 'a'): string {
  return `kured_reboot_required{node="${NODE}",pod="reboot-coordinator-${pod}",instance="10.25.8.1:8080"}`;
}

/** Labels of a node in kube-state-metrics; `rebooting` is left out where the node has no such label. */
function labels(pool: string, rebooting?: 'true' | 'false'): string {
  const label = rebooting === undefined ? '' : `,label_keelson_dev_rebooting="${rebooting}"`;
  return `kube_node_labels{node="${NODE}",label_keelson_dev_pool="${pool}"${label}}`;
}

function unschedulable(instance = 'ksm-a'): string {
  return `kube_node_spec_unschedulable{node="${NODE}",instance="${instance}"}`;
}

function firing(origin: RebootOrigin, severity: string, more: Readonly<Record<string, string>> = {}): FiringAlert {
  return { labels: { ...origin, severity, node: NODE, ...more } };
}

/** An alert on a whole pool. */
function withoutNode({ labels: { node: _, ...labels } }: FiringAlert): FiringAlert {
  return { labels };
}

/** A week and the window that then begins are 10 320 minutes. */
function overdueCases(origin: RebootOrigin): readonly AlertCase[] {
  const alert = 'NodeRebootOverdue';
  const overdue = firing(origin, 'ticket');
  const ours = coordinates(origin.pool, '1x10400');
  return [
    {
      name: 'a node that wants to reboot and is passed by in every window',
      alert,
      series: { ...ours, ...runsOn(origin.pool, '1x10400'), [required()]: '1x10400' },
      moments: [
        { at: '10319m', fires: [] },
        { at: '10320m', fires: [overdue] },
      ],
    },
    {
      name: 'such a node on which kured is replaced in the middle of the week, and kube-state-metrics is gone for a while',
      alert,
      series: {
        ...ours,
        ...runsOn(origin.pool, '1x2000 stale _x9 1x8400'),
        [required('a')]: '1x5000 stale',
        [required('b')]: '_x5008 1x5400',
      },
      moments: [{ at: '10320m', fires: [overdue] }],
    },
    {
      name: 'a node that reboots on the sixth day, and wants to again at once',
      alert,
      series: { ...ours, ...runsOn(origin.pool, '1x10400'), [required()]: '1x8640 0x30 1x1800' },
      moments: [{ at: '10400m', fires: [] }],
    },
    {
      name: 'a node of another pool',
      alert,
      series: { ...ours, ...runsOn('other', '1x10400'), [required()]: '1x10400' },
      moments: [{ at: '10400m', fires: [] }],
    },
  ];
}

function unseenCases(origin: RebootOrigin): readonly AlertCase[] {
  const ours = coordinates(origin.pool, '1x90');
  const daemon = { namespace: 'keelson-system', daemonset: `reboot-coordinator-${origin.pool}` };
  const unseen = firing(origin, 'ticket', { source: 'kube-state-metrics', ...daemon });
  return [
    {
      name: 'a kube-state-metrics that is not scraped, or that knows other pools alone',
      alert: 'NodeRebootOverdue',
      series: { ...coordinates('other', '1x90'), [required()]: '1x90' },
      moments: [
        { at: '59m', fires: [] },
        { at: '60m', fires: [withoutNode(unseen)] },
      ],
    },
    {
      name: 'a pool whose nodes are all gone',
      alert: 'NodeRebootOverdue',
      series: coordinates(origin.pool, '3x10 0x90'),
      moments: [{ at: '90m', fires: [] }],
    },
    {
      name: 'a kured that nobody scrapes',
      alert: 'NodeRebootOverdue',
      series: { ...ours, ...runsOn(origin.pool, '1x70') },
      moments: [
        { at: '59m', fires: [] },
        { at: '60m', fires: [firing(origin, 'ticket', { source: 'kured' })] },
      ],
    },
    {
      name: 'a kured that is scraped, and one that has no node yet',
      alert: 'NodeRebootOverdue',
      series: { ...ours, ...runsOn(origin.pool, '1x90'), ...runsOn(origin.pool, '1x90', ''), [required()]: '0x90' },
      moments: [{ at: '90m', fires: [] }],
    },
    {
      name: 'a kube-state-metrics without its allow-list, which tells of nodes and not of their labels',
      alert: 'NodeRebootLockHeld',
      series: { ...runsOn(origin.pool, '1x70'), [`kube_node_labels{node="${NODE}"}`]: '1x70' },
      moments: [
        { at: '59m', fires: [] },
        { at: '60m', fires: [firing(origin, 'ticket', { source: 'kube-state-metrics' })] },
      ],
    },
    {
      name: 'a kube-state-metrics that tells of labels',
      alert: 'NodeRebootLockHeld',
      series: { ...runsOn(origin.pool, '1x90'), [labels(origin.pool)]: '1x90' },
      moments: [{ at: '90m', fires: [] }],
    },
  ];
}

function lockCases(origin: RebootOrigin): readonly AlertCase[] {
  const alert = 'NodeRebootLockHeld';
  return [
    {
      name: 'a node that does not come back from its reboot',
      alert,
      series: { [labels(origin.pool, 'true')]: '1x60' },
      moments: [
        { at: '17m', fires: [] },
        { at: '18m', fires: [firing(origin, 'ticket')] },
      ],
    },
    {
      name: 'a node that needs all of its time, and reboots once more an hour later',
      alert,
      series: {
        [labels(origin.pool, 'true')]: '1x16 stale _x42 1x16 stale',
        [labels(origin.pool, 'false')]: '_x16 1x42 stale _x16 1x60',
      },
      moments: [
        { at: '19m', fires: [] },
        { at: '80m', fires: [] },
      ],
    },
    {
      name: 'a node of another pool that does not come back',
      alert,
      series: { [labels('other', 'true')]: '1x60' },
      moments: [{ at: '60m', fires: [] }],
    },
  ];
}

function cordonCases(origin: RebootOrigin): readonly AlertCase[] {
  const alert = 'NodeCordonedWithoutLock';
  const node = runsOn(origin.pool, '1x90');
  const page = firing(origin, 'page');
  return [
    {
      name: 'a node that comes back after its lock is void',
      alert,
      series: { ...node, [unschedulable()]: '0x4 1x90', [labels(origin.pool, 'true')]: '_x4 1x90' },
      moments: [
        { at: '27m', fires: [] },
        { at: '28m', fires: [page] },
      ],
    },
    {
      name: 'such a node while kube-state-metrics moves to another pod',
      alert,
      series: {
        ...node,
        [unschedulable('ksm-a')]: '1x10 stale',
        [unschedulable('ksm-b')]: '_x15 1x60',
        [labels(origin.pool, 'true')]: '1x10 stale _x4 1x60',
      },
      moments: [{ at: '23m', fires: [page] }],
    },
    {
      name: 'such a node where nobody knows its labels',
      alert,
      series: { ...node, [unschedulable()]: '1x90' },
      moments: [{ at: '23m', fires: [page] }],
    },
    {
      name: 'a reboot that ends in time',
      alert,
      series: {
        ...node,
        [unschedulable()]: '0x4 1x16 0x60',
        [labels(origin.pool, 'true')]: '_x4 1x16 stale',
        [labels(origin.pool, 'false')]: '_x20 1x60',
      },
      moments: [{ at: '60m', fires: [] }],
    },
    {
      name: 'a node that somebody cordons by hand, before its first reboot',
      alert,
      series: { ...node, [unschedulable()]: '1x90', [labels(origin.pool)]: '1x90' },
      moments: [{ at: '90m', fires: [] }],
    },
    {
      name: 'a node that somebody cordons by hand, long after one',
      alert,
      series: { ...node, [unschedulable()]: '1x90', [labels(origin.pool, 'false')]: '1x90' },
      moments: [{ at: '90m', fires: [] }],
    },
    {
      name: 'a node of a pool without coordinator',
      alert,
      series: { [unschedulable()]: '1x90', [labels('other', 'true')]: '1x90' },
      moments: [{ at: '90m', fires: [] }],
    },
  ];
}
