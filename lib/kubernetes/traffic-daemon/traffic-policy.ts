import { PROXY_COMMAND } from '../../render/proxies/proxy-program';
import type { ClusterSpec } from '../../specs/cluster/cluster-spec';
import { TUNED_GATE } from '../../specs/labels';
import type { TrafficDaemonSpec } from '../../specs/workload/traffic/traffic-daemon-spec';
import type { PolicyValidation, PolicyVariable } from '../admission/policy-parts';
import { PRIORITY_CLASS_NAMES } from '../cluster/priority-classes';
import { NODE_TUNER_STATE } from '../node-tuner/node-tuner-names';
import { renderTunedGate } from '../node-tuner/tuned-gate';
import { imageName, PROXY_CONTAINER } from './traffic-names';
import { CONTAINER_RULES, POD_RULES, type TrafficRule } from './traffic-policy-rights';

/** Operations that can start pods or change them. */
const WRITES = ['CREATE', 'UPDATE'];

/** Begin of every message, in CEL: kind and name of the object, and its namespace. */
const WHO: PolicyVariable = {
  name: 'who',
  expression:
    "object.kind + ' \\'' + object.metadata.?name.orValue(object.metadata.?generateName.orValue('')) + '\\' in namespace ' + request.namespace + ' '",
};

/**
 * Spec of the policy on a traffic daemon's namespace. Its Pod Security level admits everything, because the level `baseline` refuses the
 * host's network; the policy admits the daemon's own shape and nothing else.
 *
 * Only the contents of pods are judged. The rights to write in the namespace are those of the cluster's administrators, because keelson
 * binds nobody to a role there. An update is judged only where it changes the pods, because controllers update labels and finalizers of
 * pods that are older than the policy, and otherwise such a pod could never end.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export function renderTrafficPolicy(
  daemon: TrafficDaemonSpec,
  cluster: ClusterSpec,
): Readonly<Record<string, unknown>> {
  return {
    failurePolicy: 'Fail',
    matchConstraints: {
      resourceRules: [
        renderRule('', ['pods', 'pods/ephemeralcontainers', 'replicationcontrollers']),
        renderRule('apps', ['daemonsets', 'deployments', 'replicasets', 'statefulsets']),
        renderRule('batch', ['cronjobs', 'jobs']),
      ],
    },
    matchConditions: [
      { name: 'changes-pods', expression: "request.operation == 'CREATE' || object.spec != oldObject.spec" },
    ],
    variables: [
      WHO,
      { name: 'pod', expression: POD },
      { name: 'proxies', expression: 'variables.pod.?containers.orValue([])' },
      { name: 'gates', expression: 'variables.pod.?initContainers.orValue([])' },
      { name: 'containers', expression: 'variables.proxies + variables.gates' },
      { name: 'ports', expression: PORTS },
    ],
    validations: [
      ownPods(daemon),
      ...identity(daemon),
      ...contents(daemon, cluster),
      registeredPorts(daemon),
      ...POD_RULES.map(toValidation),
      ...CONTAINER_RULES.map(toValidation),
    ],
  };
}

function renderRule(apiGroup: string, resources: readonly string[]): Readonly<Record<string, unknown>> {
  return { apiGroups: [apiGroup], apiVersions: ['v1'], operations: WRITES, resources };
}

function toValidation({ expression, message }: TrafficRule): PolicyValidation {
  return { expression, messageExpression: `variables.who + '${message}'` };
}

/** Spec of the pods that an object is or starts; `dyn` removes the type, because the path differs between kinds. */
const POD =
  'dyn(object).spec.?jobTemplate.spec.template.or(dyn(object).spec.?template).?spec.orValue(dyn(object).spec)';

/** Ports of the node that the pods state. */
const PORTS =
  'variables.containers.map(container, container.?ports.orValue([])).filter(ports, size(ports) > 0).map(ports, ports.map(port, port.?hostPort.orValue(0)))';

/** Only the DaemonSet of the daemon starts pods: a second one would find its ports taken, and another kind would not run on every node. */
function ownPods({ name }: TrafficDaemonSpec): PolicyValidation {
  const owned = `object.metadata.?ownerReferences.orValue([]).exists(owner, owner.kind == 'DaemonSet' && owner.name == '${name}' && owner.?controller.orValue(false))`;
  return toValidation({
    expression: `object.kind == 'Pod' ? ${owned} : object.kind == 'DaemonSet' && object.metadata.?name.orValue('') == '${name}'`,
    message: `is not the DaemonSet ${name} or one of its pods, and nothing else may start pods there; use another namespace`,
  });
}

function identity({ name }: TrafficDaemonSpec): readonly PolicyValidation[] {
  return [
    {
      expression: `variables.pod.?serviceAccountName.orValue('') == '${name}' && variables.pod.?automountServiceAccountToken.orValue(true) == false`,
      message: `must have the service account ${name} without a mounted token, because its pods call no API`,
    },
    {
      expression: `variables.pod.?priorityClassName.orValue('') == '${PRIORITY_CLASS_NAMES.traffic}'`,
      message: `must have the priority class ${PRIORITY_CLASS_NAMES.traffic}`,
    },
  ].map(toValidation);
}

/** Images and volumes: those of the proxy, and where the pools are tuned those of the gate that waits for the tuner. */
function contents(daemon: TrafficDaemonSpec, cluster: ClusterSpec): readonly PolicyValidation[] {
  const image = imageName(daemon.proxy.image);
  const isGated = renderTunedGate(daemon, cluster) !== undefined;
  const gateImage = imageName(cluster.nodeTuner.image);
  const folder = `volume.?hostPath.?path.orValue('') == '${NODE_TUNER_STATE}'`;
  const gates = isGated
    ? `variables.gates.all(gate, gate.name == '${TUNED_GATE}' && ${isOf('gate', gateImage)} && gate.?volumeMounts.orValue([]).all(mount, mount.?readOnly.orValue(false)))`
    : 'size(variables.gates) == 0';
  const hostPaths = `variables.pod.?volumes.orValue([]).filter(volume, has(volume.hostPath))`;
  return [
    {
      expression: `size(variables.proxies) == 1 && variables.proxies.all(proxy, proxy.name == '${PROXY_CONTAINER}' && ${isOf('proxy', image)})`,
      message: `must have one container, ${PROXY_CONTAINER}, with the image ${image}`,
    },
    {
      expression: gates,
      message: isGated
        ? `may have no init container but ${TUNED_GATE}, with the image ${gateImage} and mounts that it only reads`
        : 'may have no init containers',
    },
    {
      expression: `variables.pod.?volumes.orValue([]).all(volume, has(volume.emptyDir) || has(volume.configMap)${isGated ? ` || ${folder}` : ''})`,
      message: isGated
        ? `may have no volumes but ConfigMaps, empty folders, and the folder ${NODE_TUNER_STATE} of the node`
        : 'may have no volumes but ConfigMaps and empty folders',
    },
    {
      expression: `variables.proxies.all(proxy, proxy.?volumeMounts.orValue([]).all(mount, !${hostPaths}.exists(volume, volume.name == mount.name)))`,
      message: `may mount no folder of the node in the container ${PROXY_CONTAINER}`,
    },
    {
      expression: `variables.proxies.all(proxy, proxy.?command.orValue([]) == ${celList(PROXY_COMMAND)} && size(proxy.?args.orValue([])) == 0)`,
      message: `must start the container ${PROXY_CONTAINER} with the program of keelson`,
    },
  ].map(toValidation);
}

function celList(words: readonly string[]): string {
  return `[${words.map((word) => `'${word}'`).join(', ')}]`;
}

/** Whether the image of a container is a version of an image. */
function isOf(container: string, image: string): string {
  return `(${container}.image == '${image}' || ${container}.image.startsWith('${image}:') || ${container}.image.startsWith('${image}@'))`;
}

function registeredPorts({ hostPorts }: TrafficDaemonSpec): PolicyValidation {
  const numbers = [hostPorts.http, hostPorts.health, hostPorts.metrics];
  return toValidation({
    expression: `size(variables.ports) == 1 && size(variables.ports[0]) == ${numbers.length} && [${numbers.join(', ')}].all(number, number in variables.ports[0])`,
    message: `must state the ports ${numbers.join(', ')} of the node and no others, because the balancer and the pool count on them`,
  });
}
