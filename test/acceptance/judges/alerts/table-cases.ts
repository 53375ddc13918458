import type { AlertCase, AlertOrigin } from './alert-case';

const NODE = { instance: '10.0.0.1:9100', node: 'edge-a' };
const EXPORTED = 'instance="10.0.0.1:9100",node="edge-a"';
const ENTRIES = `node_nf_conntrack_entries{${EXPORTED}}`;
const LIMIT = `node_nf_conntrack_entries_limit{${EXPORTED}}`;

/** Sequences of events of the connection-tracking table. */
export function tableCases(origin: AlertOrigin): readonly AlertCase[] {
  const near = (severity: string, percentage: string) => ({ labels: { ...origin, ...NODE, severity }, percentage });
  const alert = 'ConntrackNearFull';
  return [
    {
      name: 'a table that is filled to four fifths',
      alert,
      series: { [ENTRIES]: '838861x20', [LIMIT]: '1048576x20' },
      moments: [
        { at: '4m', fires: [] },
        { at: '5m', fires: [near('ticket', '80%')] },
      ],
    },
    {
      name: "a table that kube-proxy made smaller than the profile's",
      alert,
      series: { [ENTRIES]: '124518x20', [LIMIT]: '1048576x4 131072x20' },
      moments: [
        { at: '5m', fires: [] },
        { at: '6m', fires: [near('page', '95%')] },
        { at: '10m', fires: [near('page', '95%'), near('ticket', '95%')] },
      ],
    },
    {
      name: 'a table at three quarters, and one that is full for three minutes',
      alert,
      series: {
        [ENTRIES]: '786432x20',
        [LIMIT]: '1048576x20',
        'node_nf_conntrack_entries{instance="10.0.0.2:9100"}': '100x3 800x3 100x20',
        'node_nf_conntrack_entries_limit{instance="10.0.0.2:9100"}': '1000x30',
      },
      moments: [
        { at: '7m', fires: [] },
        { at: '20m', fires: [] },
      ],
    },
  ];
}

/** Sequences of events of the table that EC2 keeps for security groups. */
export function allowanceCases(origin: AlertOrigin): readonly AlertCase[] {
  const exceeded = (severity: string) => ({ labels: { ...origin, ...NODE, severity } });
  const counter = (device: string) => `node_ethtool_conntrack_allowance_exceeded{${EXPORTED},device="${device}"}`;
  const alert = 'ConntrackAllowanceExceeded';
  return [
    {
      name: 'packets dropped again and again, on the second device',
      alert,
      series: { [counter('ens5')]: '0x40', [counter('ens6')]: '0x4 0+20x40' },
      moments: [
        { at: '4m', fires: [] },
        { at: '8m', fires: [exceeded('ticket')] },
        { at: '20m', fires: [exceeded('page'), exceeded('ticket')] },
      ],
    },
    {
      name: 'one burst that was dropped',
      alert,
      series: { [counter('ens5')]: '0x4 900x60' },
      moments: [
        { at: '16m', fires: [exceeded('ticket')] },
        { at: '40m', fires: [] },
      ],
    },
    {
      name: 'an old burst before a restart of the node',
      alert,
      series: { [counter('ens5')]: '900x20 0x40' },
      moments: [
        { at: '10m', fires: [] },
        { at: '40m', fires: [] },
      ],
    },
  ];
}

/** Sequences of events in which series for the alerts are missing. */
export function unseenCases(origin: AlertOrigin): readonly AlertCase[] {
  const desired = (pool: string) =>
    `kube_daemonset_status_desired_number_scheduled{namespace="keelson-system",daemonset="node-tuner-${pool}"}`;
  const ready = (count: number) => {
    return Object.fromEntries(
      Array.from({ length: count }, (_, index) => [
        `keelson_node_tuner_ready{instance="10.0.0.${index}:9100"}`,
        '1x60',
      ]),
    );
  };
  const unseen = (source: string) => ({ ...origin, severity: 'ticket', source });
  const silent = { labels: { ...unseen('kube-state-metrics'), namespace: 'keelson-system' } };
  const alert = 'NodeTunerUnseen';
  return [
    {
      name: 'kube-state-metrics that is not scraped',
      alert,
      series: { up: '1x60' },
      moments: [
        { at: '14m', fires: [] },
        { at: '15m', fires: [silent] },
        { at: '40m', fires: [silent] },
      ],
    },
    {
      name: 'two nodes of ten without a textfile',
      alert,
      series: { [desired('edge')]: '6x60', [desired('chat')]: '4x60', ...ready(8) },
      moments: [
        { at: '29m', fires: [] },
        { at: '30m', fires: [{ labels: unseen('node-exporter'), percentage: '20%' }] },
      ],
    },
    {
      name: 'no node with a textfile',
      alert,
      series: { [desired('edge')]: '6x60' },
      moments: [{ at: '30m', fires: [{ labels: unseen('node-exporter'), percentage: '100%' }] }],
    },
    {
      name: 'one node of ten that has just come, and a pool without nodes',
      alert,
      series: { [desired('edge')]: '10x60', [desired('chat')]: '0x60', ...ready(9) },
      moments: [{ at: '60m', fires: [] }],
    },
  ];
}
