import type { Problems } from '../../../values/problems';
import { judgeInstanceGroup } from '../../scaling/instance-group-rules';
import type { GoogleNodePoolSpec } from '../node-pool-spec';
import { shareOfZone } from '../pool-size';

/** Rules of a pool that the autoscaler of its instance groups scales. */
export function judgeGoogleScaling(pool: GoogleNodePoolSpec, problems: Problems): void {
  const { scaling, size } = pool;
  if (scaling.kind !== 'instance-group') return;
  judgeInstanceGroup(scaling, size, problems);
  judgeLayout(pool, problems);
  judgeLeast(pool, problems);
}

/** The groups of a regional pool are known to Terraform as one list only, which stays the old one while a zone is added or removed. */
function judgeLayout({ google }: GoogleNodePoolSpec, problems: Problems): void {
  const rule = "be 'zonal' where the autoscaler of the instance groups scales the pool";
  const remedy = "set it for a new pool; an existing pool needs a second one beside it, or 'cluster-autoscaler'";
  problems.require(google.layout === 'zonal', 'google.layout', rule, google.layout, remedy);
}

/**
 * Refuses a zone without a node: signals come from running machines, so that the autoscaler would never add the first one.
 *
 * @see https://cloud.google.com/compute/docs/autoscaler/scaling-stackdriver-monitoring-metrics
 */
function judgeLeast({ size, zones }: GoogleNodePoolSpec, problems: Problems): void {
  const shares = zones.map((_, index) =>
    size.scope === 'per-zone' ? size.min : shareOfZone(size.min, zones.length, index),
  );
  const least = Math.min(...shares);
  if (zones.length === 0 || least >= 1) return;
  const needed = size.scope === 'per-zone' ? 1 : zones.length;
  const rule = `be at least ${needed}, one node in each zone, because the signals come from running machines`;
  problems.add('size.min', rule, size.min, `raise it to ${needed}, or use 'cluster-autoscaler', which starts from 0`);
}
