import Table from 'cli-table3';
import type { RequestPath } from '../../specs/ingress/request-path';
import { HOST_SEPARATOR, type PathRow, pathNotes, pathRows } from './path-rows';

/** Columns of a table of request paths, in their order, by the member of a row that fills them. */
export const PATH_COLUMNS: ReadonlyMap<keyof PathRow, string> = new Map([
  ['hosts', 'hosts'],
  ['path', 'path of a request'],
  ['hops', 'hops'],
  ['nats', 'NATs'],
  ['tracked', 'tracked'],
  ['crossZone', 'cross-zone'],
  ['pod', 'pod by'],
  ['limits', 'time limits in s'],
]);

/** Characters of the columns that would make a line longer than a screen; their texts are broken between words. */
const WRAPPED: ReadonlyMap<keyof PathRow, number> = new Map([
  ['path', 34],
  ['pod', 20],
  ['limits', 38],
]);

/** A table of the request paths of a cluster's hosts, with sentences about them below; empty where it has none. */
export function renderPathTable(paths: readonly RequestPath[]): string {
  if (paths.length === 0) return '';
  const members = [...PATH_COLUMNS.keys()];
  const table = new Table({
    head: [...PATH_COLUMNS.values()],
    colWidths: members.map((member) => WRAPPED.get(member) ?? null),
    wordWrap: true,
    style: { head: [], border: [], compact: true },
  });
  for (const row of pathRows(paths)) {
    // A host has no space at which a line could end, so that each one has a line.
    const lines = { ...row, hosts: row.hosts.replaceAll(HOST_SEPARATOR, '\n') };
    table.push(members.map((member) => lines[member]));
  }
  return [table.toString(), ...pathNotes(paths)].join('\n');
}
