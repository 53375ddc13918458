import { ImageReference } from '../../../values/image-reference';
import type { Problems } from '../../../values/problems';
import { PLATFORM_NAMESPACE } from '../../labels';
import { initialNodes } from '../../pool/pool-size';
import { SHIPPED_IMAGES } from '../../shipped-images';
import type { AwsClusterSpec, ClusterSpec } from '../cluster-spec';
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
  judgeName(cluster, problems);
  judgeHome(cluster, problems);
  judgeImage(stated, problems);
}

/** Another workload of that name would have the handler's labels, and with its account the right to evict every pod. */
function judgeName({ workloads }: AwsClusterSpec, problems: Problems): void {
  const isTaken = workloads.some(
    ({ namespace, name }) => namespace === PLATFORM_NAMESPACE && name === TERMINATION_HANDLER,
  );
  const rule = `not name a workload '${TERMINATION_HANDLER}' in ${PLATFORM_NAMESPACE}, which keelson's own objects have`;
  const remedy = `rename it; if it is your own handler, state 'existing' as '${PROPERTY}'`;
  problems.require(!isTaken, 'workloads', rule, `${PLATFORM_NAMESPACE}/${TERMINATION_HANDLER}`, remedy);
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
function judgeImage({ image: text }: TerminationHandlerMembers, problems: Problems): void {
  const property = `${PROPERTY}.image`;
  const image = problems.capture(property, () => ImageReference.parse(text));
  if (image === undefined) return;
  const pin = 'add the tag of a version, or a digest; a moving tag would change the program that drains nodes';
  if (!problems.require(image.hasVersion, property, 'name a version', text, pin)) return;
  const { image: shipped, versions } = SHIPPED_IMAGES.terminationHandler;
  const isKnown = image.tag === undefined || image.tag.startsWith(versions);
  const rule = `be a version ${versions}x, whose variables keelson knows: the handler ignores a variable that it does not know`;
  const remedy = `use ${ImageReference.parse(shipped).tag}, or leave it out`;
  problems.require(isKnown, property, rule, text, remedy);
}
