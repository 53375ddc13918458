import { k8s } from 'cdk8s-plus-27';
import { type HandledCluster, TERMINATION_HANDLER } from '../../specs/cluster/controllers/termination-handler-spec';
import { HANDLER_METRICS_PORT, HANDLER_PROBE, renderHandlerVariables } from './termination-handler-variables';

/** Memory for the list of all nodes, which the handler reads twice a minute, and disk for the five log files of 10 MiB that the kubelet keeps. */
const LIMITS = { memory: k8s.Quantity.fromString('256Mi'), 'ephemeral-storage': k8s.Quantity.fromString('64Mi') };

/**
 * Variables with facts about the pod itself. The handler does not start without the name of its node, and leaves a pod on its node whose
 * name and namespace are its own.
 */
const OWN_POD: readonly k8s.EnvVar[] = [
  { name: 'NODE_NAME', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } },
  { name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
  { name: 'NAMESPACE', valueFrom: { fieldRef: { fieldPath: 'metadata.namespace' } } },
];

/** The handler answers as long as its process runs; an alert watches whether it drains, and another one whether it reads its queue. */
const PROBE = { httpGet: { path: HANDLER_PROBE.path, port: k8s.IntOrString.fromString('probe') } };

/** The handler's container. The image names the user 1000, and its one file, the program, is open to the user of the pod too. */
export function renderHandlerContainer(handled: HandledCluster): k8s.Container {
  const variables = Object.entries(renderHandlerVariables(handled)).map(([name, value]) => ({ name, value }));
  return {
    name: TERMINATION_HANDLER,
    image: handled.handler.image,
    imagePullPolicy: 'IfNotPresent',
    env: [...OWN_POD, ...variables],
    ports: [
      { name: 'metrics', containerPort: HANDLER_METRICS_PORT, protocol: 'TCP' },
      { name: 'probe', containerPort: HANDLER_PROBE.port, protocol: 'TCP' },
    ],
    resources: { requests: { cpu: k8s.Quantity.fromString('50m'), ...LIMITS }, limits: LIMITS },
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    },
    readinessProbe: { ...PROBE, periodSeconds: 5, timeoutSeconds: 2 },
    livenessProbe: { ...PROBE, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 3 },
  };
}
