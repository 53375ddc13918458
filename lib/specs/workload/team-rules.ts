import { Cidr } from '../../values/cidr';
import { parseName } from '../../values/name';
import type { Problems } from '../../values/problems';
import { parseQuantity } from '../../values/quantity';
import { requireUnique } from '../fields/unique';
import { PLATFORM_NAMESPACE } from '../labels';
import { longestGraceOf, type TeamSpec } from './team-spec';
import type { WorkloadMembers } from './workload-fields';

/** Namespaces that belong to Kubernetes or to the platform. */
const OWNED_NAMESPACES = new Set(['default', PLATFORM_NAMESPACE]);

/** Whether a namespace belongs to Kubernetes or to the platform. */
export function isOwnedNamespace(name: string): boolean {
  return OWNED_NAMESPACES.has(name) || name.startsWith('kube-');
}

/** Rules of one team, with every default filled in, among all workloads of its cluster. */
export function judgeTeam(team: TeamSpec, workloads: readonly WorkloadMembers[], problems: Problems): void {
  problems.capture('name', () => parseName(team.name));
  problems.require(
    !isOwnedNamespace(team.name),
    'name',
    'not be the name of a namespace of Kubernetes or of the platform',
    team.name,
    'rename the team',
  );
  judgeQuota(team, problems);
  judgeGroups(team, problems);
  requireUnique(problems, { property: 'allowFrom', values: team.allowFrom, what: 'namespace' });
  for (const namespace of team.allowFrom) {
    problems.capture('allowFrom', () => parseName(namespace));
    problems.require(
      namespace !== team.name,
      'allowFrom',
      'name other namespaces',
      namespace,
      'remove it; pods of the team may always reach their own namespace',
    );
  }
  judgeEgress(team, problems);
  judgeGrace(team, workloads, problems);
}

function judgeQuota(team: TeamSpec, problems: Problems): void {
  for (const resource of ['cpu', 'memory'] as const) {
    const total = requirePositive(`quota.${resource}`, team.quota[resource], problems);
    const each = requirePositive(`containerDefaults.${resource}`, team.containerDefaults[resource], problems);
    if (total === undefined || each === undefined) continue;
    const rule = `be at most 'quota.${resource}' (${team.quota[resource]})`;
    const remedy = 'lower it, or raise the quota; otherwise no container without requests of its own could start';
    problems.require(each <= total, `containerDefaults.${resource}`, rule, team.containerDefaults[resource], remedy);
  }
}

function requirePositive(property: string, text: string, problems: Problems): number | undefined {
  const amount = problems.capture(property, () => parseQuantity(text));
  if (amount === undefined) return undefined;
  return problems.require(amount > 0, property, 'be more than 0', text, 'raise it') ? amount : undefined;
}

function judgeGroups(team: TeamSpec, problems: Problems): void {
  requireUnique(problems, { property: 'groups', values: team.groups.map((group) => group.name), what: 'group' });
  for (const { name } of team.groups) {
    const holds = name !== '' && !name.startsWith('system:');
    problems.require(
      holds,
      'groups',
      'hold groups of your identity provider',
      name,
      "name a group that does not begin with 'system:', which Kubernetes keeps for itself",
    );
  }
}

/** Otherwise the team's own admission policy would refuse the pods of a workload that the cluster declares. */
function judgeGrace(team: TeamSpec, workloads: readonly WorkloadMembers[], problems: Problems): void {
  const longest = longestGraceOf(team, workloads);
  if (longest === undefined) return;
  const { name, graceSeconds } = longest;
  const rule = `be at least the longest grace of the team's declared workloads (${graceSeconds} s of '${name}')`;
  const remedy = `raise it, or lower 'shutdown.graceSeconds' of '${name}'`;
  problems.require(team.maxGraceSeconds >= graceSeconds, 'maxGraceSeconds', rule, team.maxGraceSeconds, remedy);
}

function judgeEgress(team: TeamSpec, problems: Problems): void {
  team.egressTo.forEach((egress, index) => {
    const property = `egressTo[${index}]`;
    problems.capture(`${property}.cidr`, () => Cidr.parse(egress.cidr));
    problems.require(
      egress.ports.length > 0,
      `${property}.ports`,
      'name at least one port',
      egress.ports,
      'name the ports',
    );
    requireUnique(problems, { property: `${property}.ports`, values: egress.ports.map(String), what: 'port' });
  });
}
