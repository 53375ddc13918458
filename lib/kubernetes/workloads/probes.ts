import type { Container, Probe } from '../../render/pods/pod-types';
import { startupBudgetSeconds } from '../../specs/workload/health/startup-budget';
import type { ContainerWorkloadSpec } from '../../specs/workload/workload-spec';
import { portName } from './container-ports';

/** The probes of a container. */
export type Probes = Pick<Container, 'startupProbe' | 'readinessProbe' | 'livenessProbe'>;

/** The question of a probe. */
type Question = Pick<Probe, 'httpGet' | 'grpc' | 'tcpSocket' | 'exec'>;

/** Seconds between two questions while a container starts, and while it serves. */
const PERIOD_SECONDS = 5;

/** Seconds within which an answer must come. */
const TIMEOUT_SECONDS = 2;

/** Questions without an answer after which a pod gets no requests. */
const UNREADY_AFTER = 3;

/** A container is started again after a minute without an answer: six questions, one every ten seconds. */
const LIVENESS = { periodSeconds: 10, timeoutSeconds: TIMEOUT_SECONDS, failureThreshold: 6 } as const;

/**
 * The probes that derive from a workload's health. A liveness probe exists only where `alive` is stated, because one that asks what
 * readiness asks would turn an overload into a storm of restarts.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/
 */
export function renderProbes(workload: ContainerWorkloadSpec): Probes {
  const ready = question(workload, 'ready');
  if (ready === undefined) return {};
  const alive = question(workload, 'alive');
  const budget = startupBudgetSeconds(workload) ?? 0;
  const base = { periodSeconds: PERIOD_SECONDS, timeoutSeconds: TIMEOUT_SECONDS };
  return {
    startupProbe: { ...(alive ?? ready), ...base, failureThreshold: Math.ceil(budget / PERIOD_SECONDS) },
    readinessProbe: { ...ready, ...base, failureThreshold: UNREADY_AFTER },
    ...(alive !== undefined && { livenessProbe: { ...alive, ...LIVENESS } }),
  };
}

/** The question about readiness or about life; undefined where the workload's health answers none. */
function question(workload: ContainerWorkloadSpec, about: 'ready' | 'alive'): Question | undefined {
  const { container, health } = workload;
  switch (health.kind) {
    case 'http': {
      const path = health[about];
      return path === undefined ? undefined : { httpGet: { path, port: portName(workload, health.port) } };
    }
    case 'grpc': {
      const service = health[about];
      // The API server knows an empty service as a missing one.
      const asked = service === '' ? {} : { service };
      return service === undefined ? undefined : { grpc: { port: health.port ?? container.port, ...asked } };
    }
    case 'tcp':
      return about === 'ready' ? { tcpSocket: { port: portName(workload, health.port) } } : undefined;
    case 'exec':
      return about === 'ready' ? { exec: { command: health.command } } : undefined;
    case 'none':
      return undefined;
  }
}
