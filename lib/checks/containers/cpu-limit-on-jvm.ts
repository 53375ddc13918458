import type { PlatformModel } from '../../model/platform-model';
import { podTemplateOf } from '../../model/pod-facts';
import { readResources } from '../../model/pod-requests';
import { readAt } from '../../model/read-fields';
import type { WorkloadFacts } from '../../model/workload-facts';
import { type Breach, type Check, describeObject } from '../check';
import { javaEvidence } from './java-evidence';

/**
 * The threads of the collector and of the compilers use up a CPU limit in a burst, and then the kernel stops the whole process for the
 * rest of each 100 ms. A CPU limit of any other program is not reported: it is a choice that many make on purpose.
 */
export const cpuLimitOnJvm: Check = {
  id: 'cpu-limit-on-jvm',
  severity: 'error',
  title: 'no JVM has a CPU limit',
  source: 'https://docs.kernel.org/scheduler/sched-bwc.html',
  run: (model) => model.workloads.flatMap((workload) => judge(workload, model)),
};

function judge(workload: WorkloadFacts, model: PlatformModel): Breach[] {
  const { object, namespace } = workload;
  const ofPod = readResources(readAt(podTemplateOf(object), 'spec', 'resources', 'limits')).cpuMillis;
  const filledIn = model.containerDefaultsOf(namespace).limit.cpuMillis;
  return workload.pod.containers.flatMap((container) => {
    const own = readResources(readAt(container.manifest, 'resources', 'limits')).cpuMillis;
    const limit = own ?? ofPod ?? filledIn;
    if (limit === undefined) return [];
    const evidence = javaEvidence(container);
    if (evidence === undefined) return [];
    const source = own !== undefined ? '' : ` ${ofPod !== undefined ? 'of its pod' : 'that its namespace fills in'}`;
    const remedy =
      own === undefined && ofPod === undefined
        ? "remove the default CPU limit from the namespace's LimitRange"
        : 'remove the limit, and tell the JVM its processors by -XX:ActiveProcessorCount';
    const message = `container '${container.name}' runs a JVM (${evidence}) with a CPU limit of ${limit}m${source}: its collector and compilers use the limit up in bursts, and all its threads then stand still for the rest of each 100 ms; ${remedy}`;
    return [{ subject: describeObject(object), message, object }];
  });
}
