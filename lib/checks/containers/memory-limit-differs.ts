import type { PlatformModel } from '../../model/platform-model';
import { readResources } from '../../model/pod-requests';
import { readAt } from '../../model/read-fields';
import type { WorkloadFacts } from '../../model/workload-facts';
import { type Breach, type Check, describeObject } from '../check';
import { criticalPoolsOf, describePools } from '../critical-pools';

/**
 * The scheduler fills a node by requests. Containers that use more than they request can together use more memory than the node has, and
 * then the kernel or the kubelet ends pods, often those of others. That is an error for pods that may run on a critical pool, which is
 * one of purpose `traffic` or `system`, because every team's requests depend on these nodes. Init containers are not judged, because
 * they end before the pod serves.
 */
export const memoryLimitDiffers: Check = {
  id: 'memory-limit-differs',
  severity: 'warning',
  title: 'the memory limit of a container equals its request',
  source: 'https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/',
  run: (model) => model.workloads.flatMap((workload) => judge(workload, model)),
};

function judge(workload: WorkloadFacts, model: PlatformModel): Breach[] {
  const differing = workload.pod.containers.flatMap(({ name, role, manifest }) => {
    const { memoryBytes: request } = readResources(readAt(manifest, 'resources', 'requests'));
    const { memoryBytes: limit } = readResources(readAt(manifest, 'resources', 'limits'));
    if (role === 'init' || request === undefined || limit === undefined || request >= limit) return [];
    const [asked, most] = ['requests', 'limits'].map((member) => readAt(manifest, 'resources', member, 'memory'));
    return [`container '${name}' requests ${asked} of memory and may use ${most}`];
  });
  if (differing.length === 0) return [];
  const critical = criticalPoolsOf(workload, model);
  const { object } = workload;
  const subject = describeObject(object);
  return differing.map((what) => {
    if (critical.length === 0) {
      const why = 'so the node may run out of memory that nobody requested, and pods of others are ended';
      return { subject, message: `${what}, ${why}; make the request and the limit equal`, object };
    }
    const why = `so nodes of ${describePools(critical)}, on which the traffic of all depends, may run out of memory`;
    return { subject, message: `${what}, ${why}; make the request and the limit equal`, object, severity: 'error' };
  });
}
