import type { DeploymentSpec, RollingUpdate } from '../../render/pods/deployment-types';
import type { ClusterSpec } from '../../specs/cluster/cluster-spec';
import { startupBudgetSeconds } from '../../specs/workload/health/startup-budget';
import { SURGE_PERCENT } from '../../specs/workload/replicas/service-peak';
import { hasContainer, type ServiceSpec } from '../../specs/workload/workload-spec';
import { runImage } from './container-image';
import { renderWorkloadLabels } from './placement';
import { renderPodTemplate } from './pod-template';

/** Former revisions that a rollback finds; each is a ReplicaSet without pods. */
const KEPT_REVISIONS = 3;

/** Seconds beyond start and readiness within which a rollout must get further: a node may have to start first. */
const PROGRESS_RESERVE_SECONDS = 120;

/** Seconds for the start of a team's own pod without a startup probe: with the reserve they are the API server's own deadline, 600. */
const UNSTATED_START_SECONDS = 480;

/** New pods come before old ones go, some at a time: the controller rounds up, so that one pod more than one is started too. */
const STRATEGY: RollingUpdate = {
  type: 'RollingUpdate',
  rollingUpdate: { maxSurge: `${SURGE_PERCENT}%`, maxUnavailable: 0 },
};

/**
 * The Deployment of a service.
 *
 * A new pod counts as available only after the time that proxies need to learn of pods, so that the pods it replaces do not go
 * before somebody sends requests to it.
 */
export function renderServiceDeployment(workload: ServiceSpec, cluster: ClusterSpec): DeploymentSpec {
  const { replicas, shutdown } = workload;
  const minReadySeconds = shutdown.endpointLagSeconds;
  const startSeconds = startSecondsOf(workload);
  return {
    ...(typeof replicas === 'number' && { replicas }),
    revisionHistoryLimit: KEPT_REVISIONS,
    minReadySeconds,
    progressDeadlineSeconds: startSeconds + minReadySeconds + PROGRESS_RESERVE_SECONDS,
    selector: { matchLabels: renderWorkloadLabels(workload) },
    strategy: STRATEGY,
    template: renderPodTemplate(workload, cluster),
  };
}

/** Seconds that a pod may take to start. */
function startSecondsOf(workload: ServiceSpec): number {
  if (hasContainer(workload)) return startupBudgetSeconds(workload) ?? 0;
  return workload.podYaml.startupSeconds ?? UNSTATED_START_SECONDS;
}

/** Annotations of the Deployment, outside of the pods' template, so that a new version on the same content restarts nothing. */
export function renderVersion(workload: ServiceSpec): Readonly<Record<string, string>> {
  const { version } = runImage(hasContainer(workload) ? workload.container.image : workload.podYaml.image);
  return version === undefined ? {} : { 'keelson.dev/version': version };
}
