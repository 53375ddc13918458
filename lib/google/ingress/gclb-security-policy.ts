import { ComputeSecurityPolicy } from '@cdktf/provider-google/lib/compute-security-policy';
import { Construct } from 'constructs';
import { NEW_FIRST } from './new-first';
import type { GclbPartProps } from './shared-gclb-props';

/** Priority of the rule that counts when no other one matches; Cloud Armor demands exactly one rule of this priority. */
const LAST_PRIORITY = 2_147_483_647;

/**
 * Policy of Cloud Armor that judges requests before they reach a node: the named one of the project, or one of the stack that admits
 * everything until somebody adds rules to it.
 */
export class GclbSecurityPolicy extends Construct {
  /** The policy of the stack; undefined where the ingress names one that somebody else keeps. */
  readonly resource: ComputeSecurityPolicy | undefined;
  /** Id of the policy. */
  readonly id: string;

  constructor(scope: Construct, id: string, { ingress, projectId }: GclbPartProps) {
    super(scope, id);
    const { securityPolicy } = ingress.balancer;
    if (securityPolicy !== undefined) {
      this.id = `projects/${projectId}/global/securityPolicies/${securityPolicy}`;
      return;
    }
    this.resource = new ComputeSecurityPolicy(this, 'policy', {
      project: projectId,
      name: ingress.physicalName,
      description: `Requests to balancer ${ingress.physicalName}`,
      type: 'CLOUD_ARMOR',
      rule: [
        {
          action: 'allow',
          priority: LAST_PRIORITY,
          description: 'What no other rule judges is admitted',
          match: { versionedExpr: 'SRC_IPS_V1', config: { srcIpRanges: ['*'] } },
        },
      ],
      // Rules that others add, also in haste during an attack, would otherwise be removed by the next deploy.
      lifecycle: { ...NEW_FIRST, ignoreChanges: ['rule'] },
    });
    this.id = this.resource.id;
  }
}
