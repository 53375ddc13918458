import type { ClusterSpec } from '../../specs/cluster/cluster-spec';
import { PLATFORM_NAMESPACE, POOL_LABEL } from '../../specs/labels';
import { NODE_OF_TOKEN, renderFrozen } from '../admission/policy-parts';
import { NODE_TUNER_ACCOUNT, tunerTaintKey } from './node-tuner-names';

/**
 * Members of a Node, besides its taints, that the patch must not change. With an owner that does not exist the garbage collector
 * would delete the node, a finalizer would keep the node for ever, and the other members would move its pods or its addresses.
 */
const FROZEN = [
  'metadata.labels',
  'metadata.annotations',
  'metadata.ownerReferences',
  'metadata.finalizers',
  'spec.configSource',
  'spec.externalID',
  'spec.podCIDR',
  'spec.podCIDRs',
  'spec.providerID',
  'spec.unschedulable',
] as const;

/** Spec of the admission policy: the tuner's identity may only remove the startup taint of its own node, and change nothing else. */
export function renderTunerPolicy(cluster: ClusterSpec): Readonly<Record<string, unknown>> {
  return {
    failurePolicy: 'Fail',
    matchConstraints: {
      resourceRules: [
        {
          apiGroups: [''],
          apiVersions: ['v1'],
          operations: ['CREATE', 'UPDATE', 'DELETE'],
          resources: ['nodes', 'nodes/*'],
        },
      ],
    },
    matchConditions: [
      {
        name: 'is-node-tuner',
        expression: `request.userInfo.username == 'system:serviceaccount:${PLATFORM_NAMESPACE}:${NODE_TUNER_ACCOUNT}'`,
      },
    ],
    variables: [
      { name: 'keys', expression: renderKeys(cluster) },
      { name: 'pool', expression: `oldObject.metadata.?labels[?'${POOL_LABEL}'].orValue('')` },
      { name: 'key', expression: `variables.pool in variables.keys ? variables.keys[variables.pool] : ''` },
      { name: 'before', expression: 'oldObject.spec.?taints.orValue([])' },
      { name: 'after', expression: 'object.spec.?taints.orValue([])' },
    ],
    validations: [
      { expression: "request.operation == 'UPDATE'", message: 'the node tuner may neither make nor delete nodes' },
      {
        expression: `${NODE_OF_TOKEN} == [request.name]`,
        message: 'the node tuner may change no node but its own',
      },
      {
        expression: 'variables.after == variables.before.filter(taint, taint.key != variables.key)',
        messageExpression: `variables.key == '' ? 'the node tuner may change no taint of this node' : 'the node tuner may change taints only by taking off ' + variables.key`,
      },
      ...renderFrozen('the node tuner', FROZEN),
    ],
  };
}

/** Startup taints that the tuner removes, by pool, as a CEL map. */
function renderKeys(cluster: ClusterSpec): string {
  const entries = cluster.pools.flatMap((pool) => {
    const key = tunerTaintKey(pool);
    return key === undefined ? [] : [`'${pool.name}': '${key}'`];
  });
  return `{${entries.join(', ')}}`;
}
