import type { PlatformModel } from '../model/platform-model';
import { readAt, readInteger } from '../model/read-fields';
import type { WorkloadFacts } from '../model/workload-facts';
import { POOL_LABEL } from '../specs/labels';
import { CORDON_TAINT } from '../specs/workload/cordon-taint';
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

function reasonsOf({ kind, pod }: WorkloadFacts, team: TeamSpec, closed: readonly string[]): readonly string[] {
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
  if (kind !== 'DaemonSet' && pod.tolerations.some(({ key }) => key === CORDON_TAINT)) {
    reasons.push(
      `its pods tolerate ${CORDON_TAINT}, which ${policy} refuses, because the pods would start on nodes that are being drained; remove this toleration, which only the pods of a DaemonSet may have`,
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
  const slow = slowContainersOf(pod, team.maxGraceSeconds);
  if (slow.length > 0) {
    reasons.push(
      `a probe of the container ${slow.join(', ')} states 'terminationGracePeriodSeconds' above ${team.maxGraceSeconds} s, the most that ${policy} admits; lower it, or raise 'maxGraceSeconds' of the team`,
    );
  }
  return reasons;
}

/** Names of the containers with a probe whose grace period is longer than a limit in seconds. */
function slowContainersOf({ containers }: WorkloadFacts['pod'], limit: number): readonly string[] {
  const graceOf = (manifest: unknown, probe: string): number =>
    readInteger(readAt(manifest, probe, 'terminationGracePeriodSeconds')) ?? 0;
  return containers
    .filter(({ manifest }) => ['livenessProbe', 'startupProbe'].some((probe) => graceOf(manifest, probe) > limit))
    .map(({ name }) => name);
}
