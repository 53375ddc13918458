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
  /** Parts that the problems are about, outermost first; empty for a whole input. */
  readonly subject: string;
  private readonly found: Problem[];
  private readonly isMuted: (problem: Problem) => boolean;

  constructor(subject = '', found: Problem[] = [], isMuted: (problem: Problem) => boolean = () => false) {
    this.subject = subject;
    this.found = found;
    this.isMuted = isMuted;
  }

  /** The same collection; problems that are recorded through the result name a part of this subject. */
  at(part: string): Problems {
    return new Problems(this.subject === '' ? part : `${this.subject} > ${part}`, this.found, this.isMuted);
  }

  /** The same collection; the result drops problems for which `isMuted` is true, because another problem explains them already. */
  muted(isMuted: (problem: Problem) => boolean): Problems {
    return new Problems(this.subject, this.found, isMuted);
  }

  /** Records a problem of this subject. */
  add(property: string, rule: string, value: unknown, remedy: string): void {
    this.record({ subject: this.subject, property, rule, value, remedy });
  }

  /** Records a problem unless `holds`; returns `holds`, so that later rules can depend on it. */
  require(holds: boolean, property: string, rule: string, value: unknown, remedy: string): boolean {
    if (!holds) this.add(property, rule, value, remedy);
    return holds;
  }

  /**
   * Runs `make` and takes over the problems of the {@link ConfigError} that it throws, below this subject.
   *
   * @param property the value's name in this input; replaces the general name (`name`, `cidr`) that the value's own rule reports.
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

  /** A copy of the problems gathered so far, in the order found. */
  all(): readonly Problem[] {
    return [...this.found];
  }

  /** @throws ConfigError with every problem gathered so far, when there is at least one. */
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
