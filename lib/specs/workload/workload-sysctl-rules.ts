import type { Problems } from '../../values/problems';
import { PLATFORM_NAMESPACE } from '../labels';
import { podSysctlClass } from '../sysctl/pod-sysctl-class';
import type { SysctlDefinition } from '../sysctl/sysctl-definition';
import { judgeSysctl } from '../sysctl/sysctl-rules';
import type { WorkloadMembers } from './workload-fields';

/** Whether a pod may have a parameter for itself follows from its namespace. */
const UNKNOWN = 'leave it out; a pod is given parameters only whose namespace the catalogue knows';

/** Rules of the kernel parameters that pods ask for in namespaces of their own. */
export function judgeWorkloadSysctls(workload: WorkloadMembers, minor: string, problems: Problems): void {
  for (const [key, value] of Object.entries(workload.sysctls)) {
    const definition = judgeSysctl({ property: `sysctls.${key}`, key, value }, UNKNOWN, problems);
    if (definition !== undefined) judgePlace({ workload, key, value, definition, minor }, problems);
  }
}

interface PodSysctl {
  readonly workload: WorkloadMembers;
  readonly key: string;
  readonly value: string;
  readonly definition: SysctlDefinition;
  readonly minor: string;
}

function judgePlace({ workload, key, value, definition, minor }: PodSysctl, problems: Problems): void {
  const property = `sysctls.${key}`;
  const podClass = podSysctlClass(definition, minor);
  if (podClass === 'never') {
    const remedy = "state it in the pool's 'kernel'";
    problems.add(
      property,
      'be a parameter that every pod has for itself; this one belongs to the whole machine, at least on some kernels',
      value,
      remedy,
    );
    return;
  }
  if (workload.hostNetwork && definition.scope === 'network-namespace') {
    const remedy = "state it in the pool's 'kernel', because the pods use the network of the node";
    problems.add(property, "be absent with 'hostNetwork'", value, remedy);
    return;
  }
  if (podClass === 'safe' || workload.namespace === PLATFORM_NAMESPACE) return;
  const since = definition.safeSince === undefined ? '' : ` before ${definition.safeSince}`;
  const rule = `be a parameter that Kubernetes calls safe: this one is unsafe${since}, and Pod Security refuses such pods in a team's namespace`;
  problems.add(property, rule, value, `leave it out, or run the workload in '${PLATFORM_NAMESPACE}'`);
}
