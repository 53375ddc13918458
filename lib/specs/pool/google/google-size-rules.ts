import type { Problems } from '../../../values/problems';
import type { GoogleNodePoolSpec } from '../node-pool-spec';
import { shareOfZone } from '../pool-size';

/** Rules of a size with the scope `total`, because GKE counts nodes per zone and each layout divides the total in its own way. */
export function judgeGoogleSize(pool: GoogleNodePoolSpec, problems: Problems): void {
  // The rule of `zones` reports a pool without zones.
  if (pool.size.scope !== 'total' || pool.zones.length === 0) return;
  if (pool.google.layout === 'regional') judgeRegionalSize(pool, problems);
  else judgeZonalSize(pool, problems);
}

/** GKE creates the same number of nodes in each zone of a regional pool: a total that is no multiple of the zones cannot be created. */
function judgeRegionalSize({ scaling, size, zones }: GoogleNodePoolSpec, problems: Problems): void {
  if (scaling.kind !== 'fixed') return;
  const rule = `be a multiple of the ${zones.length} zones in a regional pool of fixed size`;
  const remedy =
    "change it, count 'per-zone', or use the layout 'zonal', which spreads the remainder over the first zones";
  problems.require(size.initial % zones.length === 0, 'size.initial', rule, size.initial, remedy);
}

/** Refuses a maximum below the number of zones, because the node pool of one zone could then never have a node. */
function judgeZonalSize({ scaling, size, zones }: GoogleNodePoolSpec, problems: Problems): void {
  const shares = zones.map((zone, index) => `${zone} ${shareOfZone(size.max, zones.length, index)}`);
  const rule = `give each of the ${zones.length} zones of a zonal pool at least 1 node, and their shares are ${shares.join(', ')}`;
  const ways = [`raise it to ${zones.length}`, "name fewer 'zones'"];
  if (scaling.kind === 'cluster-autoscaler') ways.push("use the layout 'regional', which limits the total only");
  const remedy = `${ways.slice(0, -1).join(', ')} or ${ways.at(-1)}`;
  problems.require(size.max >= zones.length, 'size.max', rule, size.max, remedy);
}
