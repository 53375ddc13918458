import type { ClusterSpec } from '../../specs/cluster/cluster-spec';
import type { PolicyVariable } from '../admission/policy-parts';
import { renderMaxGrace } from './max-grace';

/** Grace period in seconds that the request states. An eviction states the period in its body, because its own options are those of a creation. */
const STATED: PolicyVariable = {
  name: 'stated',
  expression:
    "request.operation == 'DELETE' ? dyn(request).?options.?gracePeriodSeconds.orValue(0) : dyn(object).?deleteOptions.?gracePeriodSeconds.orValue(0)",
};

/** Grace period in seconds of the pod itself. A deletion may state it, because pods that are older than the policies have to go too. */
const OWN: PolicyVariable = {
  name: 'own',
  expression: "request.operation == 'DELETE' ? dyn(oldObject).?spec.?terminationGracePeriodSeconds.orValue(0) : 0",
};

/** Name of the pod. A deletion of a collection has no name in its requests, and an eviction has no old object. */
const POD_NAME: PolicyVariable = {
  name: 'podName',
  expression: "request.operation == 'DELETE' ? string(dyn(oldObject).metadata.name) : request.name",
};

/**
 * Spec of the policy on deletions and evictions of pods. The policy refuses a grace period above the maximum of the team, because the
 * period of a deletion replaces the period of the pod, and a drain waits for a pod that is being deleted.
 *
 * The API server applies the policy to every pod of a deleted collection. A deletion that states no grace period is admitted, because
 * then the period of the pod holds; so are the deletions of the kubelet, which state 0.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/api-eviction/
 */
export function renderTeamDeletionPolicy(cluster: ClusterSpec): Readonly<Record<string, unknown>> {
  return {
    failurePolicy: 'Fail',
    matchConstraints: {
      resourceRules: [
        { apiGroups: [''], apiVersions: ['v1'], operations: ['DELETE'], resources: ['pods'] },
        { apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods/eviction'] },
      ],
    },
    variables: [STATED, OWN, POD_NAME, ...renderMaxGrace(cluster)],
    validations: [
      {
        expression: 'variables.stated <= variables.maxGrace || variables.stated <= variables.own',
        messageExpression:
          "'The deletion of Pod \\'' + variables.podName + '\\' of team \\'' + request.namespace + '\\' states gracePeriodSeconds ' + string(variables.stated) + ', and the team may state at most ' + string(variables.maxGrace) + ' because a drain waits for the pod; leave gracePeriodSeconds out, or lower it'",
      },
    ],
  };
}
