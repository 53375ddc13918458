import { SHIPPED_IMAGES } from '../../../../lib/specs/shipped-images';
import { isAtLeast, OLDEST_PROXIES, versionOfTag } from '../../../../lib/specs/workload/traffic/proxy-versions';
import type { ProxyInput } from '../../../../lib/specs/workload/traffic/traffic-daemon-input';
import { ImageReference } from '../../../../lib/values/image-reference';
import { googlePool } from '../../../fixtures/google-environment';
import { hostedService, trafficDaemon, trafficPool } from '../../../fixtures/ingress-environment';
import { judgeCluster, judgeDaemon } from '../../ingress/judge-ingress';

const DAEMON = "cluster 'main' > workload 'edge-proxy': ";
const DIGEST = `sha256:${'a'.repeat(64)}`;
/** Versions that messages name: those of the shipped images. */
const [HAPROXY, NGINX] = [SHIPPED_IMAGES.haproxy, SHIPPED_IMAGES.nginx].map(({ image }) => image.split(':')[1]);

const haproxy = (image: string): ProxyInput => ({ kind: 'haproxy', image });
const nginx = (image: string): ProxyInput => ({ kind: 'nginx', image });

test.each<ProxyInput>([
  haproxy('registry.example.com/edge/haproxy:3.2.1'),
  haproxy('haproxy:3.2'),
  haproxy('haproxy:3.4.0-alpine'),
  haproxy(`haproxy@${DIGEST}`),
  haproxy(`haproxy:3.2.26@${DIGEST}`),
  nginx('nginx:1.27.4'),
  nginx('nginx:v1.30.6-perl'),
  { kind: 'haproxy', cpu: '10m', memory: '729Mi' },
  { kind: 'nginx', memory: '68Mi', maxConnections: 100 },
])('accepts %j', (proxy) => {
  expect(judgeDaemon({ proxy })).toEqual([]);
});

test.each<[ProxyInput, string]>([
  [
    haproxy('haproxy'),
    "'proxy.image' must name a version, got 'haproxy'; add the tag of a version, or a digest; a moving tag could change the proxy under the traffic of its node",
  ],
  [
    haproxy('haproxy:latest'),
    "'proxy.image' must name a version, got 'haproxy:latest'; add the tag of a version, or a digest; a moving tag could change the proxy under the traffic of its node",
  ],
  [
    haproxy('haproxy:lts'),
    `'proxy.image' must have a tag that begins with the version of HAProxy, got 'haproxy:lts'; use ${HAPROXY}, or leave it out`,
  ],
  [
    haproxy('haproxy:2.6.12'),
    `'proxy.image' must be HAProxy 3.2 or later: older ones do not know 'hash-key', by which all proxies agree on the pod of a key, got 'haproxy:2.6.12'; use ${HAPROXY}, or leave it out`,
  ],
  [
    haproxy('haproxy:3.1.99'),
    `'proxy.image' must be HAProxy 3.2 or later: older ones do not know 'hash-key', by which all proxies agree on the pod of a key, got 'haproxy:3.1.99'; use ${HAPROXY}, or leave it out`,
  ],
  [
    haproxy('ha proxy'),
    "'proxy.image' must be an image reference, got 'ha proxy'; write it as 'registry.example.com/team/app:1.4.2'",
  ],
  [
    nginx('nginx:1.22.1'),
    `'proxy.image' must be nginx 1.27.4 or later: older ones do not know 'keepalive_min_timeout', and close connections of clients when they reload, got 'nginx:1.22.1'; use ${NGINX}, or leave it out`,
  ],
  [
    nginx('nginx:1.27'),
    `'proxy.image' must be nginx 1.27.4 or later: older ones do not know 'keepalive_min_timeout', and close connections of clients when they reload, got 'nginx:1.27'; use ${NGINX}, or leave it out`,
  ],
  [
    nginx('nginx:1.27.3'),
    `'proxy.image' must be nginx 1.27.4 or later: older ones do not know 'keepalive_min_timeout', and close connections of clients when they reload, got 'nginx:1.27.3'; use ${NGINX}, or leave it out`,
  ],
  [{ kind: 'haproxy', cpu: '65' }, "'proxy.cpu' must be 10m to 64, got '65'; lower it"],
  [
    { kind: 'haproxy', memory: '728Mi' },
    "'proxy.memory' must be at least 729Mi: 64Mi and 34Ki for each of 20000 connections, got '728Mi'; raise it, or lower 'proxy.maxConnections'",
  ],
  [{ kind: 'haproxy', memory: '16Mi' }, "'proxy.memory' must be 32Mi to 256Gi, got '16Mi'; raise it"],
  [
    { kind: 'haproxy', memory: 'much' },
    "'proxy.memory' must be a Kubernetes quantity, got 'much'; write cores as '500m' or '2', bytes as '256Mi' or '16Gi'",
  ],
])('refuses %j', (proxy, message) => {
  expect(judgeDaemon({ proxy })).toEqual([`${DAEMON}${message}`]);
});

test('a proxy takes the connections that a node is sized for', () => {
  const load = {
    connections: 20_000,
    requestsPerSecond: 200,
    backends: 4,
    perNode: { requestsPerSecond: 100, connections: 10_000 },
  };
  const judge = (maxConnections: number): readonly string[] => {
    const pools = [googlePool(), trafficPool({ load })];
    const daemon = trafficDaemon({ proxy: { kind: 'haproxy', maxConnections } });
    return judgeCluster({ pools, workloads: [daemon, hostedService()] });
  };
  expect(judge(10_000)).toEqual([]);
  expect(judge(9_999)).toEqual([
    "cluster 'main' > workload 'edge-proxy': 'proxy.maxConnections' must be at least 10000, the connections of a node that 'load.perNode' of pool 'edge' states, got 9999; leave it out for twice that number, or lower the load of a node",
  ]);
});

test('the shipped images are new enough', () => {
  for (const kind of ['haproxy', 'nginx'] as const) {
    const version = versionOfTag(ImageReference.parse(SHIPPED_IMAGES[kind].image).tag ?? '');
    expect(version !== undefined && isAtLeast(version, OLDEST_PROXIES[kind].version)).toBe(true);
  }
});

test.each([
  ['3.2.26', [3, 2, 26]],
  ['v1.30', [1, 30, 0]],
  ['3.2.1-alpine3.20', [3, 2, 1]],
  ['lts', undefined],
  ['3', undefined],
  ['3.2.1.4', undefined],
  ['20261101', undefined],
])('reads %s', (tag, version) => {
  expect(versionOfTag(tag)).toEqual(version);
});
