import type { DaemonTraffic } from '../../specs/ingress/ingress-spec';
import { renderHaproxyProgram } from './haproxy/haproxy-program';
import { renderNginxProgram } from './nginx/nginx-program';
import type { ProxyProgram } from './proxy-program';

/** The program of a traffic daemon's proxy: pure text, the same bytes for the same hosts. */
export function renderProxyProgram(traffic: DaemonTraffic): ProxyProgram {
  return traffic.daemon.proxy.kind === 'haproxy' ? renderHaproxyProgram(traffic) : renderNginxProgram(traffic);
}
