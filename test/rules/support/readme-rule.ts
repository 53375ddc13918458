import type { Violation } from './project';
import { ROOMS } from './room-table';

/** A block of TypeScript right behind the title. */
const EXAMPLE = /(?<=^# \S+\n\n)```ts\n[\s\S]*?\n```\n/;

const PACKAGES = ['cdktf', 'cdk8s', 'cdk8s-plus-27'];

/**
 * A room's README has the name of the room, the simplest use in code, and four lines: its purpose, what it may import, what it must
 * not import, and one more. The lines of imports agree with the table that the other rules read.
 *
 * @param text content of the file; undefined when the file is missing.
 */
export function judgeReadme(room: string, text: string | undefined): readonly Violation[] {
  const path = `lib/${room}/README.md`;
  if (text === undefined) return [{ path, line: 1, message: 'is missing' }];
  const lines = text
    .replace(EXAMPLE, '')
    .split('\n')
    .filter((line) => line.trim() !== '');
  const complaints = [
    EXAMPLE.test(text) ? undefined : 'does not begin with the simplest use, in code, right behind its name',
    lines.length === 5 ? undefined : `has ${lines.length} lines that are not empty; five are wanted`,
    lines[0]?.startsWith('# ') === true && lines[0].endsWith(room) ? undefined : `begins with '# ${room}'`,
    lines.some((line) => line.startsWith('Must not import: ')) ? undefined : "has no line 'Must not import: …'",
    judgePermissions(room, lines),
  ];
  return complaints.flatMap((message) => (message === undefined ? [] : [{ path, line: 1, message }]));
}

function judgePermissions(room: string, lines: readonly string[]): string | undefined {
  const line = lines.find((each) => each.startsWith('May import: '));
  if (line === undefined) return "has no line 'May import: …'";
  const stated = [...statedRooms(room, line)].sort().join(', ');
  const allowed = [...(ROOMS[room]?.rooms ?? [])].sort().join(', ');
  if (stated !== allowed)
    return `may import, by its README: ${stated || 'no room'}; by the table: ${allowed || 'no room'}`;
  const foreign = PACKAGES.filter((name) => words(line).has(name) && !ROOMS[room]?.packages.includes(name));
  return foreign.length > 0 ? `claims ${foreign.join(', ')}, which the table refuses` : undefined;
}

/** Rooms that the line names; `everything in lib but x, y` names all others. */
function statedRooms(room: string, line: string): ReadonlySet<string> {
  const named = Object.keys(ROOMS).filter((each) => words(line).has(each));
  if (!line.startsWith('May import: everything')) return new Set(named);
  return new Set(Object.keys(ROOMS).filter((each) => each !== room && !named.includes(each)));
}

/** Names of rooms and packages in a sentence; only those of the first sentence or clause are allowed imports. */
function words(line: string): ReadonlySet<string> {
  const granted = String(line.split(/; /)[0]);
  return new Set(granted.replaceAll('lib/', '').match(/[a-z0-9@/-]+/g) ?? []);
}
