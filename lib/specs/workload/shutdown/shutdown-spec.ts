import { PROXY_FORGETS_SECONDS } from './proxy-forgets';
import type { ShutdownMembers } from './shutdown-fields';

/** Times of the stop of a service's pods in seconds, with every default filled in. */
export interface ShutdownSpec {
  /** Time until proxies have forgotten the pod; SIGTERM is sent after it. */
  readonly endpointLagSeconds: number;
  /** Time after SIGTERM within which the process ends its connections. */
  readonly drainSeconds: number;
  /** Time between the end of the drain and SIGKILL. */
  readonly marginSeconds: number;
  /** Age at which the process closes a connection that lives on. */
  readonly connectionMaxAgeSeconds: number;
  /** Whole time that a pod may take to end: at least lag, drain and margin together. */
  readonly graceSeconds: number;
}

/**
 * Grace in seconds of pods that state none.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination
 */
export const DEFAULT_GRACE_SECONDS = 30;

/** Defaults of a service's shutdown in seconds. */
const DEFAULTS = { endpointLagSeconds: 15, drainSeconds: 20, marginSeconds: 5, connectionMaxAgeSeconds: 300 } as const;

/** Least time in seconds that the pods need: lag, drain and margin. */
export function neededGraceSeconds(shutdown: Omit<ShutdownSpec, 'graceSeconds'>): number {
  return shutdown.endpointLagSeconds + shutdown.drainSeconds + shutdown.marginSeconds;
}

/** The part of a service that its shutdown follows from. */
export interface StoppingService {
  readonly shutdown: ShutdownMembers;
  /** Hosts under which proxies reach the pods. */
  readonly hosts: readonly unknown[];
}

/** Fills in the defaults of a service's shutdown: pods with a host serve on until the last proxy has forgotten them. */
export function resolveServiceShutdown({ shutdown, hosts }: StoppingService): ShutdownSpec {
  const lag = hosts.length > 0 ? PROXY_FORGETS_SECONDS : undefined;
  return resolveShutdown({ ...shutdown, endpointLagSeconds: shutdown.endpointLagSeconds ?? lag });
}

/** Fills in the defaults of the shutdown of pods that no proxy reaches. */
export function resolveShutdown(stated: ShutdownMembers): ShutdownSpec {
  const times = {
    endpointLagSeconds: stated.endpointLagSeconds ?? DEFAULTS.endpointLagSeconds,
    drainSeconds: stated.drainSeconds ?? DEFAULTS.drainSeconds,
    marginSeconds: stated.marginSeconds ?? DEFAULTS.marginSeconds,
    connectionMaxAgeSeconds: stated.connectionMaxAgeSeconds ?? DEFAULTS.connectionMaxAgeSeconds,
  };
  return { ...times, graceSeconds: stated.graceSeconds ?? neededGraceSeconds(times) };
}
