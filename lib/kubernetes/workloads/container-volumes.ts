import type { Volume, VolumeMount } from '../../render/pods/pod-types';
import { CONFIG_FOLDER, SERVICE_CONTAINER } from '../../specs/workload/container/service-container';
import type { ContainerWorkloadSpec } from '../../specs/workload/workload-spec';
import { canonicalQuantity } from '../../values/quantity';
import { serviceFolders } from './service-folders';
import { configMapName } from './service-names';

/** A volume of a pod, and where a container has it. */
interface MountedVolume {
  /** Name of the container. */
  readonly container: string;
  readonly volume: Volume;
  readonly mount: VolumeMount;
}

/** Volumes of a service's pod: the files of `container.config`, and the writable folders of every container. */
export function renderVolumes(workload: ContainerWorkloadSpec): readonly Volume[] {
  return mountedVolumes(workload).map(({ volume }) => volume);
}

/** Mounts of the volumes that a container of a service's pod has. */
export function renderMounts(workload: ContainerWorkloadSpec, container: string): readonly VolumeMount[] {
  return mountedVolumes(workload)
    .filter((each) => each.container === container)
    .map(({ mount }) => mount);
}

/** Whether a container of the pod may write to a folder. */
export function hasWritableFolder(workload: ContainerWorkloadSpec): boolean {
  return mountedVolumes(workload).some(({ volume }) => volume.emptyDir !== undefined);
}

function mountedVolumes(workload: ContainerWorkloadSpec): readonly MountedVolume[] {
  return [...configVolume(workload), ...writableFolders(workload)];
}

function configVolume(workload: ContainerWorkloadSpec): readonly MountedVolume[] {
  const configMap = configMapName(workload);
  if (configMap === undefined) return [];
  const name = 'config';
  return [
    {
      container: SERVICE_CONTAINER,
      volume: { name, configMap: { name: configMap } },
      mount: { name, mountPath: CONFIG_FOLDER, readOnly: true },
    },
  ];
}

/** Volumes have numbers for names, because a path may be longer than a name. */
function writableFolders(workload: ContainerWorkloadSpec): readonly MountedVolume[] {
  const owners = [
    { owner: SERVICE_CONTAINER, writable: serviceFolders(workload) },
    ...workload.sidecars.map(({ name, writable }) => ({ owner: name, writable })),
  ];
  const folders = owners.flatMap(({ owner, writable }) => writable.map((folder) => ({ owner, folder })));
  return folders.map(({ owner, folder }, index) => {
    const name = `writable-${index}`;
    const medium = folder.memory ? ({ medium: 'Memory' } as const) : {};
    return {
      container: owner,
      volume: { name, emptyDir: { sizeLimit: canonicalQuantity(folder.size), ...medium } },
      mount: { name, mountPath: folder.path },
    };
  });
}
