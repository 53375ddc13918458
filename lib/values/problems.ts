import { ConfigError, type Problem } from './config-error';

/**
 * Gathers problems of one subject and of everything below it, so that one run reports them all.
 *
 * @example
 * const problems = new Problems("pool 'edge'");
 * problems.require(size.max >= size.min, 'size.max', `be at least 'size.min' (${size.min})`, size.max, 'raise max or lower min');
 * problems.throwIfAny();
 */
export class Problems {
  /** What the problems are about, outermost first; empty for a whole input. */
  readonly subject: string;
  private readonly found: Problem[];
  private readonly isMuted: (problem: Problem) => boolean;

  constructor(subject = '', found: Problem[] = [], isMuted: (problem: Problem) => boolean = () => false) {
    this.subject = subject;
    this.found = found;
    this.isMuted = isMuted;
  }

  /** The same collection, speaking of a part of this subject. */
  at(part: string): Problems {
    return new Problems(this.subject === '' ? part : `${this.subject} > ${part}`, this.found, this.isMuted);
  }

  /** The same collection, deaf to problems that another one explains already. */
  muted(isMuted: (problem: Problem) => boolean): Problems {
    return new Problems(this.subject, this.found, isMuted);
  }

  /** Records a problem of this subject. */
  add(property: string, rule: string, value: unknown, remedy: string): void {
    this.record({ subject: this.subject, property, rule, value, remedy });
  }

  /** Records a problem unless `holds`; answers `holds`, so that later rules may build on it. */
  require(holds: boolean, property: string, rule: string, value: unknown, remedy: string): boolean {
    if (!holds) this.add(property, rule, value, remedy);
    return holds;
  }

  /**
   * Runs `make` and takes over the problems of the {@link ConfigError} that it throws, below this subject.
   *
   * @param property replaces the property of a bare value's problem, which does not know what it is called here.
   * @returns what `make` returned, or undefined when it threw.
   */
  capture<T>(property: string, make: () => T): T | undefined {
    try {
      return make();
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      for (const problem of error.problems) this.record(this.adopt(property, problem));
      return undefined;
    }
  }

  /** Number of problems gathered so far, over all subjects of this collection. */
  get count(): number {
    return this.found.length;
  }

  /** A copy of what was gathered, in the order found. */
  all(): readonly Problem[] {
    return [...this.found];
  }

  /** @throws ConfigError with everything that was gathered, when there is anything. */
  throwIfAny(): void {
    if (this.found.length > 0) throw new ConfigError(this.all());
  }

  private record(problem: Problem): void {
    if (!this.isMuted(problem)) this.found.push(problem);
  }

  private adopt(property: string, problem: Problem): Problem {
    if (problem.subject === '') return { ...problem, subject: this.subject, property };
    const subject = this.subject === '' ? problem.subject : `${this.subject} > ${problem.subject}`;
    return { ...problem, subject };
  }
}
