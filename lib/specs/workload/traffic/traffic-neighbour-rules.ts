import type { Problems } from '../../../values/problems';
import type { WorkloadMembers } from '../workload-fields';

/** A traffic daemon before its own rules. */
type Neighbour = Pick<WorkloadMembers, 'kind' | 'name' | 'namespace' | 'pools' | 'hostPorts'>;

/** Rules of a traffic daemon among those that stand before it in its cluster. */
export function judgeTrafficNeighbours(own: Neighbour, before: readonly Neighbour[], problems: Problems): void {
  if (own.kind !== 'traffic-daemon') return;
  for (const other of before.filter(({ kind }) => kind === 'traffic-daemon')) {
    const path = `${other.namespace}/${other.name}`;
    const alone = `be the namespace of one traffic daemon, whose pods alone its admission policy admits; '${path}' has it`;
    problems.require(own.namespace !== other.namespace, 'namespace', alone, own.namespace, 'name another one');
    const chart = `differ from '${path}' in more than the place of a dash, because both would have one chart`;
    const isSame = own.namespace !== other.namespace && chartName(own) === chartName(other);
    problems.require(!isSame, 'name', chart, `${own.namespace}/${own.name}`, 'rename one of them');
    for (const pool of own.pools.filter((each) => other.pools.includes(each))) {
      const remedy = 'give each daemon a pool of its own; one daemon carries the hosts of all services';
      problems.add('pools', renderRule(own, other), pool, remedy);
    }
  }
}

/** A node is in one balanced group only, so that a second daemon of a pool could get no traffic even on ports of its own. */
function renderRule(own: Neighbour, other: Neighbour): string {
  const rule = `name no pool of the traffic daemon '${other.namespace}/${other.name}'`;
  const taken = Object.values(other.hostPorts ?? {});
  const shared = Object.values(own.hostPorts ?? {}).find((port) => taken.includes(port));
  return shared === undefined
    ? `${rule}, because a node may be in one balanced group only`
    : `${rule}, because both would listen on port ${shared} of the node`;
}

function chartName({ namespace, name }: Neighbour): string {
  return `${namespace}-${name}`;
}
