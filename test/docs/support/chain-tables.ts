import { environments } from '../../../apps/environments';
import { chainRows } from '../../../lib/cli/explain/chain-rows';
import { CHAIN_COLUMNS } from '../../../lib/cli/explain/chain-table';
import type { DrainChain } from '../../../lib/specs/cluster/drain/drain-chain';
import { drainChains } from '../../../lib/specs/cluster/drain/drain-chains';
import { EnvironmentSpec } from '../../../lib/specs/environment/environment-spec';

/** The table of the drain chains of each reference environment, by its name. */
export function renderChainTables(): ReadonlyMap<string, string> {
  return new Map(
    environments.map((input) => {
      const chains = EnvironmentSpec.from(input).clusters.flatMap(drainChains);
      return [input.name, renderChains(chains)];
    }),
  );
}

/** Chains as a table of a guide, with the columns of `keelson explain`. */
export function renderChains(chains: readonly DrainChain[]): string {
  const rows = chainRows(chains).map((row) => [...CHAIN_COLUMNS.keys()].map((member) => row[member]));
  const head = [...CHAIN_COLUMNS.values()];
  const [first = '', ...others] = [head, ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return [first, `|${'---|'.repeat(head.length)}`, ...others].join('\n');
}
