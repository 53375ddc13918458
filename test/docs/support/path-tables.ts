import { environments } from '../../../apps/environments';
import { pathRows } from '../../../lib/cli/explain/path-rows';
import { PATH_COLUMNS } from '../../../lib/cli/explain/path-table';
import { EnvironmentSpec } from '../../../lib/specs/environment/environment-spec';
import { type RequestPath, requestPaths } from '../../../lib/specs/ingress/request-path';

/** The table of the request paths of each reference environment whose hosts a shared ingress carries, by its name. */
export function renderPathTables(): ReadonlyMap<string, string> {
  const paths = environments.map(
    (input) => [input.name, EnvironmentSpec.from(input).clusters.flatMap(requestPaths)] as const,
  );
  return new Map(paths.filter(([, found]) => found.length > 0).map(([name, found]) => [name, renderPaths(found)]));
}

/** Request paths as a table of a guide, with the columns of `keelson explain`. */
export function renderPaths(paths: readonly RequestPath[]): string {
  const rows = pathRows(paths).map((row) => [...PATH_COLUMNS.keys()].map((member) => row[member]));
  const head = [...PATH_COLUMNS.values()];
  const [first = '', ...others] = [head, ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return [first, `|${'---|'.repeat(head.length)}`, ...others].join('\n');
}
