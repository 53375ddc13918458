import type { PlatformModel } from '../model/platform-model';
import { type Resources, readResources } from '../model/pod-requests';
import { readAt } from '../model/read-fields';
import type { WorkloadFacts } from '../model/workload-facts';
import { renderGib } from '../values/quantity';
import { type Breach, type Check, describeObject } from './check';

/** The API server refuses a pod whose request exceeds its limit, and reports that only in the events of the ReplicaSet. */
export const defaultsRefusePods: Check = {
  id: 'defaults-refuse-pods',
  severity: 'error',
  title: "no request exceeds the limit that the namespace's defaults fill in",
  source: 'https://kubernetes.io/docs/concepts/policy/limit-range/',
  run: (model) => model.workloads.flatMap((workload) => judge(workload, model)),
};

function judge(workload: WorkloadFacts, model: PlatformModel): Breach[] {
  const { limit } = model.containerDefaultsOf(workload.namespace);
  return workload.pod.containers.flatMap(({ name, manifest }) => {
    const requests = readResources(readAt(manifest, 'resources', 'requests'));
    const limits = readResources(readAt(manifest, 'resources', 'limits'));
    const tooSmall = (resource: keyof Resources) =>
      limits[resource] === undefined && (requests[resource] ?? 0) > (limit[resource] ?? Number.POSITIVE_INFINITY);
    const breach = (asked: string, filledIn: string, remedy: string) => ({
      subject: describeObject(workload.object),
      message: `container '${name}' asks for ${asked} and states no limit, so the namespace's default of ${filledIn} becomes a limit below the request and the API server refuses every pod; ${remedy}`,
      object: workload.object,
    });
    return [
      ...(tooSmall('memoryBytes')
        ? [breach(renderGib(requests.memoryBytes ?? 0), renderGib(limit.memoryBytes ?? 0), 'state a memory limit')]
        : []),
      ...(tooSmall('cpuMillis')
        ? [
            breach(
              `${requests.cpuMillis}m of CPU`,
              `${limit.cpuMillis}m`,
              "remove the default CPU limit from the namespace's LimitRange",
            ),
          ]
        : []),
    ];
  });
}
