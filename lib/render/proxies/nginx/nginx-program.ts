import type { DaemonTraffic } from '../../../specs/ingress/ingress-spec';
import { RESOLVER_HOLD_SECONDS } from '../../../specs/workload/shutdown/proxy-forgets';
import { shortHash } from '../../../values/short-hash';
import { leavingCommand } from '../leaving';
import { PROXY_COMMAND, type ProxyProgram } from '../proxy-program';
import { routingTable } from '../routed-backend';
import { renderSupervisor } from '../supervisor-script';
import { ROUTES_VARIABLE, renderNginxBase } from './nginx-base';
import { renderNginxRoutes } from './nginx-routes';
import { nginxBlock } from './nginx-text';

/** Body of the function that names the name servers of the pod, which are the cluster's. */
const PREPARE = `servers=
while read -r word address _; do
  [ "$word" != nameserver ] || servers="$servers $address"
done </etc/resolv.conf
printf 'resolver%s valid=${RESOLVER_HOLD_SECONDS}s ipv6=off;\\n' "$servers" >"$run/resolver.conf"`;

/** Body of the check. A warning about the routes counts as an error; one about the machine does not, because other routes can not mend it. */
const CHECK = `cp "$program/nginx.conf" "$1/nginx.conf" || return 1
  found=$(nginx -t -e stderr -c "$1/nginx.conf" 2>&1)
  code=$?
  printf '%s\\n' "$found"
  case $found in
    *'[warn]'*" in $1/"*) return 1 ;;
  esac
  return "$code"`;

/** The program of nginx on the nodes of a traffic daemon. */
export function renderNginxProgram({ daemon, routes }: DaemonTraffic): ProxyProgram {
  const text = renderNginxRoutes(daemon, routingTable(routes));
  const routesVersion = shortHash(text);
  return {
    routes: { 'routes.conf': `${text}\n${versionVariable(routesVersion)}\n` },
    routesVersion,
    files: {
      'run.sh': renderSupervisor({
        prepare: PREPARE,
        check: CHECK,
        launch: 'nginx -e stderr -c "$1/nginx.conf"',
        reload: 'HUP',
        stop: 'QUIT',
        drainSeconds: daemon.shutdown.drainSeconds,
      }),
      'nginx.conf': renderNginxBase(daemon),
    },
    command: PROXY_COMMAND,
    preStop: leavingCommand(daemon),
    writable: [],
    metricsPath: '/metrics',
  };
}

/** The metrics have the variable as a label, so that they show which routes a proxy uses. */
function versionVariable(version: string): string {
  return nginxBlock(`geo $${ROUTES_VARIABLE}`, [`default ${version};`]);
}
