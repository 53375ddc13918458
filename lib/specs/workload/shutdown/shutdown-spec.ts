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

/** The part of a service on which its shutdown depends. */
export interface StoppedService {
  readonly shutdown: ShutdownMembers;
  readonly hosts: readonly unknown[];
}

/** Defaults of a service's shutdown in seconds. */
const DEFAULTS = { endpointLagSeconds: 15, drainSeconds: 20, marginSeconds: 5, connectionMaxAgeSeconds: 300 } as const;

/**
 * Seconds for which a pod behind the proxies of an ingress serves on: until it has left the endpoints, the oldest DNS answer with its address has
 * ended, and the proxies have asked again.
 */
export const HOSTED_LAG_SECONDS = 40;

/** Least time in seconds that the pods need: lag, drain and margin. */
export function neededGraceSeconds(shutdown: Omit<ShutdownSpec, 'graceSeconds'>): number {
  return shutdown.endpointLagSeconds + shutdown.drainSeconds + shutdown.marginSeconds;
}

/** Fills in the defaults of the shutdown of a service, which with hosts has proxies that must forget its pods. */
export function resolveServiceShutdown({ shutdown, hosts }: StoppedService): ShutdownSpec {
  const lag = hosts.length === 0 ? undefined : HOSTED_LAG_SECONDS;
  return resolveShutdown({ ...shutdown, endpointLagSeconds: shutdown.endpointLagSeconds ?? lag });
}

/** Fills in the defaults of a shutdown that do not depend on other members. */
export function resolveShutdown(stated: ShutdownMembers): ShutdownSpec {
  const times = {
    endpointLagSeconds: stated.endpointLagSeconds ?? DEFAULTS.endpointLagSeconds,
    drainSeconds: stated.drainSeconds ?? DEFAULTS.drainSeconds,
    marginSeconds: stated.marginSeconds ?? DEFAULTS.marginSeconds,
    connectionMaxAgeSeconds: stated.connectionMaxAgeSeconds ?? DEFAULTS.connectionMaxAgeSeconds,
  };
  return { ...times, graceSeconds: stated.graceSeconds ?? neededGraceSeconds(times) };
}
