import { kinds, type Members, members } from '../../fields/compound-fields';
import { optional, type Resolved, withDefault } from '../../fields/field';
import { oneOf, text, whole } from '../../fields/leaf-fields';
import { refused } from '../../fields/state-effect';
import { containerPort } from '../container/container-fields';
import type { HaproxyInput, HostPortsInput, NginxInput, ProxyBaseInput, ProxyInput } from './traffic-daemon-input';

/** Fields of the ports of a traffic daemon. */
export const hostPortsFields = members<HostPortsInput>()({
  http: refused(containerPort),
  health: refused(containerPort),
  metrics: withDefault(containerPort, 8404),
});

/** Ports of a traffic daemon with every default filled in. */
export type HostPorts = Resolved<typeof hostPortsFields>;

/**
 * Most connections of clients that a proxy may be told to take: HAProxy needs two descriptors for each and some beside them, and does not start
 * where the container's hard limit, 1 048 576, is lower.
 */
export const MOST_CONNECTIONS = 500_000;

const base = {
  cpu: withDefault(text, '1'),
  memory: optional(text),
  maxConnections: optional(whole({ min: 100, max: MOST_CONNECTIONS })),
} satisfies Members<ProxyBaseInput>;

/** Fields of the proxy of a traffic daemon. */
export const proxyFields = kinds<ProxyInput>()({
  haproxy: members<HaproxyInput>()({ kind: oneOf('haproxy'), image: optional(text), ...base }),
  nginx: members<NginxInput>()({ kind: oneOf('nginx'), image: optional(text), ...base }),
});

/** The proxy of a traffic daemon as its fields alone resolve it. */
export type ProxyMembers = Resolved<typeof proxyFields>;
