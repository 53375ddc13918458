import { printable, renderValue } from './render-value';

/** One thing that is wrong with the caller's input, worded so that the caller can correct it. */
export interface Problem {
  /** Parts that the input describes, outermost first: `environment 'paas' > cluster 'main' > pool 'edge'`; empty for a bare value. */
  readonly subject: string;
  /** The property's path below the subject, as the caller wrote it: `size.max`. */
  readonly property: string;
  /** The rule, completing "must": `be at least 'size.min' (3)`. */
  readonly rule: string;
  /** The value that was given. */
  readonly value: unknown;
  /** Remedy. */
  readonly remedy: string;
}

/**
 * Input that cannot become a platform. It carries every problem that was found, not only the first.
 *
 * Thrown before any construct exists and before anything is written.
 */
export class ConfigError extends Error {
  /** Every problem, in the order in which the rules found it. */
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(renderProblems(problems));
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

/** Letters of each part of a message at most; names that somebody chose stand in all of them. */
const MAX_PART = 2000;

/** One problem as a line: `<subject>: '<property>' must <rule>, got <value>; <remedy>`. */
export function renderProblem(problem: Problem): string {
  const [subject, property, rule, remedy] = [problem.subject, problem.property, problem.rule, problem.remedy].map(part);
  const prefix = subject === '' ? '' : `${subject}: `;
  return `${prefix}'${property}' must ${rule}, got ${renderValue(problem.value)}; ${remedy}`;
}

/** A part of a message on its one line; a name of a thousand letters must not hide the others. */
function part(text: string): string {
  return printable(text.length > MAX_PART ? `${text.slice(0, MAX_PART)}…` : text);
}

function renderProblems(problems: readonly Problem[]): string {
  const lines = problems.map(renderProblem);
  return lines.length === 1
    ? String(lines[0])
    : `${lines.length} problems\n${lines.map((line) => `  ${line}`).join('\n')}`;
}
