import type { PodTemplate } from '../../render/pods/pod-types';
import type { PodYamlTemplate } from '../../render/pods/pod-yaml-types';
import type { ClusterSpec } from '../../specs/cluster/cluster-spec';
import { hasContainer, type ServiceSpec } from '../../specs/workload/workload-spec';
import { renderContainerTemplate } from './container-template';
import { renderPodYamlTemplate } from './pod-yaml-template';

/** The pod of a service, from its container or from the text of a team. */
export function renderPodTemplate(workload: ServiceSpec, cluster: ClusterSpec): PodTemplate | PodYamlTemplate {
  return hasContainer(workload) ? renderContainerTemplate(workload, cluster) : renderPodYamlTemplate(workload, cluster);
}
