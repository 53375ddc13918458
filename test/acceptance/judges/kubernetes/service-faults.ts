import type { KubernetesMinor } from '../../harness/control-plane';

/** A Deployment as far as its faults are made in it. */
export interface FaultyDeployment {
  readonly spec: {
    progressDeadlineSeconds: number;
    readonly minReadySeconds: number;
    readonly strategy: { readonly rollingUpdate: { maxSurge: unknown; maxUnavailable: unknown } };
    readonly template: {
      readonly spec: {
        terminationGracePeriodSeconds: number;
        readonly initContainers?: { restartPolicy?: string; startupProbe?: unknown }[];
        readonly containers: {
          readonly ports: { containerPort: number; name?: string }[];
          readonly lifecycle: { readonly preStop: { sleep: { seconds: number } } };
          readonly livenessProbe?: { successThreshold?: number };
        }[];
      };
    };
  };
}

/** A fault of a sound service, which the server must refuse; otherwise its acceptance of the sound one would show nothing. */
export interface ServiceFault {
  readonly name: string;
  /** Pattern that the server's message must match. */
  readonly message: RegExp;
  /** @default - every version */
  readonly minors?: readonly KubernetesMinor[];
  readonly change: (deployment: FaultyDeployment) => void;
}

/** Faults of a service's Deployment. */
export const SERVICE_FAULTS: readonly ServiceFault[] = [
  {
    name: 'a wait of 0 seconds before SIGTERM',
    message: /preStop\.sleep.*: Invalid value: .*0/,
    minors: ['1.30'],
    change: ({ spec }) => (firstContainer(spec).lifecycle.preStop.sleep.seconds = 0),
  },
  {
    name: 'a wait before SIGTERM that is longer than the grace',
    message:
      /preStop\.sleep.*: Invalid value: .*must be (greater than 0|non-negative) and less than terminationGracePeriodSeconds/,
    change: ({ spec }) => {
      firstContainer(spec).lifecycle.preStop.sleep.seconds = spec.template.spec.terminationGracePeriodSeconds + 1;
    },
  },
  {
    name: 'a deadline that is no longer than the time until a pod is available',
    message: /spec\.progressDeadlineSeconds: Invalid value: \d+: must be greater than minReadySeconds/,
    change: ({ spec }) => {
      spec.progressDeadlineSeconds = spec.minReadySeconds;
    },
  },
  {
    name: 'a rollout that may neither add nor remove a pod',
    message: /spec\.strategy\.rollingUpdate\.maxUnavailable: Invalid value: .*may not be 0 when `maxSurge` is 0/,
    change: ({ spec }) => {
      spec.strategy.rollingUpdate.maxSurge = 0;
      spec.strategy.rollingUpdate.maxUnavailable = 0;
    },
  },
  {
    name: 'a probe of an init container that is no sidecar',
    message:
      /initContainers\[\d\]\.(startupProbe|lifecycle).*: Forbidden: may not be set for init containers without restartPolicy=Always/,
    change: ({ spec }) => {
      const sidecar = spec.template.spec.initContainers?.find(({ startupProbe }) => startupProbe !== undefined);
      if (sidecar === undefined) throw new Error('the service has no sidecar with a port');
      sidecar.restartPolicy = undefined;
    },
  },
  {
    name: 'one number as two ports',
    message: /duplicate entries for key \[containerPort=\d+,protocol="TCP"\]/,
    change: ({ spec }) => {
      const { ports } = firstContainer(spec);
      ports.push({ containerPort: ports[0]?.containerPort ?? 0, name: 'again' });
    },
  },
];

function firstContainer(spec: FaultyDeployment['spec']): FaultyDeployment['spec']['template']['spec']['containers'][0] {
  const [first] = spec.template.spec.containers;
  if (first === undefined) throw new Error('the pod has no container');
  return first;
}
