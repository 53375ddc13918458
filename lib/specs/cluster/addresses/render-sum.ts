import { counted } from '../../../values/counted';

/** A pool as a summand of a calculation. */
interface CountedPool {
  readonly name: string;
  readonly nodes: number;
}

/** `4 of AWS + general 35 nodes x 7 = 245`: the fixed summands, then each pool with its product; `nothing` without summands. */
export function renderSum<P extends CountedPool>(
  fixed: readonly string[],
  pools: readonly P[],
  perNode: (pool: P) => number,
): string {
  const products = pools.map(
    (pool) => `${pool.name} ${counted(pool.nodes, 'node')} x ${perNode(pool)} = ${pool.nodes * perNode(pool)}`,
  );
  return [...fixed, ...products].join(' + ') || 'nothing';
}
