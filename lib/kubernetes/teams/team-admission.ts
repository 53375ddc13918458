import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { ClusterSpec } from '../../specs/cluster/cluster-spec';
import type { TeamSpec } from '../../specs/workload/team-spec';
import { addPolicyBinding, addUnboundPolicy } from '../admission/admission-policy';
import { renderTeamBudgetPolicy, renderTeamPodPolicy } from './team-policies';

/** What {@link TeamAdmission} needs. */
export interface TeamAdmissionProps {
  /** A cluster with teams. */
  readonly cluster: ClusterSpec;
}

const POD_POLICY = 'keelson-team-pods';
const BUDGET_POLICY = 'keelson-team-budgets';

/** A client is warned beside the line in the audit log, because the log tells nothing to the person who has to change a manifest. */
const ACTIONS: Readonly<Record<TeamSpec['admission'], readonly ('Audit' | 'Deny' | 'Warn')[]>> = {
  audit: ['Audit', 'Warn'],
  deny: ['Deny'],
};

/**
 * What teams may not do to nodes that they share with others: two admission policies, on pods and on disruption budgets, each with a
 * binding for every team's namespace.
 *
 * RBAC cannot say which pods somebody may create, and Pod Security says nothing of tolerations, `nodeName`, grace or budgets.
 * The bindings are one per team, so that a change of `admission` changes an object in place, and so that the namespace of a team that
 * left the cluster's input stays bound until somebody deletes it.
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
