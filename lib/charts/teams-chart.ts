import { type App, Chart } from 'cdk8s';
import { TeamSpace } from '../kubernetes/teams/team-space';
import type { ClusterSpec } from '../specs/cluster/cluster-spec';

/** A {@link TeamSpace} per team, its id being the team's name. Applied after the roles and classes that it names. */
export class TeamsChart extends Chart {
  constructor(scope: App, cluster: ClusterSpec) {
    super(scope, '00-teams');
    for (const team of cluster.teams) new TeamSpace(this, team.name, { cluster, team });
  }
}
