import type { TeamInput } from './team-input';

/** A team with every default filled in. */
export type TeamSpec = Required<TeamInput>;

/** A team with every default filled in. */
export function resolveTeam(team: TeamInput): TeamSpec {
  return {
    ...team,
    containerDefaults: team.containerDefaults ?? { cpu: '100m', memory: '256Mi' },
    allowFrom: team.allowFrom ?? [],
    egressTo: team.egressTo ?? [],
    podSecurity: team.podSecurity ?? 'restricted',
  };
}
