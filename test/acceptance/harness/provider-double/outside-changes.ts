import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { ObjectValue, Value } from './values';

/** Values of one resource that somebody else than Terraform has set in the cloud, as a scheduled action does. */
export interface OutsideChange {
  readonly type: string;
  /** The resource's own name. */
  readonly name: string;
  readonly values: Readonly<Record<string, string | number | boolean>>;
}

/** Writes what others have changed; an empty list undoes it. */
export function writeOutsideChanges(path: string, changes: readonly OutsideChange[]): void {
  writeFileSync(path, JSON.stringify(changes));
}

/** What others have changed by now; empty where nobody has. */
export function readOutsideChanges(path: string): readonly OutsideChange[] {
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as readonly OutsideChange[]) : [];
}

/** The state of a resource as the cloud answers it. */
export function withOutsideChanges(type: string, state: ObjectValue, changes: readonly OutsideChange[]): ObjectValue {
  const own = changes.filter((change) => change.type === type && change.name === state['name']);
  return Object.assign({}, state, ...own.map(({ values }) => values as Record<string, Value>)) as ObjectValue;
}
