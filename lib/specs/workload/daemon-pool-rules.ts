import type { Problems } from '../../values/problems';
import { PLATFORM_NAMESPACE } from '../labels';
import type { JudgedWorkload } from './judged-workload';
import { isDaemonKind } from './traffic/proxy-spec';

/**
 * A daemon of a team carries the traffic of its nodes, and the cluster autoscaler adds a node only for a pod that finds no room. A daemon's
 * pod never waits for a node: it comes with one. The pool would stay at its least size however much traffic came, and be made smaller
 * while its nodes serve, because daemons do not count as work.
 *
 * @see https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/FAQ.md#how-does-scale-up-work
 */
export function judgeDaemonPools({ input, spec, surroundings }: JudgedWorkload, problems: Problems): void {
  if (!isDaemonKind(input.kind) || input.namespace === PLATFORM_NAMESPACE || spec === undefined) return;
  const blind = spec.pools.filter(({ purpose, scaling, startupTaint }) => {
    const isBlind = purpose === 'traffic' && scaling.kind === 'cluster-autoscaler';
    // A daemon that prepares the nodes serves no traffic.
    return isBlind && startupTaint?.removedBy !== input.name;
  });
  const loop = surroundings.cloud === 'aws' ? 'target-tracking' : 'instance-group';
  const rule =
    "not name a pool with the purpose 'traffic' that the cluster autoscaler scales: it adds nodes for pods that wait, and a daemon's pod never waits";
  const remedy = `give the pool the scaling 'fixed' or '${loop}'`;
  for (const { name } of blind) problems.add('pools', rule, name, remedy);
}
