import type { Problems } from '../../../values/problems';
import { requireUnique } from '../../fields/unique';
import { initialNodes } from '../../pool/pool-size';
import { CLUSTER_AUTOSCALER_IMAGES } from '../../shipped-images';
import type { AwsClusterSpec, ClusterSpec } from '../cluster-spec';
import type { ClusterAutoscalerMembers } from './cluster-autoscaler-fields';
import {
  autoscaledPools,
  autoscalerHomes,
  autoscalerMinor,
  CLUSTER_AUTOSCALER,
  leastProvisionSeconds,
} from './cluster-autoscaler-spec';
import { judgeProgramImage, judgeProgramName } from './installed-program-rules';

const PROPERTY = 'controllers.clusterAutoscaler';

/** Rules of the cluster autoscaler, for a cluster whose pools have valid fields. */
export function judgeClusterAutoscaler(cluster: ClusterSpec, problems: Problems): void {
  const { clusterAutoscaler: stated } = cluster.controllers;
  if (cluster.cloud !== 'aws') {
    const rule = 'be left out on Google Cloud, where GKE scales each pool itself';
    const remedy = "remove it; the scaling 'cluster-autoscaler' of a pool is enough";
    problems.require(stated === undefined, PROPERTY, rule, stated, remedy);
    return;
  }
  const scaled = autoscaledPools(cluster).map(({ name }) => name);
  if (stated === undefined) {
    const rule = `be given where pools have the scaling 'cluster-autoscaler' (${scaled.join(', ')}), because otherwise nobody scales them`;
    const remedy = "state {} for keelson to install it, or 'existing' where somebody else does";
    problems.require(scaled.length === 0, PROPERTY, rule, stated, remedy);
    return;
  }
  if (stated === 'existing') return;
  const rule = 'have a pool to scale';
  const remedy = "remove it, or give a pool the scaling 'cluster-autoscaler'";
  if (!problems.require(scaled.length > 0, PROPERTY, rule, 'none', remedy)) return;
  // With the autoscaler's account another workload would have the right to remove nodes.
  judgeProgramName(cluster, { name: CLUSTER_AUTOSCALER, property: PROPERTY, noun: 'autoscaler' }, problems);
  judgeHome(cluster, problems);
  judgeImage(stated, cluster, problems);
  judgePriorities(stated, scaled, problems);
  judgeProvisionTime(stated, cluster, problems);
}

/** On a pool that it scales the autoscaler could remove its own node, or be lost with the last one, and nobody would add another. */
function judgeHome(cluster: AwsClusterSpec, problems: Problems): void {
  if (autoscalerHomes(cluster).length > 0) return;
  const system = cluster.pools.filter(({ purpose }) => purpose === 'system');
  const reasons = system.map(
    (pool) => `${pool.name} ${initialNodes(pool) === 0 ? 'begins without nodes' : 'is scaled by it'}`,
  );
  const rule = "run on a pool with the purpose 'system' that has nodes from the start and that it does not scale";
  const remedy = "add such a pool, or install the autoscaler yourself and state 'existing'";
  problems.add(PROPERTY, rule, reasons.length === 0 ? 'no pool for the system' : reasons.join(', '), remedy);
}

/** The flags are checked for the minors of the dated images; the simulator of an image is the scheduler of its own minor. */
function judgeImage({ image }: ClusterAutoscalerMembers, cluster: AwsClusterSpec, problems: Problems): void {
  const property = `${PROPERTY}.image`;
  const minor = autoscalerMinor(cluster);
  const shipped = CLUSTER_AUTOSCALER_IMAGES[minor];
  if (shipped === undefined) {
    const known = Object.keys(CLUSTER_AUTOSCALER_IMAGES).join(', ');
    const remedy = `install the autoscaler yourself and state 'existing' as '${PROPERTY}'`;
    problems.add(property, `be of a minor of Kubernetes whose flags keelson knows: ${known}`, minor, remedy);
    return;
  }
  if (image === undefined) return;
  const rule = `be a version of the cluster's own minor, ${minor}: the autoscaler simulates the scheduler of its minor`;
  judgeProgramImage(image, { property, does: 'removes nodes', shipped, rule }, problems);
}

function judgePriorities(
  { priorities }: ClusterAutoscalerMembers,
  scaled: readonly string[],
  problems: Problems,
): void {
  if (priorities === undefined) return;
  const property = `${PROPERTY}.priorities`;
  const rule = `name pools that the cluster autoscaler scales: ${scaled.join(', ')}`;
  if (!problems.require(priorities.length > 0, property, rule, [], 'name a pool, or leave it out')) return;
  requireUnique(problems, { property, values: priorities, what: 'pool' });
  for (const name of priorities.filter((each) => !scaled.includes(each))) {
    problems.add(property, rule, name, 'correct the name, or remove it');
  }
}

/** A node that counts as failed before its launch hook gives it up would join after another pool was made larger in its place. */
function judgeProvisionTime(
  { maxNodeProvisionSeconds: seconds }: ClusterAutoscalerMembers,
  cluster: AwsClusterSpec,
  problems: Problems,
): void {
  if (seconds === undefined) return;
  const longest = Math.max(...autoscaledPools(cluster).map(({ aws }) => aws.rollout.joinTimeoutSeconds));
  const slowest = autoscaledPools(cluster).filter(({ aws }) => aws.rollout.joinTimeoutSeconds === longest);
  const names = slowest.map(({ name }) => name).join(', ');
  const rule = `be at least ${longest}, the longest 'aws.rollout.joinTimeoutSeconds' of the pools that it scales (${names})`;
  const remedy = `state ${longest} or more, or leave it out for ${leastProvisionSeconds(cluster)}`;
  problems.require(seconds >= longest, `${PROPERTY}.maxNodeProvisionSeconds`, rule, seconds, remedy);
}
