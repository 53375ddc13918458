import type { Problems } from '../../../values/problems';
import type { ClusterSpec } from '../cluster-spec';
import { handledPools } from './termination-handler-spec';

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
  problems.require(handledPools(cluster).length > 0, PROPERTY, rule, 'none', remedy);
}
