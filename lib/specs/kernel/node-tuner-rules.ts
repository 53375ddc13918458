import { ImageReference } from '../../values/image-reference';
import type { Problems } from '../../values/problems';
import { requireRange } from '../fields/range';
import type { Datapath } from '../machine/datapath';
import type { NodeTunerInput } from './node-tuner-input';

/** A folder of a node, as neither a manifest nor a shell could misread it. */
const FOLDER = /^(?:\/[a-zA-Z0-9_-][a-zA-Z0-9._-]*)+$/;

/** Rules of the daemon that keeps kernel parameters. */
export function judgeNodeTuner(input: NodeTunerInput | undefined, datapath: Datapath, problems: Problems): void {
  if (input === undefined) return;
  const { image, assertSeconds, taintCheckSeconds, metricsFolder } = input;
  if (image !== undefined) judgeImage(image, problems);
  const ranges = [
    { property: 'nodeTuner.assertSeconds', value: assertSeconds, min: 1, max: 2, unit: 'seconds' },
    { property: 'nodeTuner.taintCheckSeconds', value: taintCheckSeconds, min: 5, max: 300, unit: 'seconds' },
  ];
  for (const { value, ...range } of ranges) {
    if (value !== undefined) requireRange(problems, { ...range, value });
  }
  if (metricsFolder !== undefined) {
    const rule = 'be an absolute path of letters, digits, dots, dashes and underscores';
    const remedy = "write it as '/var/lib/node_exporter/textfile_collector'";
    problems.require(FOLDER.test(metricsFolder), 'nodeTuner.metricsFolder', rule, metricsFolder, remedy);
  }
  if (input.kubeProxy === true && datapath === 'gke-dataplane-v2') {
    const remedy = 'leave it out; no node would ever be opened, since the tuner waits for kube-proxy';
    problems.add('nodeTuner.kubeProxy', "be false on 'dataplane-v2', which runs none", true, remedy);
  }
}

function judgeImage(text: string, problems: Problems): void {
  const image = problems.capture('nodeTuner.image', () => ImageReference.parse(text));
  if (image === undefined) return;
  const remedy = 'add the tag of a version, or a digest; a moving tag changes what runs as root on every node';
  problems.require(image.hasVersion, 'nodeTuner.image', 'name a version', text, remedy);
}
