import type { PlatformModel } from '../../model/platform-model';
import { readAt, readInteger } from '../../model/read-fields';
import type { WorkloadFacts } from '../../model/workload-facts';
import { servicesOf } from '../../specs/workload/workload-spec';
import { type Breach, type Check, describeObject } from '../check';

/**
 * An apply sets the stated number again, whatever the autoscaler has made of it: at the evening's peak a release then takes the pods
 * away that serve it. `replicas: 0` under a HorizontalPodAutoscaler is accepted, because it switches the autoscaler off.
 */
export const autoscaledWithReplicas: Check = {
  id: 'autoscaled-with-replicas',
  severity: 'error',
  title: 'no manifest states replicas that an autoscaler sets',
  source:
    'https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/#migrating-deployments-and-statefulsets-to-horizontal-autoscaling',
  run: (model) => model.workloads.flatMap((workload) => judge(workload, model)),
};

function judge({ object, name, namespace, autoscalers }: WorkloadFacts, { cluster }: PlatformModel): Breach[] {
  const replicas = readInteger(readAt(object, 'spec', 'replicas'));
  const [autoscaler] = autoscalers;
  if (replicas === undefined || autoscaler === undefined) return [];
  const isService = servicesOf(cluster).some((each) => each.name === name && each.namespace === namespace);
  const remedy = isService
    ? "state the range as 'replicas' of the workload, whose autoscaler keelson writes, and remove this one"
    : "leave 'replicas' out, after the hand-over if the pods run already, because the apply that removes it sets 1";
  const message = `it states ${replicas} replicas, and ${describeObject(autoscaler.object)} sets ${autoscaler.least} to ${autoscaler.most}: every apply resets the number to ${replicas} until the autoscaler corrects it; ${remedy}`;
  return [{ subject: describeObject(object), message, object }];
}
