import type { TeamMembers } from './team-fields';
import type { WorkloadMembers } from './workload-fields';

/** Grace that a team's pods may state at most, unless the team or one of its workloads says otherwise. */
export const DEFAULT_MAX_GRACE_SECONDS = 300;

/** A team with every default filled in. */
export interface TeamSpec extends Omit<TeamMembers, 'maxGraceSeconds'> {
  /** Seconds that a pod of the team may take to end at most. */
  readonly maxGraceSeconds: number;
}

/** A workload that states its grace. */
interface GracefulWorkload {
  readonly name: string;
  readonly graceSeconds: number;
}

/** A team among the workloads of its cluster. */
export function resolveTeam(team: TeamMembers, workloads: readonly WorkloadMembers[]): TeamSpec {
  const longest = longestGraceOf(team, workloads)?.graceSeconds ?? 0;
  return { ...team, maxGraceSeconds: team.maxGraceSeconds ?? Math.max(DEFAULT_MAX_GRACE_SECONDS, longest) };
}

/** The workload of a team's namespace that states the longest grace; undefined where none states one. */
export function longestGraceOf(
  team: { readonly name: string },
  workloads: readonly WorkloadMembers[],
): GracefulWorkload | undefined {
  const stating = workloads.flatMap(({ name, namespace, shutdown }) => {
    const { graceSeconds } = shutdown;
    // A value that is no number is reported by its own field.
    return namespace === team.name && Number.isFinite(graceSeconds)
      ? [{ name, graceSeconds: Number(graceSeconds) }]
      : [];
  });
  return stating.reduce<GracefulWorkload | undefined>(
    (longest, each) => (longest === undefined || each.graceSeconds > longest.graceSeconds ? each : longest),
    undefined,
  );
}
