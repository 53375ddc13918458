import type { PodContainer } from '../../specs/workload/pod-yaml/pod-object';
import type { PodTemplate } from './pod-types';

/** A pod that a team wrote itself, with what keelson adds; its fields are those of the API, and most of them are the team's own. */
export interface PodYamlTemplate {
  readonly metadata: PodTemplate['metadata'];
  readonly spec: PodYamlTemplateSpec;
}

/** Containers of such a pod, the nodes that it may run on, and its end. */
export interface PodYamlTemplateSpec {
  readonly containers: readonly PodContainer[];
  readonly initContainers?: readonly object[];
  readonly volumes?: readonly object[];
  readonly [field: string]: unknown;
}
