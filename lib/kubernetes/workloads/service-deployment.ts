import type { DeploymentSpec, RollingUpdate } from '../../render/pods/deployment-types';
import type { ClusterSpec } from '../../specs/cluster/cluster-spec';
import { startupBudgetSeconds } from '../../specs/workload/health/startup-budget';
import { SURGE_PERCENT } from '../../specs/workload/replicas/service-peak';
import type { ContainerWorkloadSpec } from '../../specs/workload/workload-spec';
import { runImage } from './container-image';
import { renderWorkloadLabels } from './placement';
import { renderPodTemplate } from './pod-template';

/** Former revisions that a rollback finds; each is a ReplicaSet without pods. */
const KEPT_REVISIONS = 3;

/** Seconds beyond start and readiness within which a rollout must get further: a node may have to start first. */
const PROGRESS_RESERVE_SECONDS = 120;

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
export function renderServiceDeployment(workload: ContainerWorkloadSpec, cluster: ClusterSpec): DeploymentSpec {
  const { replicas, shutdown } = workload;
  const minReadySeconds = shutdown.endpointLagSeconds;
  const startSeconds = startupBudgetSeconds(workload) ?? 0;
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

/** Annotations of the Deployment, outside of the pods' template, so that a new version on the same content restarts nothing. */
export function renderVersion({ container }: ContainerWorkloadSpec): Readonly<Record<string, string>> {
  const { version } = runImage(container.image);
  return version === undefined ? {} : { 'keelson.dev/version': version };
}
