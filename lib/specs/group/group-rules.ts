import { Cidr } from '../../values/cidr';
import { counted } from '../../values/counted';
import type { Problems } from '../../values/problems';
import { requireUnique } from '../fields/unique';
import type { CommonGroupMembers } from './group-fields';

/** Word in a port's `from` for the nodes of the cluster. */
export const FROM_NODES = 'nodes';

const FILE_PATH = /^(\/(?!\.{1,2}(?:\/|$))[^/\p{Cc}]+)+$/u;
const FILE_MODE = /^[0-7]{4}$/;

/** Rules of files and commands, which cloud-init reads at the first boot. */
export function judgeFirstBoot(
  { files, commands }: Pick<CommonGroupMembers, 'files' | 'commands'>,
  problems: Problems,
): void {
  for (const [path, { mode, content }] of Object.entries(files)) {
    const rule = 'be the absolute path of a file';
    problems.require(FILE_PATH.test(path), `files.${path}`, rule, path, "write it as '/etc/haproxy/haproxy.cfg'");
    problems.require(
      FILE_MODE.test(mode),
      `files.${path}.mode`,
      'be four octal digits',
      mode,
      "write it as '0644', because cloud-init reads other forms as other numbers",
    );
    const half = 'have whole characters only, because half of a surrogate pair cannot be written as UTF-8';
    const whole = 'correct the text; it was probably cut in the middle of a character';
    problems.require(!/\p{Cs}/u.test(content), `files.${path}.content`, half, `${content.length} characters`, whole);
  }
  commands.forEach((words, index) => {
    const holds = words.length > 0 && words[0] !== '';
    const remedy = "write it as ['systemctl', 'enable', '--now', 'haproxy']";
    problems.require(holds, `commands[${index}]`, 'begin with the name of a program', words, remedy);
  });
}

/** Rules of the ports that the machines accept. */
export function judgePorts(ports: CommonGroupMembers['ports'], problems: Problems): void {
  const names = ports.map(({ port, protocol }) => `${port}/${protocol}`);
  requireUnique(problems, { property: 'ports', values: names, what: 'pair of port and protocol' });
  ports.forEach(({ from }, index) => {
    const property = `ports[${index}].from`;
    const remedy = `name ranges, or '${FROM_NODES}' for the nodes of the cluster`;
    problems.require(from.length > 0, property, 'name at least one range', from, remedy);
    requireUnique(problems, { property, values: from, what: 'range' });
    for (const text of from.filter((each) => each !== FROM_NODES)) {
      problems.capture(property, () => Cidr.parse(text));
    }
  });
}

/** Numbers of ranges that have room in one set of rules. */
export interface CountedRanges {
  readonly counts: readonly number[];
  readonly most: number;
  /** Path of the ranges in the input, and the rule in words. */
  readonly property: string;
  readonly rule: string;
}

/** Refuses more ranges than the rules of a firewall hold. */
export function judgeRanges({ counts, most, property, rule }: CountedRanges, problems: Problems): void {
  const sum = counts.reduce((total, each) => total + each, 0);
  const together = counted(sum, 'range');
  const shown = counts.length === 1 ? together : `${counts.join(' + ')} = ${together}`;
  problems.require(sum <= most, property, rule, shown, 'join neighbouring ranges');
}
