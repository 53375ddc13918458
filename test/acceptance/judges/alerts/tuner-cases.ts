import type { AlertCase, AlertOrigin, FiringAlert } from './alert-case';

const NODE = { instance: '10.0.0.1:9100', node: 'edge-a' };
const DAEMON = 'namespace="keelson-system",daemonset="node-tuner-edge"';
const EXPORTED = 'instance="10.0.0.1:9100",node="edge-a"';

/** Sequences of events of one startup taint. */
export function taintCases(origin: AlertOrigin, key: string): readonly AlertCase[] {
  const stuck: FiringAlert = { labels: { ...origin, severity: 'page', taint: key, node: 'edge-a' } };
  const taint = (pod: string, taintKey = key) =>
    `kube_node_spec_taint{node="edge-a",key="${taintKey}",value="",effect="NoSchedule",instance="${pod}"}`;
  const alert = 'NodeTunerStuck';
  return [
    {
      name: 'a node that stays closed',
      alert,
      series: { [taint('ksm-a')]: '1x30' },
      moments: [
        { at: '9m', fires: [] },
        { at: '10m', fires: [stuck] },
        { at: '30m', fires: [stuck] },
      ],
    },
    {
      name: 'a node that stays closed while kube-state-metrics moves to another pod',
      alert,
      series: { [taint('ksm-a')]: '1x4 stale', [taint('ksm-b')]: '_x4 1x20' },
      moments: [{ at: '11m', fires: [stuck] }],
    },
    {
      name: 'a node that is opened in time',
      alert,
      series: { [taint('ksm-a')]: '1x8 stale' },
      moments: [{ at: '20m', fires: [] }],
    },
    {
      name: 'a node that is tainted again while it runs',
      alert,
      series: { [taint('ksm-a')]: '1x5 stale _x9 1x30' },
      moments: [
        { at: '25m', fires: [] },
        { at: '27m', fires: [stuck] },
      ],
    },
    {
      name: "a node with somebody else's taint",
      alert,
      series: { [taint('ksm-a', 'node.kubernetes.io/unschedulable')]: '1x30' },
      moments: [{ at: '30m', fires: [] }],
    },
  ];
}

/** Sequences of events of the daemon. */
export function tunerCases(origin: AlertOrigin): readonly AlertCase[] {
  return [
    ...notReadyCases(origin),
    ...waitingCases(origin),
    ...staleCases(origin),
    ...unavailableCases(origin),
    ...driftCases(origin),
  ];
}

function notReadyCases(origin: AlertOrigin): readonly AlertCase[] {
  const ready = `keelson_node_tuner_ready{${EXPORTED},pod="node-exporter-a"}`;
  const alert = 'NodeTunerNotReady';
  return [
    {
      name: 'a tuner that cannot hold a key',
      alert,
      series: { [ready]: '0x30' },
      moments: [
        { at: '9m', fires: [] },
        { at: '10m', fires: [{ labels: { ...origin, ...NODE, severity: 'page' } }] },
      ],
    },
    {
      name: 'a tuner that needs a while, and one that is ready',
      alert,
      series: { [ready]: '0x8 1x30', 'keelson_node_tuner_ready{instance="10.0.0.2:9100"}': '1x40' },
      moments: [{ at: '30m', fires: [] }],
    },
  ];
}

function waitingCases(origin: AlertOrigin): readonly AlertCase[] {
  const ready = `keelson_node_tuner_ready{${EXPORTED},pod="node-exporter-a"}`;
  const waits = `keelson_node_tuner_waits_for_kube_proxy{${EXPORTED},pod="node-exporter-a"}`;
  const fires: readonly FiringAlert[] = [{ labels: { ...origin, ...NODE, severity: 'page' } }];
  return [
    {
      name: 'a node without kube-proxy',
      alert: 'NodeTunerWaitsForKubeProxy',
      series: { [ready]: '0x30', [waits]: '1x30' },
      moments: [
        { at: '9m', fires: [] },
        { at: '10m', fires },
      ],
    },
    {
      name: 'a node without kube-proxy, all of whose keys hold',
      alert: 'NodeTunerNotReady',
      series: { [ready]: '0x30', [waits]: '1x30' },
      moments: [{ at: '30m', fires: [] }],
    },
    {
      name: 'a tuner that cannot hold a key, and does not wait for kube-proxy',
      alert: 'NodeTunerNotReady',
      series: { [ready]: '0x30', [waits]: '0x30' },
      moments: [{ at: '10m', fires }],
    },
    {
      name: 'a kube-proxy that comes late, and one that is there',
      alert: 'NodeTunerWaitsForKubeProxy',
      series: { [waits]: '1x8 0x30', 'keelson_node_tuner_waits_for_kube_proxy{instance="10.0.0.2:9100"}': '0x40' },
      moments: [{ at: '30m', fires: [] }],
    },
  ];
}

function staleCases(origin: AlertOrigin): readonly AlertCase[] {
  const lastPass = `keelson_node_tuner_last_pass_timestamp_seconds{${EXPORTED}}`;
  const alert = 'NodeTunerStale';
  return [
    {
      name: 'a tuner that dies after five minutes and leaves its file',
      alert,
      series: { [lastPass]: '0+60x5 300x30' },
      moments: [
        { at: '15m', fires: [] },
        { at: '16m', fires: [{ labels: { ...origin, ...NODE, severity: 'ticket' } }] },
      ],
    },
    {
      name: 'a tuner that passes every minute',
      alert,
      series: { [lastPass]: '0+60x40' },
      moments: [{ at: '40m', fires: [] }],
    },
    {
      name: 'a node that is gone, with its file',
      alert,
      series: { [lastPass]: '0+60x5 stale' },
      moments: [{ at: '30m', fires: [] }],
    },
  ];
}

function unavailableCases(origin: AlertOrigin): readonly AlertCase[] {
  const unavailable = (labels = DAEMON) => `kube_daemonset_status_number_unavailable{${labels},instance="ksm-a"}`;
  const desired = (labels = DAEMON) => `kube_daemonset_status_desired_number_scheduled{${labels},instance="ksm-a"}`;
  const labels = { ...origin, severity: 'ticket', daemonset: 'node-tuner-edge' };
  const alert = 'NodeTunerUnavailable';
  return [
    {
      name: 'a fifth of the tuners',
      alert,
      series: { [unavailable()]: '2x30', [desired()]: '10x30' },
      moments: [
        { at: '14m', fires: [] },
        { at: '15m', fires: [{ labels, percentage: '20%' }] },
      ],
    },
    {
      name: 'an update that takes a tenth at a time, and one of two that takes ten minutes',
      alert,
      series: {
        [unavailable()]: '1x40',
        [desired()]: '10x40',
        [unavailable('namespace="keelson-system",daemonset="node-tuner-chat"')]: '1x10 0x30',
        [desired('namespace="keelson-system",daemonset="node-tuner-chat"')]: '2x40',
      },
      moments: [{ at: '40m', fires: [] }],
    },
    {
      name: "a pool without nodes, and a team's daemon",
      alert,
      series: {
        [unavailable()]: '0x40',
        [desired()]: '0x40',
        [unavailable('namespace="shop",daemonset="node-tuner-edge"')]: '5x40',
        [desired('namespace="shop",daemonset="node-tuner-edge"')]: '5x40',
      },
      moments: [{ at: '40m', fires: [] }],
    },
  ];
}

function driftCases(origin: AlertOrigin): readonly AlertCase[] {
  const drift = `keelson_node_tuner_drift_total{${EXPORTED}}`;
  const alert = 'NodeTunerDrift';
  return [
    {
      name: 'somebody who writes every five minutes',
      alert,
      series: { [drift]: Array.from({ length: 14 }, (_, index) => `${index}x4`).join(' ') },
      moments: [
        { at: '30m', fires: [] },
        { at: '40m', fires: [{ labels: { ...origin, ...NODE, severity: 'ticket' } }] },
      ],
    },
    {
      name: 'kube-proxy that starts once and writes four values',
      alert,
      series: { [drift]: '0x4 4x60' },
      moments: [
        { at: '10m', fires: [] },
        { at: '45m', fires: [] },
      ],
    },
    {
      name: 'a tuner that starts anew and counts from nothing',
      alert,
      series: { [drift]: '7x20 0x60' },
      moments: [{ at: '60m', fires: [] }],
    },
  ];
}
