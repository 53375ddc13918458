import type { Problems } from '../../../values/problems';
import { initialNodes } from '../../pool/pool-size';
import { SHIPPED_IMAGES } from '../../shipped-images';
import type { AwsClusterSpec, ClusterSpec } from '../cluster-spec';
import { judgeProgramImage, judgeProgramName } from './installed-program-rules';
import type { TerminationHandlerMembers } from './termination-handler-fields';
import { handledPools, handlerHomes, TERMINATION_HANDLER } from './termination-handler-spec';

const PROPERTY = 'controllers.terminationHandler';

/** Rules of the termination handler, for a cluster whose pools have valid fields. */
export function judgeTerminationHandler(cluster: ClusterSpec, problems: Problems): void {
  const { terminationHandler: stated } = cluster.controllers;
  if (cluster.cloud !== 'aws') {
    const rule = 'be left out on Google Cloud, where GKE drains nodes itself';
    problems.require(stated === undefined, PROPERTY, rule, stated, 'remove it');
    return;
  }
  if (stated === undefined) return;
  const rule = 'have a self-managed pool whose nodes it drains';
  const remedy = 'remove it; EKS drains the nodes of managed node groups';
  if (!problems.require(handledPools(cluster).length > 0, PROPERTY, rule, 'none', remedy)) return;
  if (stated === 'existing') return;
  // With the handler's account another workload would have the right to evict every pod.
  judgeProgramName(cluster, { name: TERMINATION_HANDLER, property: PROPERTY, noun: 'handler' }, problems);
  judgeHome(cluster, problems);
  judgeImage(stated, problems);
}

/** A pool that begins empty has no node on which the handler could start. */
function judgeHome(cluster: AwsClusterSpec, problems: Problems): void {
  if (handlerHomes(cluster).length > 0) return;
  const reasons = cluster.pools.map((pool) => {
    if (initialNodes(pool) === 0) return `${pool.name} begins without nodes`;
    return `${pool.name} is ${pool.purpose === 'workloads' ? 'tainted' : `for '${pool.purpose}'`}`;
  });
  const rule =
    "run on a pool that has nodes from the start: one with the purpose 'system', or one for workloads without taints";
  const remedy = "add such a pool, or install the handler yourself and state 'existing'";
  problems.add(PROPERTY, rule, reasons.join(', '), remedy);
}

/** The variables are checked for one minor; the handler ignores those that it does not know, and would then drain by its defaults. */
function judgeImage({ image }: TerminationHandlerMembers, problems: Problems): void {
  const shipped = SHIPPED_IMAGES.terminationHandler;
  const rule = `be a version ${shipped.versions}x, whose variables keelson knows: the handler ignores a variable that it does not know`;
  judgeProgramImage(image, { property: `${PROPERTY}.image`, does: 'drains nodes', shipped, rule }, problems);
}
