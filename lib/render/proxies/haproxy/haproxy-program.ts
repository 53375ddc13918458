import type { DaemonTraffic } from '../../../specs/ingress/ingress-spec';
import { shortHash } from '../../../values/short-hash';
import { block } from '../config-text';
import { leavingCommand } from '../leaving';
import { PROXY_COMMAND, type ProxyProgram } from '../proxy-program';
import { routingTable } from '../routed-backend';
import { renderSupervisor } from '../supervisor-script';
import { renderHaproxyBase, renderHaproxyResolvers } from './haproxy-base';
import { HAPROXY_LUA } from './haproxy-lua';
import { HAPROXY_ROUTES, renderHaproxyRoutes } from './haproxy-routes';

/** Body of the function that writes the resolvers: the name servers of the pod, which are the cluster's. */
const PREPARE = `{
  cat "$program/resolvers.cfg"
  count=0
  while read -r word address _; do
    [ "$word" = nameserver ] || continue
    count=$((count + 1))
    printf '  nameserver dns%s tcp@%s:53\\n' "$count" "$address"
  done </etc/resolv.conf
} >"$run/resolvers.cfg"`;

const FILES = '-f "$program/haproxy.cfg" -f "$run/resolvers.cfg" -f "$1/haproxy.cfg"';

/** The program of HAProxy on the nodes of a traffic daemon. */
export function renderHaproxyProgram({ daemon, routes }: DaemonTraffic): ProxyProgram {
  const files = renderHaproxyRoutes(daemon, routingTable(routes));
  const routesVersion = shortHash(files);
  return {
    routes: { ...files, [HAPROXY_ROUTES]: `${files[HAPROXY_ROUTES]}\n${versionSection(routesVersion)}\n` },
    routesVersion,
    files: {
      'run.sh': renderSupervisor({
        prepare: PREPARE,
        // Warnings count as errors here and not at the start, because a start can warn of its machine, and routes can not mend that.
        check: `haproxy -c -dW ${FILES}`,
        launch: `haproxy -W -db ${FILES}`,
        reload: 'USR2',
        stop: 'USR1',
        drainSeconds: daemon.shutdown.drainSeconds,
      }),
      'haproxy.cfg': renderHaproxyBase(daemon),
      'resolvers.cfg': renderHaproxyResolvers(),
      'haproxy.lua': HAPROXY_LUA,
    },
    command: PROXY_COMMAND,
    preStop: leavingCommand(daemon),
    writable: [],
    metricsPath: '/metrics',
  };
}

/** The metrics have the description as a label, so that they show which routes a proxy uses. */
function versionSection(version: string): string {
  return block('global', [`description ${version}`]);
}
