import type { TeamMembers } from './team-fields';
import type { WorkloadMembers } from './workload-fields';
import { shutdownOf } from './workload-spec';

/** Default of a team's longest grace period in seconds, unless one of the team's workloads states a longer one. */
export const DEFAULT_MAX_GRACE_SECONDS = 300;

/** A team with every default filled in. */
export interface TeamSpec extends Omit<TeamMembers, 'maxGraceSeconds'> {
  /** Longest grace period of the team's pods, in seconds. */
  readonly maxGraceSeconds: number;
}

/** A workload that states a grace period. */
interface GracefulWorkload {
  readonly name: string;
  readonly graceSeconds: number;
}

/** Fills in the default that depends on the cluster's workloads: `maxGraceSeconds`. */
export function resolveTeam(team: TeamMembers, workloads: readonly WorkloadMembers[]): TeamSpec {
  const longest = longestGraceOf(team, workloads)?.graceSeconds ?? 0;
  return { ...team, maxGraceSeconds: team.maxGraceSeconds ?? Math.max(DEFAULT_MAX_GRACE_SECONDS, longest) };
}

/** The workload of a team's namespace with the longest stated grace period; undefined where no workload states one. */
export function longestGraceOf(
  team: { readonly name: string },
  workloads: readonly WorkloadMembers[],
): GracefulWorkload | undefined {
  const stating = workloads.flatMap((workload) => {
    const { name, namespace } = workload;
    const { graceSeconds } = shutdownOf(workload);
    // The field reports a value that is not a number.
    return namespace === team.name && Number.isFinite(graceSeconds)
      ? [{ name, graceSeconds: Number(graceSeconds) }]
      : [];
  });
  return stating.reduce<GracefulWorkload | undefined>(
    (longest, each) => (longest === undefined || each.graceSeconds > longest.graceSeconds ? each : longest),
    undefined,
  );
}
