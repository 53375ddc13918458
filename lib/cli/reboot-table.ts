import Table from 'cli-table3';
import { type RebootRisk, renderChance } from '../specs/pool/reboots/reboot-risk';
import { DAY_MINUTES } from '../values/minutes';

/** The reboot risk of one pool, with the name of its cluster. */
export interface ClusterRisk extends RebootRisk {
  readonly cluster: string;
}

/** A table of the nodes that reboots take down at once: one row for each pool with a schedule; undefined where no pool has one. */
export function renderRebootTable(rows: ReadonlyMap<string, readonly ClusterRisk[]>): string | undefined {
  const table = new Table({
    head: ['environment', 'cluster', 'pool', 'reboots', 'nodes', 'P(overlap)', 'p99 down', 'done within', 'when'],
    colAligns: ['left', 'left', 'left', 'left', 'right', 'right', 'right', 'right', 'left'],
    style: { head: [], border: [], compact: true },
  });
  for (const name of [...rows.keys()].sort()) {
    for (const risk of rows.get(name) ?? []) table.push([name, risk.cluster, risk.pool, risk.kind, ...cells(risk)]);
  }
  return table.length === 0 ? undefined : table.toString();
}

function cells(risk: RebootRisk): readonly string[] {
  const { overlapProbability, p99Down, finishMinutes, when } = risk;
  if (risk.kind === 'replace') return [String(risk.nodes), '-', '-', '-', when];
  const done = finishMinutes === undefined ? '-' : duration(finishMinutes);
  return [String(risk.nodes), renderChance(overlapProbability), String(p99Down), done, when];
}

function duration(minutes: number): string {
  const days = Math.floor(minutes / DAY_MINUTES);
  const hours = ((minutes % DAY_MINUTES) / 60).toFixed(1);
  return days === 0 ? `${hours} h` : `${days} d ${hours} h`;
}
