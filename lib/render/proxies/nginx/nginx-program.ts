import type { DaemonTraffic } from '../../../specs/ingress/ingress-spec';
import type { ProxyProgram } from '../proxy-program';

/** The program of a proxy on Nginx. */
export function renderNginxProgram(_traffic: DaemonTraffic): ProxyProgram {
  return { routes: {}, files: {}, command: ['nginx'], preStop: ['sleep', '1'], writable: [], metricsPath: '/metrics' };
}
