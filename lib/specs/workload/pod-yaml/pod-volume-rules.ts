import { likelyText } from '../../../values/nearest-text';
import type { Problems } from '../../../values/problems';
import { requireUnique } from '../../fields/unique';
import { containersOf, type PodObject } from './pod-object';

/** Rules of a pod's volumes. Claims are left to the check `volume-not-allowed`, which sees the claims of all charts. */
export function judgePodVolumes(pod: PodObject, problems: Problems): void {
  const volumes = pod.spec.volumes ?? [];
  const names = volumes.flatMap(({ name }) => name ?? []);
  requireUnique(problems, { property: 'podYaml.spec.volumes', values: names, what: 'volume' });
  volumes.forEach((volume, index) => {
    const path = `podYaml.spec.volumes[${index}]`;
    const isNodes = volume['hostPath'] !== undefined;
    const rule = "not be a folder of the node: another node has other files, and the node's own are not the team's";
    problems.require(!isNodes, `${path}.hostPath`, rule, volume['hostPath'], "use 'emptyDir' or a ConfigMap");
    const { emptyDir } = volume;
    const isBounded = emptyDir === undefined || emptyDir.sizeLimit !== undefined;
    const remedy =
      "state it: '64Mi'; otherwise the pod can fill the node's disk, and the kubelet evicts its neighbours";
    problems.require(isBounded, `${path}.emptyDir.sizeLimit`, 'be given', emptyDir?.sizeLimit, remedy);
  });
  judgeMounts(pod, names, problems);
}

function judgeMounts(pod: PodObject, volumes: readonly string[], problems: Problems): void {
  for (const { path, container } of containersOf(pod)) {
    const mounts = container.volumeMounts ?? [];
    const paths = mounts.flatMap(({ mountPath }) => mountPath ?? []);
    requireUnique(problems, { property: `${path}.volumeMounts`, values: paths, what: 'mountPath' });
    mounts.forEach(({ name, mountPath }, index) => {
      const isPath = mountPath !== undefined && mountPath !== '';
      problems.require(isPath, `${path}.volumeMounts[${index}].mountPath`, 'be given', mountPath, 'state it');
      if (name === undefined || volumes.includes(name)) return;
      const likely = likelyText(name, volumes);
      const remedy = likely === undefined ? 'add the volume' : `did you mean '${likely}'?`;
      const rule = `name a volume of the pod: ${volumes.join(', ') || 'it has none'}`;
      problems.add(`${path}.volumeMounts[${index}].name`, rule, name, remedy);
    });
  }
}
