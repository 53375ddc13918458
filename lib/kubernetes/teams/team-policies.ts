import type { ClusterSpec } from '../../specs/cluster/cluster-spec';
import { POOL_LABEL } from '../../specs/labels';
import { startupKeysOf } from '../../specs/workload/startup-keys';
import { DEFAULT_MAX_GRACE_SECONDS } from '../../specs/workload/team-spec';
import type { PolicyValidation, PolicyVariable } from '../admission/policy-parts';

/** Operations that can start pods or change them; other operations need no policy. */
const WRITES = ['CREATE', 'UPDATE'];

/** Kubernetes' default of `terminationGracePeriodSeconds`. */
const UNSTATED_GRACE_SECONDS = 30;

/** Most tolerations that are evaluated: one pass over 20000 takes an API server 2 s, and every member of a team could send such lists. */
const MOST_TOLERATIONS = 1000;

/** Begin of every message, in CEL: kind and name of the object, and its team. */
const WHO: PolicyVariable = {
  name: 'who',
  expression:
    "object.kind + ' \\'' + object.metadata.?name.orValue(object.metadata.?generateName.orValue('')) + '\\' of team \\'' + request.namespace + '\\''",
};

/** Conditions of the pods that a team starts. */
const POD_VALIDATIONS: readonly PolicyValidation[] = [
  {
    expression: 'variables.isShort',
    messageExpression: `variables.who + ' states ' + string(size(variables.tolerations)) + ' tolerations, and at most ${MOST_TOLERATIONS} are read; remove those that no node needs'`,
  },
  {
    expression: "!variables.isShort || variables.tolerations.all(toleration, toleration.?key.orValue('') != '')",
    messageExpression:
      "variables.who + ' tolerates every taint (a toleration without a key), so its pods would start on nodes that are not ready for pods; give the key of each taint that they have to tolerate'",
  },
  {
    expression:
      "!variables.isShort || variables.tolerations.all(toleration, request.namespace in variables.startupKeys[?toleration.?key.orValue('')].orValue([request.namespace]))",
    messageExpression:
      "variables.who + ' tolerates the startup taint ' + variables.closed.join(', ') + ', so its pods would start on nodes that are not ready for pods; remove this toleration, because the pods start as soon as the taint is gone'",
  },
  {
    // An update of a pod is exempt, because a running pod has a node and an update cannot change it.
    expression: "variables.node == '' || (object.kind == 'Pod' && request.operation == 'UPDATE')",
    messageExpression: `variables.who + ' states nodeName ' + variables.node + ', so its pods would start on that node without the scheduler and in spite of its NoSchedule taints; leave nodeName out and select nodes by the label ${POOL_LABEL}'`,
  },
  {
    expression: 'variables.grace <= variables.maxGrace',
    messageExpression:
      "variables.who + ' states terminationGracePeriodSeconds ' + string(variables.grace) + ', and the team may state at most ' + string(variables.maxGrace) + ' because a drain waits for the pods; lower it, or let the platform raise maxGraceSeconds of the team'",
  },
];

/**
 * Spec of the policy on pods and on every kind of object that starts pods. The policy refuses pods that would start on nodes which are
 * not ready for them, and pods for which a drain would wait too long.
 *
 * An update is validated only where it changes the pods: controllers update labels and finalizers of objects that are older than the
 * policy, and otherwise a deletion in the foreground would never end. Of the members that the policy reads, an update of an existing
 * pod can only add tolerations; the scheduler sets `nodeName` by another request, the binding.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/#pod-update-and-replacement
 */
export function renderTeamPodPolicy(cluster: ClusterSpec): Readonly<Record<string, unknown>> {
  return {
    failurePolicy: 'Fail',
    matchConstraints: {
      resourceRules: [
        renderRule('', ['pods', 'replicationcontrollers']),
        renderRule('apps', ['daemonsets', 'deployments', 'replicasets', 'statefulsets']),
        renderRule('batch', ['cronjobs', 'jobs']),
      ],
    },
    matchConditions: [{ name: 'changes-pods', expression: renderChangesPods() }],
    variables: [
      WHO,
      { name: 'pod', expression: `${templateOf('object')}.?spec.orValue(dyn(object).spec)` },
      { name: 'tolerations', expression: `variables.pod.${TOLERATIONS}` },
      { name: 'isShort', expression: `size(variables.tolerations) <= ${MOST_TOLERATIONS}` },
      { name: 'startupKeys', expression: renderStartupKeys(cluster) },
      { name: 'closed', expression: CLOSED_KEYS },
      { name: 'node', expression: "variables.pod.?nodeName.orValue('')" },
      { name: 'grace', expression: `variables.pod.?terminationGracePeriodSeconds.orValue(${UNSTATED_GRACE_SECONDS})` },
      { name: 'graces', expression: renderGraces(cluster) },
      {
        name: 'maxGrace',
        expression: `request.namespace in variables.graces ? variables.graces[request.namespace] : ${DEFAULT_MAX_GRACE_SECONDS}`,
      },
    ],
    validations: POD_VALIDATIONS,
  };
}

/**
 * Spec of the policy on disruption budgets, which refuses budgets that never allow an eviction, whatever the number of pods. A check
 * compares `minAvailable` with the replicas, because the replicas can change without a change of the budget.
 *
 * A budget with neither bound is refused too, because the disruption controller allows no eviction for it.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/controller/disruption/disruption.go
 */
export function renderTeamBudgetPolicy(): Readonly<Record<string, unknown>> {
  const remedy = 'so no node with such a pod could be drained; allow at least 1 by maxUnavailable';
  return {
    failurePolicy: 'Fail',
    matchConstraints: { resourceRules: [renderRule('policy', ['poddisruptionbudgets'])] },
    matchConditions: [
      { name: 'changes-budget', expression: "request.operation == 'CREATE' || object.spec != oldObject.spec" },
    ],
    variables: [
      WHO,
      { name: 'maxUnavailable', expression: boundOf('maxUnavailable') },
      { name: 'minAvailable', expression: boundOf('minAvailable') },
    ],
    validations: [
      {
        expression: "!variables.maxUnavailable.matches('^0+%?$')",
        messageExpression: `variables.who + ' lets no pod go (maxUnavailable ' + variables.maxUnavailable + '), ${remedy}'`,
      },
      {
        expression: "!variables.minAvailable.matches('^0*100%$')",
        messageExpression: `variables.who + ' lets no pod go (minAvailable ' + variables.minAvailable + '), ${remedy}'`,
      },
      {
        expression: "variables.maxUnavailable != '' || variables.minAvailable != ''",
        messageExpression: `variables.who + ' lets no pod go (neither maxUnavailable nor minAvailable is stated), ${remedy}'`,
      },
    ],
  };
}

function renderRule(apiGroup: string, resources: readonly string[]): Readonly<Record<string, unknown>> {
  return { apiGroups: [apiGroup], apiVersions: ['v1'], operations: WRITES, resources };
}

type Side = 'object' | 'oldObject';

/** Expression of the pod template of an object, as an optional; `dyn` removes the type, because the path differs between kinds. */
function templateOf(side: Side): string {
  return `dyn(${side}).spec.?jobTemplate.spec.template.or(dyn(${side}).spec.?template)`;
}

const TOLERATIONS = '?tolerations.orValue([])';

function renderChangesPods(): string {
  const ofPods = `dyn(object).spec.${TOLERATIONS} != dyn(oldObject).spec.${TOLERATIONS}`;
  const ofTemplates = `${templateOf('object')} != ${templateOf('oldObject')}`;
  return `request.operation == 'CREATE' || (object.kind == 'Pod' ? ${ofPods} : ${ofTemplates})`;
}

/** Startup taints that the pods tolerate without permission. Evaluated for short lists only, because the server evaluates every message. */
const CLOSED_KEYS = `!variables.isShort ? [] : variables.startupKeys.filter(key, !(request.namespace in variables.startupKeys[key]) && variables.tolerations.exists(toleration, toleration.?key.orValue('') == key))`;

/** Namespaces whose pods may tolerate a startup taint, by the taint's key, as a map of CEL. */
function renderStartupKeys(cluster: ClusterSpec): string {
  const entries = startupKeysOf(cluster).map(({ key, namespaces }) => {
    return `'${key}': [${namespaces.map((namespace) => `'${namespace}'`).join(', ')}]`;
  });
  return `{${entries.join(', ')}}`;
}

/** Longest grace period of each team in seconds, as a map of CEL. */
function renderGraces(cluster: ClusterSpec): string {
  return `{${cluster.teams.map(({ name, maxGraceSeconds }) => `'${name}': ${maxGraceSeconds}`).join(', ')}}`;
}

/** Expression of a budget's bound as text, because a bound is a number or a percentage; empty where the bound is not stated. */
function boundOf(member: string): string {
  return `has(object.spec.${member}) ? string(dyn(object.spec.${member})) : ''`;
}
