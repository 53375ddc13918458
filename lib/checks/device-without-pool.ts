import type { PlatformModel } from '../model/platform-model';
import type { WorkloadFacts } from '../model/workload-facts';
import { type Breach, type Check, describeObject } from './check';

/** Prefixes of resources for devices of machine types that keelson refuses, so that no pool can offer them. */
const REFUSED_DEVICES = ['nvidia.com/', 'amd.com/gpu', 'aws.amazon.com/neuron', 'google.com/tpu', 'habana.ai/'];

/** Pods that request a device which no node offers stay pending, and the cluster autoscaler cannot add a node for them. */
export const deviceWithoutPool: Check = {
  id: 'device-without-pool',
  severity: 'error',
  title: 'pods ask for no device that no pool offers',
  source: 'https://kubernetes.io/docs/tasks/configure-pod-container/extended-resource/',
  run: (model: PlatformModel) => model.workloads.filter(({ mostReplicas }) => mostReplicas !== 0).flatMap(judge),
};

function judge(workload: WorkloadFacts): Breach[] {
  if (workload.pod.isPlacedElsewhere) return [];
  return Object.entries(workload.pod.extendedRequests).map(([name, amount]) => {
    const isRefused = REFUSED_DEVICES.some((prefix) => name.startsWith(prefix));
    const why = isRefused
      ? 'keelson supports no machines with such devices yet; run the pods in another cluster'
      : "no pool of the specs offers it; if a device plugin of yours does, keep the request and state that in the annotation 'keelson.dev/ignore-device-without-pool'";
    const breach: Breach = {
      subject: describeObject(workload.object),
      message: `its pods request ${amount} of '${name}', and stay pending if no node offers it: ${why}`,
      object: workload.object,
    };
    return isRefused ? breach : { ...breach, severity: 'warning' };
  });
}
