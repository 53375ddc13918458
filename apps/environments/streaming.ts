import type { GoogleEnvironmentInput } from 'keelson';
import { SAMPLE, SAMPLE_HEALTH } from './sample-container';

/** Channels, each under a name and a certificate of its own: their owners ask for that. */
const CHANNELS = [
  'animation',
  'classics',
  'comedy',
  'documentary',
  'drama',
  'films',
  'food',
  'history',
  'kids',
  'live',
  'local',
  'music',
  'nature',
  'news',
  'science',
  'series',
  'sports',
  'travel',
];

const ZONE = 'stream.example.com';

/**
 * A video-delivery platform on GKE: a million websockets and a fourfold evening peak.
 * One balancer ends the TLS of all hosts and sends requests to the proxies on the nodes of the edge pool, which pass them to pods. No
 * traffic comes to a node before its connection tracking holds the evening's peak.
 */
const streaming: GoogleEnvironmentInput = {
  name: 'streaming',
  cloud: 'google',
  tier: 'production',
  projectId: 'example-streaming',
  state: { kind: 'gcs', bucket: 'example-streaming-terraform-state' },
  tags: { 'cost-center': 'video-delivery' },
  ingress: [
    {
      name: 'public',
      scheme: 'public',
      balancer: { kind: 'gclb', ipv6: true },
      zone: ZONE,
      dns: { kind: 'cloud-dns', managedZone: 'stream-example-com' },
      certificates: ['chat', 'session', ...CHANNELS].map((name) => ({
        name,
        hosts: [`${name}.${ZONE}`],
        from: { kind: 'managed' },
      })),
      backends: [{ cluster: 'main', workload: 'edge/edge-proxy' }],
    },
  ],
  clusters: [
    {
      name: 'main',
      region: 'europe-west4',
      kubernetesVersion: '1.34',
      datapath: 'dataplane-v2',
      network: {
        nodeCidr: '10.40.0.0/20',
        podCidr: '10.44.0.0/14',
        serviceCidr: '10.41.0.0/20',
        controlPlaneCidr: '10.42.0.0/28',
        zones: ['europe-west4-a', 'europe-west4-b', 'europe-west4-c'],
        natMinPortsPerVm: 2048,
        flowLogs: true,
      },
      privateAccess: { kind: 'dns-endpoint' },
      controlPlane: {
        releaseChannel: 'REGULAR',
        securityGroup: 'gke-security-groups@example.com',
        // A broadcast over a weekend keeps nodes as they are; the night's shows end before the window. GKE holds nothing back for
        // longer than it supports 1.34.
        maintenance: {
          window: {
            days: ['monday', 'tuesday', 'wednesday', 'thursday'],
            start: '05:00',
            end: '12:00',
            timeZone: 'Europe/Amsterdam',
            blackouts: [{ from: '2026-11-27', to: '2026-11-29' }],
          },
          firstDay: '2026-01-05',
        },
      },
      // Nothing here runs a Prometheus of its own: rules and the logs of pods are Google's to read.
      monitoring: { stack: { kind: 'google-managed' } },
      // The team of observability installs Google's Stackdriver adapter, which serves the sockets of each pod.
      controllers: { metricsAdapter: 'existing' },
      pools: [
        {
          name: 'system',
          purpose: 'system',
          size: { scope: 'per-zone', min: 1, max: 2 },
          machine: { type: 'n2-standard-4' },
          reboots: { kind: 'replace' },
          google: { image: { family: 'cos' }, disk: { sizeGib: 100 } },
        },
        {
          name: 'core',
          purpose: 'workloads',
          size: { scope: 'per-zone', min: 2, max: 40 },
          machine: { type: 'n2-standard-16' },
          taints: [{ key: 'dedicated', value: 'core', effect: 'NoSchedule' }],
          scaling: { kind: 'cluster-autoscaler', locationPolicy: 'balanced' },
          reboots: { kind: 'replace' },
          google: { image: { family: 'cos' }, disk: { sizeGib: 200, type: 'pd-ssd' }, upgrade: { maxSurge: 2 } },
        },
        {
          name: 'edge',
          purpose: 'traffic',
          size: { scope: 'per-zone', min: 3, max: 60 },
          machine: { type: 'n2-highcpu-16' },
          labels: { 'node.kubernetes.io/exclude-from-external-load-balancers': 'true' },
          taints: [{ key: 'dedicated', value: 'edge', effect: 'NoSchedule' }],
          startupTaint: { removedBy: 'node-tuner' },
          maxPods: 32,
          load: {
            connections: 1_100_000,
            newConnectionsPerSecond: 5_000,
            requestsPerSecond: 40_000,
            backends: 60,
            perNode: { requestsPerSecond: 1_800, connections: 32_000 },
            day: { peakToTrough: 4, peakAt: '20:30', timeZone: 'Europe/Amsterdam' },
          },
          kernel: { profiles: ['many-connections', 'reverse-proxy'] },
          // The proxies are daemons, for which the cluster autoscaler would add no node. Idle sockets cost no CPU, so that the evening
          // has a minimum of its own until the proxies write their number.
          scaling: {
            kind: 'instance-group',
            unsupportedBecause: 'one loop for a fourfold evening',
            signals: [{ kind: 'cpu', percent: 60 }],
            predictive: true,
            readySeconds: 180,
            schedules: [
              {
                name: 'evening',
                window: { days: 'every-day', start: '18:00', end: '23:30', timeZone: 'Europe/Amsterdam' },
                min: 20,
              },
            ],
            scaleIn: { percent: 10, withinSeconds: 600 },
          },
          reboots: { kind: 'replace' },
          google: {
            image: { family: 'cos' },
            disk: { sizeGib: 100 },
            layout: 'zonal',
            networkTags: ['edge-traffic'],
            // With one node at a time the autoscaler would stay off for more than a window.
            upgrade: { maxSurge: 5 },
          },
        },
      ],
      teams: [
        {
          name: 'chat',
          // A rollout at the evening's peak: 60 pods, 15 that it adds, and 60 that end, of 2 CPU each.
          quota: { cpu: '280', memory: '560Gi', pods: 800 },
          groups: [{ name: 'chat-developers@example.com', role: 'edit' }],
          allowFrom: ['delivery'],
        },
        {
          name: 'delivery',
          quota: { cpu: '200', memory: '400Gi', pods: 600 },
          groups: [
            { name: 'delivery-developers@example.com', role: 'edit' },
            { name: 'chat-developers@example.com', role: 'view' },
          ],
        },
      ],
      workloads: [
        {
          name: 'edge-proxy',
          namespace: 'edge',
          kind: 'traffic-daemon',
          pools: ['edge'],
          maxUnavailable: 3,
          proxy: { kind: 'haproxy', cpu: '8', memory: '6Gi' },
          hostPorts: { http: 8080, health: 8081 },
          // Sockets of viewers get five minutes to move to another node.
          shutdown: { drainSeconds: 300 },
        },
        {
          name: 'chat-gateway',
          namespace: 'chat',
          kind: 'deployment',
          pools: ['core'],
          replicas: { min: 12, max: 60, target: { kind: 'pods', metric: 'open_sockets', average: '20000' } },
          maxUnavailable: 2,
          container: { ...SAMPLE, protocol: 'websocket', cpu: '2', memory: '2Gi' },
          health: SAMPLE_HEALTH,
          shutdown: { drainSeconds: 120, connectionMaxAgeSeconds: 3600 },
          metrics: { path: '/metrics' },
          // Everybody in a room is on one pod.
          hosts: [{ host: `chat.${ZONE}`, ingress: 'public', shardBy: { kind: 'query', name: 'room' } }],
        },
        {
          name: 'playlist',
          namespace: 'delivery',
          kind: 'deployment',
          pools: ['core'],
          replicas: 9,
          maxUnavailable: 2,
          container: { ...SAMPLE, cpu: '2', memory: '1Gi' },
          health: SAMPLE_HEALTH,
          // A playlist is made once and kept by the pod that its path leads to.
          hosts: CHANNELS.map((name) => ({ host: `${name}.${ZONE}`, ingress: 'public', shardBy: { kind: 'uri' } })),
        },
        {
          name: 'session',
          namespace: 'delivery',
          kind: 'deployment',
          pools: ['core'],
          replicas: 6,
          // Players keep a socket for their place in the film; when a pod stops, they all come back within a minute.
          container: { ...SAMPLE, protocol: 'websocket', cpu: '1', memory: '1Gi' },
          health: SAMPLE_HEALTH,
          shutdown: { drainSeconds: 60, connectionMaxAgeSeconds: 1800 },
          hosts: [{ host: `session.${ZONE}`, ingress: 'public' }],
        },
      ],
    },
  ],
};

export default streaming;
