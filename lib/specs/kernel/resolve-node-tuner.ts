import type { Datapath } from '../cluster/cluster-platform';
import type { NodeTunerInput } from './kernel-input';

/** Has a POSIX sh, busybox' awk and curl. */
const TUNER_IMAGE = 'docker.io/curlimages/curl:8.16.0';

/** Settings of the NodeTuner with every default filled in. */
export function resolveNodeTuner(input: NodeTunerInput = {}, datapath: Datapath): Required<NodeTunerInput> {
  return {
    image: input.image ?? TUNER_IMAGE,
    assertSeconds: input.assertSeconds ?? 1,
    taintCheckSeconds: input.taintCheckSeconds ?? 15,
    kubeProxy: input.kubeProxy ?? datapath !== 'gke-dataplane-v2',
    metricsFolder: input.metricsFolder ?? '/var/lib/node_exporter/textfile_collector',
  };
}
