import type { PlatformModel } from '../../model/platform-model';
import { type ContainerFacts, podTemplateOf } from '../../model/pod-facts';
import { type ContainerDefaults, type Resources, readResources } from '../../model/pod-requests';
import { readAt } from '../../model/read-fields';
import type { WorkloadFacts } from '../../model/workload-facts';
import { type Breach, type Check, describeObject } from '../check';

/**
 * A container without requests is placed as if it needed nothing, so that nodes are filled until the kernel kills processes on them; one
 * without a memory limit may take the memory of its neighbours. Where a LimitRange fills the missing numbers in, the finding is a
 * warning, because its defaults know nothing of the program; elsewhere it is an error. The rule is the same for all containers, init
 * containers and sidecars included, and for the pods of all kinds. What a pod states for all its containers together counts as stated.
 */
export const containerWithoutResources: Check = {
  id: 'container-without-resources',
  severity: 'error',
  title: 'every container states its CPU request, its memory request and its memory limit',
  source: 'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/',
  run: (model) => model.workloads.flatMap((workload) => judge(workload, model)),
};

/** A number that a container must state, and the default that the namespace has for it. */
interface Need {
  readonly name: string;
  readonly isStated: boolean;
  readonly filledIn: string | undefined;
}

function judge(workload: WorkloadFacts, model: PlatformModel): Breach[] {
  const defaults = model.containerDefaultsOf(workload.namespace);
  const ofPod = resourcesOf(readAt(podTemplateOf(workload.object), 'spec'));
  return workload.pod.containers.flatMap((container) => {
    const missing = needsOf(container, ofPod, defaults).filter(({ isStated }) => !isStated);
    const bare = missing.filter(({ filledIn }) => filledIn === undefined);
    if (missing.length === 0) return [];
    const { object } = workload;
    const subject = describeObject(object);
    const what = `container '${container.name}' states no`;
    if (bare.length > 0) {
      const message = `${what} ${namesOf(bare)}, and no LimitRange of its namespace fills that in, so its pods may overload their node; state ${bare.length === 1 ? 'it' : 'them'}`;
      return [{ subject, message, object }];
    }
    const filledIn = missing.map(({ name, filledIn: amount }) => `${name} ${amount}`).join(', ');
    const message = `${what} ${namesOf(missing)}, so it gets the defaults of its namespace, which know nothing of the program: ${filledIn}; state what it needs`;
    return [{ subject, message, object, severity: 'warning' }];
  });
}

function needsOf({ manifest }: ContainerFacts, ofPod: Stated, defaults: ContainerDefaults): readonly Need[] {
  const own = resourcesOf(manifest);
  const need = (resource: keyof Resources, member: keyof Stated) => {
    const amount = defaults[member === 'requests' ? 'request' : 'limit'][resource];
    return {
      name: `${resource === 'cpuMillis' ? 'CPU' : 'memory'} ${member === 'requests' ? 'request' : 'limit'}`,
      isStated: own[member][resource] !== undefined || ofPod[member][resource] !== undefined,
      filledIn: amount === undefined ? undefined : render(resource, amount),
    };
  };
  return [need('cpuMillis', 'requests'), need('memoryBytes', 'requests'), need('memoryBytes', 'limits')];
}

interface Stated {
  readonly requests: Partial<Resources>;
  readonly limits: Partial<Resources>;
}

/** Resources of a container or a pod; a limit is the request too where no request is stated. */
function resourcesOf(owner: unknown): Stated {
  const limits = readResources(readAt(owner, 'resources', 'limits'));
  return { limits, requests: { ...limits, ...readResources(readAt(owner, 'resources', 'requests')) } };
}

function render(resource: keyof Resources, amount: number): string {
  return resource === 'cpuMillis' ? `${amount}m` : `${Math.round(amount / 2 ** 20)}Mi`;
}

function namesOf(needs: readonly Need[]): string {
  return needs.map(({ name }) => name).join(', no ');
}
