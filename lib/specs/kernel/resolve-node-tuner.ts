import type { Datapath } from '../machine/datapath';
import type { NodeTunerMembers } from './kernel-fields';

/** Settings of the NodeTuner with every default filled in. */
export interface NodeTunerSettings extends NodeTunerMembers {
  readonly kubeProxy: boolean;
}

/** Settings of the NodeTuner with the default filled in that follows from the cluster: Dataplane V2 has no kube-proxy. */
export function resolveNodeTuner(input: NodeTunerMembers, datapath: Datapath): NodeTunerSettings {
  return { ...input, kubeProxy: input.kubeProxy ?? datapath !== 'gke-dataplane-v2' };
}
