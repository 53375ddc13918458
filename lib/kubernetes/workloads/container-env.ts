import { renderJvmEnvironment } from '../../render/jvm/jvm-environment';
import type { EnvVariable } from '../../render/pods/pod-types';
import type { ContainerSpec } from '../../specs/workload/container/container-fields';
import type { ContainerWorkloadSpec } from '../../specs/workload/workload-spec';

/** Variable with the seconds that a process has after SIGTERM to end its connections. */
export const DRAIN_SECONDS_VARIABLE = 'KEELSON_DRAIN_SECONDS';

/** Variable with the age in seconds at which a process closes a connection that lives on. */
export const CONNECTION_MAX_AGE_VARIABLE = 'KEELSON_CONNECTION_MAX_AGE_SECONDS';

/** Environment of the container that serves: the user's variables in their order, then those of keelson. */
export function renderServiceEnv(workload: ContainerWorkloadSpec): readonly EnvVariable[] {
  const { container, shutdown } = workload;
  return [
    ...renderEnv(container.env),
    { name: DRAIN_SECONDS_VARIABLE, value: String(shutdown.drainSeconds) },
    { name: CONNECTION_MAX_AGE_VARIABLE, value: String(shutdown.connectionMaxAgeSeconds) },
    ...renderEnv(renderJvmEnvironment(workload)),
  ];
}

/** Variables in the order of their members, because a value may name a variable before it by `$(NAME)`. */
export function renderEnv(env: ContainerSpec['env']): readonly EnvVariable[] {
  return Object.entries(env).map(([name, value]) => {
    // The API server does not store an empty text, so that each apply of `value: ''` would be a write.
    if (typeof value === 'string') return value === '' ? { name } : { name, value };
    if ('field' in value) return { name, valueFrom: { fieldRef: { fieldPath: value.field } } };
    return { name, valueFrom: { secretKeyRef: { name: value.secret, key: value.key } } };
  });
}
