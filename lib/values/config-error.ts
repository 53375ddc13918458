/** One thing that is wrong with the caller's input, worded so that the caller can correct it. */
export interface Problem {
  /** What the input describes, outermost first: `environment 'paas' > cluster 'main' > pool 'edge'`; empty for a bare value. */
  readonly subject: string;
  /** The property's path below the subject, as the caller wrote it: `size.max`. */
  readonly property: string;
  /** The rule, completing "must": `be at least 'size.min' (3)`. */
  readonly rule: string;
  /** The value that was given. */
  readonly value: unknown;
  /** What to do about it. */
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

/** One problem as a line: `<subject>: '<property>' must <rule>, got <value>; <remedy>`. */
export function renderProblem(problem: Problem): string {
  const prefix = problem.subject === '' ? '' : `${problem.subject}: `;
  return `${prefix}'${problem.property}' must ${problem.rule}, got ${renderValue(problem.value)}; ${problem.remedy}`;
}

function renderProblems(problems: readonly Problem[]): string {
  const lines = problems.map(renderProblem);
  return lines.length === 1
    ? String(lines[0])
    : `${lines.length} problems\n${lines.map((line) => `  ${line}`).join('\n')}`;
}

function renderValue(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'string') return `'${value}'`;
  return JSON.stringify(value) ?? String(value);
}
