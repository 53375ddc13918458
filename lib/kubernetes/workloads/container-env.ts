import { renderJvmEnvironment } from '../../render/jvm/jvm-environment';
import type { EnvVariable } from '../../render/pods/pod-types';
import { VARIABLE_PREFIX } from '../../specs/labels';
import type { ContainerSpec } from '../../specs/workload/container/container-fields';
import type { ShutdownSpec } from '../../specs/workload/shutdown/shutdown-spec';
import type { ContainerWorkloadSpec } from '../../specs/workload/workload-spec';

/** Environment of the container that serves: the user's variables in their order, then those of keelson. */
export function renderServiceEnv(workload: ContainerWorkloadSpec): readonly EnvVariable[] {
  const { container, shutdown } = workload;
  return [...renderEnv(container.env), ...shutdownVariables(shutdown), ...renderEnv(renderJvmEnvironment(workload))];
}

/** Variables from which the process that serves learns how to stop. */
export function shutdownVariables({
  drainSeconds,
  connectionMaxAgeSeconds,
}: ShutdownSpec): readonly { readonly name: string; readonly value: string }[] {
  return [
    { name: `${VARIABLE_PREFIX}DRAIN_SECONDS`, value: String(drainSeconds) },
    { name: `${VARIABLE_PREFIX}CONNECTION_MAX_AGE_SECONDS`, value: String(connectionMaxAgeSeconds) },
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
