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

/** Rules of a window in local time; returns whether the window is valid, so that its form in UTC can be judged like any other. */
function judgeLocalMaintenance({ controlPlane }: GoogleClusterMembers, problems: Problems): boolean {
  const { maintenance } = controlPlane;
  if (maintenance === undefined || !('window' in maintenance)) return true;
  const before = problems.count;
  judgeWeekWindow(maintenance.window, 'controlPlane.maintenance.window', problems);
  const { firstDay } = maintenance;
  const isDay = parseDay(firstDay) !== undefined;
  problems.require(
    isDay,
    'controlPlane.maintenance.firstDay',
    'be a day of the calendar',
    firstDay,
    "write it as '2026-01-05'",
  );
  return problems.count === before;
}

/** Judges exclusions by the support of the minor, and names the property that the user wrote, a blackout where the window is local. */
function judgeHeldExclusions(input: GoogleClusterMembers, cluster: GoogleClusterSpec, problems: Problems): void {
  const { kubernetesVersion: minor, controlPlane } = cluster;
  const end = endOfSupport(supportOf(cluster), minor);
  // The rule of versions reports a minor that is unknown or already out of support.
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
 * GKE reads the members of one group only. Without that group, or with another name, bindings to the teams' groups have no effect.
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
    "state 'gke-security-groups@' and your domain, and make the teams' groups members of that group",
  );
  const isGroup = securityGroup === undefined || /^gke-security-groups@[a-z0-9.-]+\.[a-z]+$/.test(securityGroup);
  const groupRule = "be 'gke-security-groups@' and your domain";
  problems.require(
    isGroup,
    'controlPlane.securityGroup',
    groupRule,
    securityGroup,
    'create a group of this name; GKE reads no other group',
  );
}
