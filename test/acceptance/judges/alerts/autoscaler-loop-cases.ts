import type { AlertCase, AlertOrigin } from './alert-case';
import { available, errors, firing, lastPass, safe } from './autoscaler-series';

/** Sequences of events of the autoscaler's loop: whether it runs, is seen, and succeeds. */
export function autoscalerLoopCases(origin: AlertOrigin): readonly AlertCase[] {
  return [
    ...downCases(origin),
    ...unseenCases(origin),
    ...stalledCases(origin),
    ...errorCases(origin),
    ...unsafeCases(origin),
  ];
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
