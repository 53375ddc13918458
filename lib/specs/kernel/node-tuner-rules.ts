import { ImageReference } from '../../values/image-reference';
import type { Problems } from '../../values/problems';
import type { Datapath } from '../machine/datapath';
import type { NodeTunerSettings } from './resolve-node-tuner';

/** Path of a folder on a node, without characters that have a meaning in a manifest or a shell. */
const FOLDER = /^(?:\/[a-zA-Z0-9_-][a-zA-Z0-9._-]*)+$/;

/** Rules of the NodeTuner's settings. */
export function judgeNodeTuner(settings: NodeTunerSettings, datapath: Datapath, problems: Problems): void {
  const { image, metricsFolder } = settings;
  judgeImage(image, problems);
  const rule = 'be an absolute path of letters, digits, dots, dashes and underscores';
  const remedy = "write it as '/var/lib/node_exporter/textfile_collector'";
  problems.require(FOLDER.test(metricsFolder), 'nodeTuner.metricsFolder', rule, metricsFolder, remedy);
  if (settings.kubeProxy && datapath === 'gke-dataplane-v2') {
    const why = 'leave it out, because the tuner waits for kube-proxy and would never remove the startup taint';
    problems.add('nodeTuner.kubeProxy', "be false on 'dataplane-v2', which has no kube-proxy", true, why);
  }
}

function judgeImage(text: string, problems: Problems): void {
  const image = problems.capture('nodeTuner.image', () => ImageReference.parse(text));
  if (image === undefined) return;
  const remedy =
    'add the tag of a version or a digest, because a moving tag changes the program that runs as root on every node';
  problems.require(image.hasVersion, 'nodeTuner.image', 'name a version', text, remedy);
}
