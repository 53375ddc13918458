import type { NodePoolMembers } from '../node-pool-fields';
import type { PoolLoad } from './load-fields';

/** The load of a pool in today's form, wherever the input states it. */
export function resolveLoad({ load, kernel }: NodePoolMembers): PoolLoad | undefined {
  if (load !== undefined || kernel?.load === undefined) return load;
  const { requestsPerSecond: unpooledRequestsPerSecond, ...others } = kernel.load;
  return { ...others, unpooledRequestsPerSecond, requestsPerSecond: undefined, perNode: undefined, day: undefined };
}
