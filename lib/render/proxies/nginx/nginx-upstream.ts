import { refuse } from '../../../values/refuse';
import { bareWord } from '../config-text';
import type { RoutedBackend } from '../routed-backend';
import { nginxBlock } from './nginx-text';

/** Idle connections to pods that a worker keeps for each backend. */
const IDLE_CONNECTIONS = 64;

/** Seconds for which an idle connection to a pod is kept; services keep theirs for longer, so that no request meets a connection that ends. */
const IDLE_SECONDS = 5;

/**
 * The pods of a service as nginx takes them from DNS. A hash of nginx knows them by the one name that all of them share, and sends equal keys
 * around; the rules of hosts refuse a key, and so does the renderer.
 */
export function renderNginxUpstream({ name, address, port, settings }: RoutedBackend): string {
  const upstream = bareWord('name', name);
  if (settings.shardBy !== undefined)
    refuse(
      'shardBy',
      'be left out where the proxy is nginx',
      settings.shardBy.kind,
      "use a proxy of the kind 'haproxy'",
    );
  return nginxBlock(`upstream ${upstream}`, [
    `zone ${upstream} 512k;`,
    'least_conn;',
    `server ${bareWord('address', address)}:${port} resolve max_fails=3 fail_timeout=5s;`,
    `keepalive ${IDLE_CONNECTIONS};`,
    `keepalive_timeout ${IDLE_SECONDS}s;`,
  ]);
}
