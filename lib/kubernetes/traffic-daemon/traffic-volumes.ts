import { k8s } from 'cdk8s-plus-27';
import { PROGRAM_FOLDER, type ProxyProgram, ROUTES_FOLDER, RUN_FOLDER } from '../../render/proxies/proxy-program';
import type { TrafficDaemonSpec } from '../../specs/workload/traffic/traffic-daemon-spec';
import { trafficProgramName, trafficRoutesName } from './traffic-names';

/** Size of a folder in memory, which counts as memory of the pod: room for several copies of a ConfigMap, which has 1 MiB at most. */
const FOLDER_SIZE = '16Mi';

/** A volume of the pod, and the place where the proxy has it. */
interface MountedVolume {
  readonly volume: k8s.Volume;
  readonly mount: k8s.VolumeMount;
}

/** Volumes of a traffic daemon's pod. */
export function renderTrafficVolumes(daemon: TrafficDaemonSpec, program: ProxyProgram): k8s.Volume[] {
  return mountedVolumes(daemon, program).map(({ volume }) => volume);
}

/** Places of the volumes in the proxy's container. */
export function renderTrafficMounts(daemon: TrafficDaemonSpec, program: ProxyProgram): k8s.VolumeMount[] {
  return mountedVolumes(daemon, program).map(({ mount }) => mount);
}

/** ConfigMaps are mounted as whole folders, because a single mounted file never follows a change of its ConfigMap. */
function mountedVolumes(daemon: TrafficDaemonSpec, program: ProxyProgram): readonly MountedVolume[] {
  const writable = [RUN_FOLDER, ...program.writable];
  return [
    files('routes', trafficRoutesName(daemon), ROUTES_FOLDER),
    files('program', trafficProgramName(daemon, program), PROGRAM_FOLDER),
    ...writable.map((mountPath, index) => inMemory(index === 0 ? 'run' : `writable-${index - 1}`, mountPath)),
  ];
}

function files(name: string, configMap: string, mountPath: string): MountedVolume {
  return { volume: { name, configMap: { name: configMap } }, mount: { name, mountPath, readOnly: true } };
}

function inMemory(name: string, mountPath: string): MountedVolume {
  const sizeLimit = k8s.Quantity.fromString(FOLDER_SIZE);
  return { volume: { name, emptyDir: { medium: 'Memory', sizeLimit } }, mount: { name, mountPath } };
}
