import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { ClusterSpec } from '../../specs/cluster/cluster-spec';
import type { TeamSpec } from '../../specs/workload/team-spec';
import { addPolicyBinding, addUnboundPolicy } from '../admission/admission-policy';
import { renderTeamBudgetPolicy, renderTeamPodPolicy } from './team-policies';

/** Properties of {@link TeamAdmission}. */
export interface TeamAdmissionProps {
  /** A cluster with teams. */
  readonly cluster: ClusterSpec;
}

const POD_POLICY = 'keelson-team-pods';
const BUDGET_POLICY = 'keelson-team-budgets';

/** `audit` also warns the client, because the person who has to change a manifest usually cannot read the audit log. */
const ACTIONS: Readonly<Record<TeamSpec['admission'], readonly ('Audit' | 'Deny' | 'Warn')[]>> = {
  audit: ['Audit', 'Warn'],
  deny: ['Deny'],
};

/**
 * Two admission policies that protect nodes which several teams share, one on pods and one on disruption budgets, each with a binding
 * for every team's namespace.
 *
 * The policies are needed because RBAC cannot restrict the contents of pods, and Pod Security does not cover tolerations, `nodeName`,
 * grace periods or budgets. Every team has bindings of its own, so that a change of `admission` changes an object in place, and so
 * that the namespace of a removed team stays protected until it is deleted.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/
 */
export class TeamAdmission extends Construct {
  /** The admission policies, on pods and on budgets. */
  readonly policies: readonly ApiObject[];

  constructor(scope: Construct, id: string, { cluster }: TeamAdmissionProps) {
    super(scope, id);
    this.policies = [
      addUnboundPolicy(this, { id: 'PodPolicy', name: POD_POLICY, spec: renderTeamPodPolicy(cluster) }),
      addUnboundPolicy(this, { id: 'BudgetPolicy', name: BUDGET_POLICY, spec: renderTeamBudgetPolicy() }),
    ];
    for (const team of cluster.teams) this.bind(team);
  }

  private bind({ name, admission }: TeamSpec): void {
    for (const policyName of [POD_POLICY, BUDGET_POLICY]) {
      addPolicyBinding(this, {
        id: `${policyName}-${name}`,
        name: `${policyName}-${name}`,
        policyName,
        validationActions: ACTIONS[admission],
        namespace: name,
      });
    }
  }
}
