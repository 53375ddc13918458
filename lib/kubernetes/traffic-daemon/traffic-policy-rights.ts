/** A rule in CEL, and the end of the message of its refusal. */
export interface TrafficRule {
  /** The condition; pods for which it is false are refused. */
  readonly expression: string;
  /** The end of a sentence that begins with the object. */
  readonly message: string;
}

/** Rights of a pod that are stated for the whole pod. */
export const POD_RULES: readonly TrafficRule[] = [
  {
    // A bare value of unknown type is no condition for the API server, so that it is compared.
    expression: 'variables.pod.?hostNetwork.orValue(false) == true',
    message: 'must use the network of its node, because the balancer sends requests to ports of the nodes',
  },
  {
    expression: '!variables.pod.?hostPID.orValue(false) && !variables.pod.?hostIPC.orValue(false)',
    message: 'may not use the process or IPC namespace of its node',
  },
  {
    expression: 'size(variables.pod.?ephemeralContainers.orValue([])) == 0',
    message: 'may have no ephemeral containers',
  },
  {
    expression:
      "variables.pod.?securityContext.?runAsNonRoot.orValue(false) && variables.pod.?securityContext.?seccompProfile.?type.orValue('') == 'RuntimeDefault' && size(variables.pod.?securityContext.?sysctls.orValue([])) == 0",
    message:
      'must run as another user than root with the seccomp profile RuntimeDefault, and may set no kernel parameters',
  },
];

/** Members of a container's security context that must have these values, or may not be stated otherwise than as the pod's. */
const CONTEXT = 'container.?securityContext';

/** Whether a security context leaves the profiles of its node as the runtime has them. */
function profiles(context: string): string {
  return `(!${context}.?seLinuxOptions.hasValue() && !${context}.?windowsOptions.hasValue() && ${context}.?appArmorProfile.?type.orValue('RuntimeDefault') == 'RuntimeDefault')`;
}

/** Rights of every container, the gate's included. */
export const CONTAINER_RULES: readonly TrafficRule[] = [
  {
    expression: `variables.containers.all(container, !${CONTEXT}.?privileged.orValue(false) && !${CONTEXT}.?allowPrivilegeEscalation.orValue(true) && ${CONTEXT}.?readOnlyRootFilesystem.orValue(false))`,
    message: 'may have no privileged container, none that can gain privileges, and none that can write to its image',
  },
  {
    expression: `variables.containers.all(container, 'ALL' in ${CONTEXT}.?capabilities.?drop.orValue([]) && size(${CONTEXT}.?capabilities.?add.orValue([])) == 0)`,
    message: 'must drop ALL capabilities in every container, and may add none',
  },
  {
    expression: `variables.containers.all(container, ${CONTEXT}.?runAsNonRoot.orValue(true) && ${CONTEXT}.?runAsUser.orValue(1) != 0 && ${CONTEXT}.?seccompProfile.?type.orValue('RuntimeDefault') == 'RuntimeDefault' && ${CONTEXT}.?procMount.orValue('Default') == 'Default')`,
    message: 'may have no container with the user root, another seccomp profile or an unmasked /proc',
  },
  {
    expression: `${profiles('variables.pod.?securityContext')} && variables.containers.all(container, ${profiles(CONTEXT)})`,
    message: 'may state no options of SELinux or Windows, and no other profile of AppArmor than that of the runtime',
  },
];
