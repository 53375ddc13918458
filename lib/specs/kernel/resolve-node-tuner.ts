import type { Datapath } from '../machine/datapath';
import { SHIPPED_IMAGES } from '../shipped-images';
import type { NodeTunerInput } from './node-tuner-input';

/** Settings of the NodeTuner with every default filled in. */
export function resolveNodeTuner(input: NodeTunerInput = {}, datapath: Datapath): Required<NodeTunerInput> {
  return {
    image: input.image ?? SHIPPED_IMAGES.nodeTuner.image,
    assertSeconds: input.assertSeconds ?? 1,
    taintCheckSeconds: input.taintCheckSeconds ?? 15,
    kubeProxy: input.kubeProxy ?? datapath !== 'gke-dataplane-v2',
    metricsFolder: input.metricsFolder ?? '/var/lib/node_exporter/textfile_collector',
  };
}
