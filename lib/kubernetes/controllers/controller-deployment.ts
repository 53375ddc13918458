import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { PLATFORM_NAMESPACE } from '../../specs/labels';
import type { NodePoolSpec } from '../../specs/pool/node-pool-spec';
import { workloadFields } from '../../specs/workload/workload-fields';
import { resolveWorkload, type WorkloadSpec } from '../../specs/workload/workload-spec';
import { PRIORITY_CLASS_NAMES } from '../cluster/priority-classes';
import { DisruptionBudget } from '../workloads/disruption-budget';
import { renderPlacement } from '../workloads/placement';

/** Two, because the pod of a lost node starts elsewhere only after five minutes, in which nobody would do the controller's work. */
const REPLICAS = 2;

/** A user that no host has. */
const USER = 65_532;

/** Properties of {@link addController}. */
export interface ControllerDeploymentProps {
  /** The Deployment and its service account have the name of the container. */
  readonly container: k8s.Container;
  /** Pools on which the pods run. */
  readonly homes: readonly NodePoolSpec[];
  /** Seconds after which a ready pod counts as available. @default - as soon as it is ready */
  readonly minReadySeconds?: number;
  /** Seconds that a pod has to end. @default - that of Kubernetes, 30 */
  readonly graceSeconds?: number;
}

/**
 * Adds a third-party program that works for the whole cluster, in the platform's namespace: a budget, and a Deployment whose pods have no
 * right of the restricted standard.
 */
export function addController(scope: Construct, props: ControllerDeploymentProps): k8s.KubeDeployment {
  const { container, minReadySeconds } = props;
  const workload = declareWorkload(props);
  new DisruptionBudget(scope, 'Budget', { workload });
  const { labels, ...placement } = renderPlacement(workload);
  return new k8s.KubeDeployment(scope, 'Deployment', {
    metadata: { name: container.name, namespace: PLATFORM_NAMESPACE, labels: { ...labels } },
    spec: {
      replicas: REPLICAS,
      ...(minReadySeconds !== undefined && { minReadySeconds }),
      revisionHistoryLimit: 3,
      selector: { matchLabels: { ...labels } },
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: k8s.IntOrString.fromNumber(1) } },
      template: { metadata: { labels: { ...labels } }, spec: { ...placement, ...renderPod(props) } },
    },
  });
}

function renderPod({ container, graceSeconds }: ControllerDeploymentProps): k8s.PodSpec {
  return {
    serviceAccountName: container.name,
    automountServiceAccountToken: true,
    enableServiceLinks: false,
    priorityClassName: PRIORITY_CLASS_NAMES.platform,
    ...(graceSeconds !== undefined && { terminationGracePeriodSeconds: graceSeconds }),
    securityContext: {
      runAsNonRoot: true,
      runAsUser: USER,
      runAsGroup: USER,
      // The token for AWS belongs to this group.
      fsGroup: USER,
      seccompProfile: { type: 'RuntimeDefault' },
    },
    containers: [container],
  };
}

/** The controller as a workload on its pools, from which its placement and its budget follow as for any other. */
function declareWorkload({ container, homes }: ControllerDeploymentProps): WorkloadSpec {
  const input = {
    name: container.name,
    namespace: PLATFORM_NAMESPACE,
    kind: 'deployment',
    pools: homes.map(({ name }) => name),
    replicas: REPLICAS,
  } as const;
  return resolveWorkload(workloadFields.resolve(input), homes);
}
