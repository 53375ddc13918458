import type { SizedPool } from '../pool-size';

/**
 * Nodes with which each zone of a regional pool begins. GKE gives every zone the same number: rounded up, unless the total would exceed
 * the pool's maximum.
 */
export function evenNodesPerZone({ size, zones }: SizedPool): number {
  if (size.scope === 'per-zone') return size.initial;
  const up = Math.ceil(size.initial / zones.length);
  return up * zones.length <= size.max ? up : Math.floor(size.initial / zones.length);
}
