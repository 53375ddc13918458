import type { ClusterSpec } from '../../specs/cluster/cluster-spec';
import type { ContainerWorkloadSpec } from '../../specs/workload/workload-spec';
import { renderContainerTemplate } from './container-template';
import type { PodTemplate } from './pod-types';

/** The pod of a service, from its container or from the text of a team. */
export function renderPodTemplate(workload: ContainerWorkloadSpec, cluster: ClusterSpec): PodTemplate {
  return renderContainerTemplate(workload, cluster);
}
