import type { ClusterSpec } from '../../specs/cluster/cluster-spec';
import { PLATFORM_NAMESPACE } from '../../specs/labels';
import { REBOOTING_LABEL } from '../../specs/reboots/reboot-names';
import { NODE_OF_TOKEN, type PolicyVariable, renderFrozen } from '../admission/policy-parts';
import { coordinatedPools, REBOOT_LOCK_ANNOTATION, rebootCoordinatorName } from './reboot-coordinator-names';
import { LOCK_VALIDATIONS, renderLockVariables } from './reboot-lock-bounds';

/** Members of a Node that a cordon and a label do not change. The taint of a cordoned node is set by a controller with its own rights. */
const FROZEN_OF_NODES = [
  'metadata.annotations',
  'metadata.ownerReferences',
  'metadata.finalizers',
  'spec.configSource',
  'spec.externalID',
  'spec.podCIDR',
  'spec.podCIDRs',
  'spec.providerID',
  'spec.taints',
] as const;

/**
 * Members of a DaemonSet that writing the lock does not change; a writer without this limit could run anything on every node of
 * the pool.
 */
const FROZEN_OF_DAEMON_SETS = ['metadata.labels', 'metadata.ownerReferences', 'metadata.finalizers'] as const;

/** Spec of the policy on nodes: a coordinator may cordon, uncordon and label the node that it runs on, and change nothing else. */
export function renderNodePolicy(cluster: ClusterSpec): Readonly<Record<string, unknown>> {
  const label = `'${REBOOTING_LABEL}'`;
  return {
    failurePolicy: 'Fail',
    matchConstraints: renderMatch('', 'v1', 'nodes'),
    matchConditions: renderIdentity(cluster),
    variables: renderMaps('labels'),
    validations: [
      {
        expression: "request.operation == 'UPDATE'",
        message: 'a reboot coordinator may neither make nor delete nodes',
      },
      {
        expression: `${NODE_OF_TOKEN} == [request.name]`,
        message: 'a reboot coordinator may change no node but its own',
      },
      {
        expression: isSameBut(REBOOTING_LABEL),
        message: `a reboot coordinator may change no label but ${REBOOTING_LABEL}`,
      },
      {
        expression: `variables.after[?${label}].orValue('false') in ['true', 'false']`,
        message: `${REBOOTING_LABEL} is 'true' or 'false'`,
      },
      ...renderFrozen('a reboot coordinator', FROZEN_OF_NODES),
    ],
  };
}

/**
 * Spec of the policy on DaemonSets: a coordinator may write the annotation with its lock, for its own node and for no longer than
 * its schedule allows, and change nothing else.
 */
export function renderLockPolicy(cluster: ClusterSpec): Readonly<Record<string, unknown>> {
  return {
    failurePolicy: 'Fail',
    matchConstraints: renderMatch('apps', 'v1', 'daemonsets'),
    matchConditions: renderIdentity(cluster),
    variables: [...renderMaps('annotations'), ...renderLockVariables(cluster)],
    validations: [
      {
        expression: "request.operation == 'UPDATE'",
        message: 'a reboot coordinator may neither make nor delete DaemonSets',
      },
      // This rule comes before that on annotations, because the server counts changes of the template in an annotation.
      {
        expression: 'object.spec == oldObject.spec',
        message: 'a reboot coordinator may not change what a daemon runs',
      },
      {
        expression: isSameBut(REBOOT_LOCK_ANNOTATION),
        message: `a reboot coordinator may change no annotation but ${REBOOT_LOCK_ANNOTATION}`,
      },
      ...renderFrozen('a reboot coordinator', FROZEN_OF_DAEMON_SETS),
      ...LOCK_VALIDATIONS,
    ],
  };
}

function renderMatch(apiGroup: string, apiVersion: string, resource: string): Readonly<Record<string, unknown>> {
  return {
    resourceRules: [
      {
        apiGroups: [apiGroup],
        apiVersions: [apiVersion],
        operations: ['CREATE', 'UPDATE', 'DELETE'],
        resources: [resource, `${resource}/*`],
      },
    ],
  };
}

function renderIdentity(cluster: ClusterSpec): readonly PolicyVariable[] {
  const users = coordinatedPools(cluster).map(({ pool }) => {
    return `'system:serviceaccount:${PLATFORM_NAMESPACE}:${rebootCoordinatorName(pool)}'`;
  });
  return [{ name: 'is-reboot-coordinator', expression: `request.userInfo.username in [${users.join(', ')}]` }];
}

function renderMaps(member: 'labels' | 'annotations'): readonly PolicyVariable[] {
  return [
    { name: 'before', expression: `oldObject.metadata.?${member}.orValue({})` },
    { name: 'after', expression: `object.metadata.?${member}.orValue({})` },
  ];
}

/** Renders whether two maps differ in at most one key. */
function isSameBut(key: string): string {
  const kept = `variables.before.all(key, key == '${key}' || key in variables.after)`;
  const added = `variables.after.all(key, key == '${key}' || variables.before[?key] == variables.after[?key])`;
  return `${kept} && ${added}`;
}
