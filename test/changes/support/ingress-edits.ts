import type { EnvironmentInput } from '../../../lib/specs/environment/environment-input';
import { type Change, type EditTable, only, together } from './edits';
import type { Holder } from './locate';
import { inWorkload } from './service-edits';

const HOST = 'clusters[].workloads[].hosts[]';
const PROXY = 'clusters[].workloads[].proxy';
const INGRESS = 'ingress[]';
const GCLB = `${INGRESS}.balancer(gclb)`;

/** Changes the ingress of a name, whichever object holds the property. */
function inIngress(name: string, change: (ingress: Holder, environment: EnvironmentInput) => void): Change {
  return (_, environment) => {
    const all = environment.cloud === 'google' ? (environment.ingress ?? []) : [];
    const ingress = all.find((each) => each.name === name);
    if (ingress === undefined) throw new Error(`no ingress '${name}'`);
    change(ingress as unknown as Holder, environment);
  };
}

/** Renames an ingress, which hosts call by its name. */
const renamed: Change = inIngress('public', (ingress, { clusters }) => {
  ingress['name'] = 'front';
  const hosts = clusters.flatMap(({ workloads }) => workloads.flatMap((each) => each.hosts ?? []));
  for (const host of hosts) if (host.ingress === 'public') Object.assign(host, { ingress: 'front' });
});

/** Edits of ingresses, hosts and traffic daemons, where the facts of a field alone give no value that the rules accept. */
export const INGRESS_EDITS: EditTable = {
  [`${HOST}.host`]: 'new.shop.example.com',
  [`${HOST}.paths`]: ['/', '/v2'],
  [`${HOST}.protocol`]: together({ protocol: 'http1', timeouts: { responseSeconds: 40 } }),
  [`${HOST}.shardBy.kind`]: only({ kind: 'uri' }),
  [`${HOST}.shardBy(header).name`]: 'x-other',
  [`${HOST}.shardBy(cookie).name`]: 'other',
  [`${HOST}.shardBy(query).name`]: 'other',
  [`${HOST}.shardBy(capture).pattern`]: '^/hall/([0-9]+)',
  [`${HOST}.responseHeaders`]: { 'x-frame-options': 'DENY' },
  [`${PROXY}.kind`]: inWorkload('edge-header', (daemon) => Object.assign(daemon, { proxy: { kind: 'haproxy' } })),
  [`${PROXY}(haproxy).image`]: 'docker.io/library/haproxy:3.2.27',
  [`${PROXY}(haproxy).cpu`]: '3',
  [`${PROXY}(haproxy).memory`]: '3Gi',
  [`${PROXY}(nginx).image`]: 'docker.io/nginxinc/nginx-unprivileged:1.30.7',
  [`${PROXY}(nginx).cpu`]: '3',
  [`${PROXY}(nginx).memory`]: '3Gi',
  'clusters[].workloads[].hostPorts.http': 8090,
  'clusters[].workloads[].hostPorts.health': 8091,
  [`${INGRESS}.name`]: renamed,
  [`${INGRESS}.zone`]: 'example.com',
  [`${INGRESS}.certificates[].name`]: 'renewed',
  [`${INGRESS}.certificates[].hosts`]: ['shop.example.com', '*.shop.example.com', 'uri.shop.example.com'],
  [`${INGRESS}.certificates[].from.kind`]: only({
    kind: 'existing',
    id: 'projects/example-streaming/locations/global/certificates/shop',
  }),
  [`${INGRESS}.certificates[].from(existing).id`]: 'projects/example-streaming/locations/global/certificates/other',
  [`${GCLB}.minTls`]: together({ minTls: '1.1', ciphers: 'modern' }),
  [`${GCLB}.certificateStore`]: inIngress('header', ({ balancer }) =>
    Object.assign(balancer as Holder, { certificateStore: 'migrating' }),
  ),
  [`${GCLB}.affinity(header).name`]: 'x-other',
  [`${GCLB}.affinity(http-cookie).name`]: 'other',
  [`${GCLB}.securityPolicy`]: 'other-rules',
  [`${INGRESS}.health.unhealthyAfter`]: 1,
  [`${INGRESS}.dns.kind`]: only({ kind: 'elsewhere' }),
  [`${INGRESS}.dns(cloud-dns).managedZone`]: 'example-net',
};
