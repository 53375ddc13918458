import type { Datapath } from '../machine/datapath';
import type { NodeTunerMembers } from './kernel-fields';

/** Settings of the NodeTuner with every default filled in. */
export interface NodeTunerSettings extends NodeTunerMembers {
  readonly kubeProxy: boolean;
}

/** Fills in the default that depends on the cluster: kube-proxy runs except with Dataplane V2. */
export function resolveNodeTuner(input: NodeTunerMembers, datapath: Datapath): NodeTunerSettings {
  return { ...input, kubeProxy: input.kubeProxy ?? datapath !== 'gke-dataplane-v2' };
}
