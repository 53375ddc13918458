import { parseDay } from '../../../values/calendar-day';
import type { Problems } from '../../../values/problems';
import { requireUnique } from '../../fields/unique';
import { judgeWeekWindow } from '../../time/week-window-rules';
import type { GoogleClusterSpec } from '../cluster-spec';
import { endOfSupport, supportOf } from '../cluster-support';
import { KUBERNETES_SUPPORT_AS_OF } from '../kubernetes-support';
import { judgeVersion } from '../version-rules';
import type { GoogleClusterMembers } from './google-cluster-fields';
import { judgeHeldMinor, judgeMaintenance } from './google-maintenance-rules';

/** Rules of a GKE control plane: version, maintenance, webhook ports, groups. */
export function judgeGoogleControlPlane(
  input: GoogleClusterMembers,
  cluster: GoogleClusterSpec,
  problems: Problems,
): void {
  const { controlPlane } = cluster;
  const { kubernetesVersion, runningVersion } = cluster;
  judgeVersion({ kubernetesVersion, runningVersion, support: supportOf(cluster) }, problems);
  const holds = judgeLocalMaintenance(input, problems);
  if (holds && controlPlane.maintenance !== undefined) {
    judgeMaintenance(controlPlane.maintenance, problems);
    judgeHeldExclusions(input, cluster, problems);
  }
  const { webhookPorts, securityGroup } = controlPlane;
  requireUnique(problems, { property: 'controlPlane.webhookPorts', values: webhookPorts.map(String), what: 'port' });
  judgeSecurityGroup(input, securityGroup, problems);
}

/** A window in local time; what it becomes in UTC is judged like any other, unless the answer is that it is none. */
function judgeLocalMaintenance({ controlPlane }: GoogleClusterMembers, problems: Problems): boolean {
  const { maintenance } = controlPlane;
  if (maintenance === undefined || !('window' in maintenance)) return true;
  const before = problems.count;
  judgeWeekWindow(maintenance.window, 'controlPlane.maintenance.window', problems);
  const { firstDay } = maintenance;
  const isDay = parseDay(firstDay) !== undefined;
  problems.require(isDay, 'controlPlane.maintenance.firstDay', 'be a day', firstDay, "write it as '2026-01-05'");
  return problems.count === before;
}

/** Exclusions against the support of the minor, by the property that the reader wrote: a blackout of a local window is one too. */
function judgeHeldExclusions(input: GoogleClusterMembers, cluster: GoogleClusterSpec, problems: Problems): void {
  const { kubernetesVersion: minor, controlPlane } = cluster;
  const end = endOfSupport(supportOf(cluster), minor);
  // A minor that is unknown, or out of support already, is refused by itself.
  if (end === undefined || end <= KUBERNETES_SUPPORT_AS_OF || controlPlane.maintenance === undefined) return;
  const stated = input.controlPlane.maintenance;
  const isLocal = stated !== undefined && 'window' in stated;
  const endProperty = (index: number): string =>
    isLocal
      ? `controlPlane.maintenance.window.blackouts[${index}].to`
      : `controlPlane.maintenance.exclusions[${index}].end`;
  judgeHeldMinor(controlPlane.maintenance, { minor, endOfSupport: end, endProperty }, problems);
}

/**
 * Without the one group that GKE reads, or with another name, every binding to a group of a team would bind nobody.
 *
 * @see https://cloud.google.com/kubernetes-engine/docs/how-to/google-groups-rbac
 */
function judgeSecurityGroup(input: GoogleClusterMembers, securityGroup: string | undefined, problems: Problems): void {
  const withGroups = input.teams.filter((team) => team.groups.length > 0).map((team) => team.name);
  problems.require(
    securityGroup !== undefined || withGroups.length === 0,
    'controlPlane.securityGroup',
    `be given where teams have groups (${withGroups.join(', ')})`,
    securityGroup,
    "state 'gke-security-groups@' and your domain, and make the teams' groups its members",
  );
  const isGroup = securityGroup === undefined || /^gke-security-groups@[a-z0-9.-]+\.[a-z]+$/.test(securityGroup);
  const groupRule = "be 'gke-security-groups@' and your domain";
  problems.require(
    isGroup,
    'controlPlane.securityGroup',
    groupRule,
    securityGroup,
    'GKE reads no group of another name',
  );
}
