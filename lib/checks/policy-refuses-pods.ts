import type { PlatformModel } from '../model/platform-model';
import type { WorkloadFacts } from '../model/workload-facts';
import { POOL_LABEL } from '../specs/labels';
import { type StartupKey, startupKeysOf } from '../specs/workload/startup-keys';
import type { TeamSpec } from '../specs/workload/team-spec';
import { type Breach, type Check, describeObject } from './check';

/** Without the check the refusal appears only at `kubectl apply`, in the middle of a rollout. */
export const policyRefusesPods: Check = {
  id: 'policy-refuses-pods',
  severity: 'error',
  title: "pods of teams are such that the admission policy of the team's namespace admits them",
  source: 'https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/',
  run: (model) => {
    const startupKeys = startupKeysOf(model.cluster);
    return model.cluster.teams.flatMap((team) => judgeTeam(team, startupKeys, model));
  },
};

function judgeTeam(team: TeamSpec, startupKeys: readonly StartupKey[], model: PlatformModel): Breach[] {
  const closed = startupKeys.filter(({ namespaces }) => !namespaces.includes(team.name)).map(({ key }) => key);
  return (model.workloadsByNamespace.get(team.name) ?? []).flatMap((workload) => {
    const { object } = workload;
    return reasonsOf(workload, team, closed).map((message) => ({
      subject: describeObject(object),
      message,
      object,
      // For a team with `admission: 'audit'` the API server only warns, and so does the check.
      ...(team.admission === 'audit' && { severity: 'warning' as const }),
    }));
  });
}

function reasonsOf({ pod }: WorkloadFacts, team: TeamSpec, closed: readonly string[]): readonly string[] {
  const policy = `the admission policy of team '${team.name}'`;
  const tolerated = closed.filter((key) => pod.tolerations.some((toleration) => toleration.key === key));
  const reasons: string[] = [];
  if (pod.tolerations.some(({ key }) => key === undefined)) {
    reasons.push(
      `its pods tolerate every taint, which ${policy} refuses; give the key of each taint that they have to tolerate, as renderPlacement does`,
    );
  }
  if (tolerated.length > 0) {
    reasons.push(
      `its pods tolerate the startup taint ${tolerated.join(', ')}, which ${policy} refuses; remove this toleration, because the pods start as soon as the taint is gone`,
    );
  }
  if (pod.nodeName !== undefined) {
    reasons.push(
      `its pods state nodeName '${pod.nodeName}', which ${policy} refuses; select nodes by the label ${POOL_LABEL}`,
    );
  }
  if (pod.graceSeconds > team.maxGraceSeconds) {
    reasons.push(
      `its pods may take ${pod.graceSeconds} s to end, and ${policy} admits ${team.maxGraceSeconds} s at most; lower 'terminationGracePeriodSeconds', state 'shutdown.graceSeconds' of the workload, or raise 'maxGraceSeconds' of the team`,
    );
  }
  return reasons;
}
