import Table from 'cli-table3';
import type { DrainChain } from '../../specs/cluster/drain/drain-chain';
import { type ChainRow, chainRows } from './chain-rows';

/** The drain chains of one cluster. */
export interface ExplainedCluster {
  readonly environment: string;
  readonly cluster: string;
  readonly chains: readonly DrainChain[];
  /** Whether the cluster has chains that were not asked for. */
  readonly hasOthers: boolean;
}

/** Columns of a table of chains, in their order, by the member of a row that fills them. */
export const CHAIN_COLUMNS: ReadonlyMap<keyof ChainRow, string> = new Map([
  ['workload', 'workload'],
  ['pool', 'pool'],
  ['events', 'event'],
  ['ending', 'pods end'],
  ['tightest', 'tightest step'],
  ['sum', 'its sum'],
  ['slack', 'slack of each step in s'],
  ['balancer', 'balancer'],
]);

/** Characters of the columns that would make a line longer than a screen; their texts are broken between words. */
const WRAPPED: ReadonlyMap<keyof ChainRow, number> = new Map([
  ['events', 18],
  ['sum', 58],
  ['slack', 18],
  ['balancer', 18],
]);

/** A table of the chains of one cluster below its name; otherwise the reason why there is none. */
export function renderChainTable({ environment, cluster, chains, hasOthers }: ExplainedCluster): string {
  const title = `environment '${environment}' > cluster '${cluster}'`;
  if (chains.length === 0) {
    const why = hasOthers
      ? 'no chain of this kind'
      : 'no chain, because no workload that is missed states how it stops';
    return `${title}: ${why}`;
  }
  const table = new Table({
    head: [...CHAIN_COLUMNS.values()],
    colWidths: [...CHAIN_COLUMNS.keys()].map((member) => WRAPPED.get(member) ?? null),
    wordWrap: true,
    style: { head: [], border: [], compact: true },
  });
  for (const row of chainRows(chains)) table.push([...CHAIN_COLUMNS.keys()].map((member) => row[member]));
  return `${title}\n${table.toString()}`;
}
