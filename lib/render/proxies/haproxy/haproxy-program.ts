import type { DaemonTraffic } from '../../../specs/ingress/ingress-spec';
import type { ProxyProgram } from '../proxy-program';

/** The program of a proxy on Haproxy. */
export function renderHaproxyProgram(_traffic: DaemonTraffic): ProxyProgram {
  return {
    routes: {},
    files: {},
    command: ['haproxy'],
    preStop: ['sleep', '1'],
    writable: [],
    metricsPath: '/metrics',
  };
}
