import Table from 'cli-table3';
import type { SynthSummary } from './worker-messages';

/** A table of what was synthesised: one row for each environment. */
export function renderSummaryTable(rows: ReadonlyMap<string, SynthSummary>): string {
  const table = new Table({
    head: ['environment', 'stacks', 'resources', 'manifests', 'bytes', 'time'],
    colAligns: ['left', 'right', 'right', 'right', 'right', 'right'],
    style: { head: [], border: [], compact: true },
  });
  const names = [...rows.keys()].sort();
  for (const name of names) {
    const row = rows.get(name);
    if (row !== undefined) table.push([name, ...cells(row)]);
  }
  return table.toString();
}

function cells(row: SynthSummary): readonly string[] {
  const seconds = `${(row.milliseconds / 1000).toFixed(2)} s`;
  return [String(row.stacks), String(row.resources), String(row.manifests), String(row.bytes), seconds];
}
