import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { LABEL_PREFIX } from '../../specs/labels';
import { addAdmissionPolicy } from '../admission/admission-policy';

/** Name of the policy and of its binding. */
const NAME = 'keelson-node-labels';

/**
 * Keeps nodes from changing the labels that say which pool they are of: placement, daemons and their tokens follow these labels,
 * so a node that could move itself into another pool would be given that pool's pods, and their secrets.
 *
 * A node sets them once, when it registers. The server's own admission protects the prefix `node-restriction.kubernetes.io/` only,
 * which a kubelet may not set at registration either.
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
        // A write of the status may bring labels too.
        { apiGroups: [''], apiVersions: ['v1'], operations: ['UPDATE'], resources: ['nodes', 'nodes/status'] },
      ],
    },
    matchConditions: [
      { name: 'is-node', expression: "request.userInfo.username.startsWith('system:node:')" },
      // Heartbeats, of which there are many, end here.
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

/** Whether the labels of ours of one side are the same on both. */
function isKept(side: 'before' | 'after'): string {
  return `variables.${side}.all(key, !key.startsWith('${LABEL_PREFIX}') || variables.before[?key] == variables.after[?key])`;
}
