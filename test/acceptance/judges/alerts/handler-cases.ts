import type { AlertCase, AlertOrigin, FiringAlert } from './alert-case';

const JOB = 'job="termination-handler"';
const DEPLOYMENT = 'namespace="keelson-system",deployment="termination-handler"';

/** Pods of the handler that are available, as kube-state-metrics tells them. */
const AVAILABLE = `kube_deployment_status_replicas_available{${DEPLOYMENT}}`;

/** Whether a node is closed. */
function closed(node: string, instance = 'ksm-a'): string {
  return `kube_node_spec_unschedulable{node="${node}",instance="${instance}"}`;
}

/** Labels of a node; without a pool as a kube-state-metrics without its allow-list tells them. */
function labels(node: string, pool?: string): string {
  return `kube_node_labels{node="${node}"${pool === undefined ? '' : `,label_keelson_dev_pool="${pool}"`}}`;
}

/** Number of times that a step of the handler failed or succeeded. */
function steps(action: string, status: string, pod = 'a'): string {
  return `actions_total{${JOB},pod="${pod}",node_action="${action}",node_status="${status}"}`;
}

/** Number of failed attempts to read events. */
function errors(pod = 'a'): string {
  return `events_error_total{${JOB},pod="${pod}"}`;
}

/** A handler without events, and a node that stays, for some minutes. */
export function quietHandler(minutes = 100): AlertCase['series'] {
  return {
    [AVAILABLE]: `2x${minutes}`,
    [errors()]: `0x${minutes}`,
    [closed('stays')]: `0x${minutes}`,
    [labels('stays', 'system')]: `1x${minutes}`,
  };
}

function firing(origin: AlertOrigin, severity: string, more: Readonly<Record<string, string>> = {}): FiringAlert {
  return { labels: { ...origin, severity, ...more } };
}

/** Sequences of events of a termination handler whose pools are `system` and `general`. */
export function handlerCases(origin: AlertOrigin): readonly AlertCase[] {
  return [
    ...goneCases(origin),
    ...labelCases(origin),
    ...drainCases(origin),
    ...hookCases(origin),
    ...downCases(origin),
    ...unseenCases(origin),
    ...errorCases(origin),
  ];
}

function goneCases(origin: AlertOrigin): readonly AlertCase[] {
  const alert = 'NodeGoneUndrained';
  const gone = firing(origin, 'ticket', { node: 'goes' });
  return [
    {
      name: 'a node that is there, open, and then gone',
      alert,
      series: { ...quietHandler(), [closed('goes')]: '0x20 stale', [labels('goes', 'general')]: '1x20 stale' },
      moments: [
        { at: '25m', fires: [] },
        { at: '26m', fires: [gone] },
        { at: '48m', fires: [gone] },
        { at: '60m', fires: [] },
      ],
    },
    {
      name: 'a node that was closed, drained, and then gone',
      alert,
      series: { ...quietHandler(), [closed('goes')]: '0x20 1x1 stale', [labels('goes', 'general')]: '1x22 stale' },
      moments: [
        { at: '28m', fires: [] },
        { at: '40m', fires: [] },
      ],
    },
    {
      name: 'a node of a managed node group, which EKS drains in its own way',
      alert,
      series: { ...quietHandler(), [closed('goes')]: '0x20 stale', [labels('goes', 'managed')]: '1x20 stale' },
      moments: [{ at: '40m', fires: [] }],
    },
    {
      name: 'a node that stays while kube-state-metrics moves to another pod',
      alert,
      series: {
        ...quietHandler(),
        [closed('stays')]: '0x20 stale',
        [labels('stays', 'system')]: '1x20 stale _x9 1x60',
        [closed('stays', 'ksm-b')]: '_x30 0x60',
      },
      moments: [
        { at: '29m', fires: [] },
        { at: '45m', fires: [] },
      ],
    },
  ];
}

function labelCases(origin: AlertOrigin): readonly AlertCase[] {
  const alert = 'NodeLabelsUnseen';
  const unseen = firing(origin, 'ticket', { source: 'kube-state-metrics' });
  return [
    {
      name: 'a kube-state-metrics without its allow-list',
      alert,
      series: { ...quietHandler(), [labels('stays', 'system')]: '_x90', [labels('stays')]: '1x90' },
      moments: [
        { at: '59m', fires: [] },
        { at: '60m', fires: [unseen] },
      ],
    },
    {
      name: 'a kube-state-metrics that is away for half an hour, in which no node is gone',
      alert: 'NodeGoneUndrained',
      series: {
        [closed('stays')]: '0x20 stale _x29 0x60',
        [labels('stays', 'system')]: '1x20 stale _x29 1x60',
      },
      moments: [
        { at: '40m', fires: [] },
        { at: '60m', fires: [] },
      ],
    },
    {
      name: 'a kube-state-metrics that knows the pools of nodes',
      alert,
      series: quietHandler(),
      moments: [{ at: '90m', fires: [] }],
    },
  ];
}

function drainCases(origin: AlertOrigin): readonly AlertCase[] {
  const alert = 'NodeDrainGivenUp';
  const ticket = firing(origin, 'ticket');
  return [
    {
      name: 'the first drain that a handler gives up',
      alert,
      series: { ...quietHandler(), [steps('cordon-and-drain', 'error')]: '_x10 1x90' },
      moments: [
        { at: '9m', fires: [] },
        { at: '12m', fires: [ticket] },
        { at: '38m', fires: [ticket] },
        { at: '60m', fires: [] },
      ],
    },
    {
      name: 'a further one, after a day without',
      alert,
      series: { ...quietHandler(), [steps('cordon-and-drain', 'error')]: '3x90 4x60' },
      moments: [
        { at: '90m', fires: [] },
        { at: '93m', fires: [ticket] },
      ],
    },
    {
      name: 'drains that end, and a program of another job',
      alert,
      series: {
        ...quietHandler(),
        [steps('cordon-and-drain', 'success')]: '0+1x60',
        'actions_total{job="other",node_action="cordon-and-drain",node_status="error"}': '0+1x60',
      },
      moments: [{ at: '45m', fires: [] }],
    },
  ];
}

function hookCases(origin: AlertOrigin): readonly AlertCase[] {
  const alert = 'TerminateHookNotCompleted';
  return [
    {
      name: 'a handler that may not complete a hook',
      alert,
      series: { ...quietHandler(), [steps('post-drain', 'error')]: '_x10 1x90' },
      moments: [
        { at: '14m', fires: [] },
        { at: '17m', fires: [firing(origin, 'ticket')] },
        { at: '60m', fires: [] },
      ],
    },
    {
      name: 'two pods that drain one node, of which the second finds the hook completed',
      alert,
      series: {
        ...quietHandler(),
        [steps('post-drain', 'success', 'a')]: '_x10 1x90',
        [steps('post-drain', 'error', 'b')]: '_x10 1x90',
      },
      moments: [
        { at: '17m', fires: [] },
        { at: '38m', fires: [] },
      ],
    },
  ];
}

function downCases(origin: AlertOrigin): readonly AlertCase[] {
  const alert = 'TerminationHandlerDown';
  return [
    {
      name: 'a handler without a pod that stays',
      alert,
      series: { ...quietHandler(), [AVAILABLE]: '2x10 0x60' },
      moments: [
        { at: '15m', fires: [] },
        { at: '16m', fires: [firing(origin, 'page')] },
      ],
    },
    {
      name: 'a handler with one pod, and one that is away for two minutes',
      alert,
      series: { ...quietHandler(), [AVAILABLE]: '1x10 0x2 1x60' },
      moments: [{ at: '30m', fires: [] }],
    },
  ];
}

function unseenCases(origin: AlertOrigin): readonly AlertCase[] {
  const alert = 'TerminationHandlerUnseen';
  const unseen = (source: string, more: Readonly<Record<string, string>>) =>
    firing(origin, 'ticket', { source, ...more });
  const handler = unseen('termination-handler', { job: 'termination-handler' });
  const deployment = { namespace: 'keelson-system', deployment: 'termination-handler' };
  return [
    {
      name: 'a Prometheus that scrapes nothing of the handler',
      alert,
      series: { up: '1x60' },
      moments: [
        { at: '14m', fires: [] },
        { at: '15m', fires: [unseen('kube-state-metrics', deployment), handler] },
      ],
    },
    {
      name: 'pods that run and are not scraped',
      alert,
      series: { [AVAILABLE]: '2x60' },
      moments: [{ at: '15m', fires: [handler] }],
    },
    {
      name: 'a handler that has had no event yet',
      alert,
      series: quietHandler(),
      moments: [{ at: '90m', fires: [] }],
    },
  ];
}

function errorCases(origin: AlertOrigin): readonly AlertCase[] {
  const alert = 'TerminationHandlerErrors';
  return [
    {
      name: 'a queue that cannot be read now and then',
      alert,
      series: { ...quietHandler(), [errors()]: '0x5 0+1x90' },
      moments: [
        { at: '20m', fires: [] },
        { at: '24m', fires: [firing(origin, 'ticket')] },
      ],
    },
    {
      name: 'one throttled request',
      alert,
      series: { ...quietHandler(), [errors()]: '0x5 1x90' },
      moments: [
        { at: '10m', fires: [] },
        { at: '45m', fires: [] },
      ],
    },
  ];
}
