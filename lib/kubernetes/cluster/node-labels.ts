import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { LABEL_PREFIX } from '../../specs/labels';
import { addAdmissionPolicy } from '../admission/admission-policy';

/** Name of the policy and of its binding. */
const NAME = 'keelson-node-labels';

/**
 * Keeps nodes from changing the labels that name their pool. Placement, daemons and their tokens depend on these labels, so that
 * a node that could move itself into another pool would receive that pool's pods and their secrets.
 *
 * A node sets the labels once, when it registers. The API server's own admission protects only the prefix
 * `node-restriction.kubernetes.io/`, whose labels a kubelet may not set at registration either.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#noderestriction
 */
export class NodeLabels extends Construct {
  /** The admission policy. */
  readonly resource: ApiObject;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.resource = addAdmissionPolicy(this, { id: 'Policy', name: NAME, spec: renderPolicy() });
  }
}

function renderPolicy(): Readonly<Record<string, unknown>> {
  return {
    failurePolicy: 'Fail',
    matchConstraints: {
      resourceRules: [
        // A write of the status subresource can change labels, too.
        { apiGroups: [''], apiVersions: ['v1'], operations: ['UPDATE'], resources: ['nodes', 'nodes/status'] },
      ],
    },
    matchConditions: [
      { name: 'is-node', expression: "request.userInfo.username.startsWith('system:node:')" },
      // The condition skips heartbeats, which are frequent and change no label.
      { name: 'changes-labels', expression: 'object.metadata.?labels != oldObject.metadata.?labels' },
    ],
    variables: [
      { name: 'before', expression: 'oldObject.metadata.?labels.orValue({})' },
      { name: 'after', expression: 'object.metadata.?labels.orValue({})' },
    ],
    validations: [
      {
        expression: `${isKept('before')} && ${isKept('after')}`,
        message: `a node may not change its own labels under ${LABEL_PREFIX}`,
      },
    ],
  };
}

/** Whether every label with the prefix `keelson.dev/` that one side has is the same on the other side. */
function isKept(side: 'before' | 'after'): string {
  return `variables.${side}.all(key, !key.startsWith('${LABEL_PREFIX}') || variables.before[?key] == variables.after[?key])`;
}
