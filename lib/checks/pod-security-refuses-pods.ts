import type { PlatformModel } from '../model/platform-model';
import { podTemplateOf } from '../model/pod-facts';
import { readAt, readMaps, readText } from '../model/read-fields';
import type { WorkloadFacts } from '../model/workload-facts';
import { PLATFORM_NAMESPACE } from '../specs/labels';
import { type Breach, type Check, describeObject } from './check';

/**
 * Pod Security refuses pods, but not the objects that start them: without the check only the events of a ReplicaSet show the refusal.
 *
 * The check covers the members that both levels of a team refuse. The further requirements of `restricted` are left to the API server,
 * which warns the client that applies a Deployment.
 */
export const podSecurityRefusesPods: Check = {
  id: 'pod-security-refuses-pods',
  severity: 'error',
  title: 'pods of teams take nothing of their node',
  source: 'https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline',
  run: (model) => model.cluster.teams.flatMap((team) => judgeTeam(team.name, team.podSecurity, model)),
};

function judgeTeam(namespace: string, level: string, model: PlatformModel): Breach[] {
  return (model.workloadsByNamespace.get(namespace) ?? []).flatMap((workload) => {
    const taken = takenOf(workload);
    if (taken.length === 0) return [];
    const { object } = workload;
    const message = `its pods take ${taken.join(', ')}, which Pod Security level '${level}' of the namespace refuses, so no pod would start; leave that out, or run it in ${PLATFORM_NAMESPACE}`;
    return [{ subject: describeObject(object), message, object }];
  });
}

function takenOf({ object, pod }: WorkloadFacts): readonly string[] {
  const spec = readAt(podTemplateOf(object), 'spec');
  const shared = ['hostNetwork', 'hostPID', 'hostIPC'].filter((member) => readAt(spec, member) === true);
  const volumes = readMaps(readAt(spec, 'volumes'))
    .filter((volume) => volume['hostPath'] !== undefined)
    .map((volume) => `'hostPath' (volume '${readText(volume['name']) ?? ''}')`);
  const containers = pod.containers.flatMap(({ name, manifest }) => [
    ...(readAt(manifest, 'securityContext', 'privileged') === true ? [`'privileged' (container '${name}')`] : []),
    ...(readMaps(manifest['ports']).some(({ hostPort }) => hostPort !== undefined && hostPort !== 0)
      ? [`'hostPort' (container '${name}')`]
      : []),
  ]);
  return [...shared.map((member) => `'${member}'`), ...volumes, ...containers];
}
