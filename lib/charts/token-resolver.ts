import type { IResolver, ResolutionContext } from 'cdk8s';
import type { Problems } from '../values/problems';
import { addLate, isLate } from './token-guard';

/**
 * Refuses late values while cdk8s resolves an object: cdk8s calls whatever `resolve` it finds, so that afterwards a
 * cdktf token object is gone and its text, which nothing will ever replace, stands in its place.
 */
export class TokenResolver implements IResolver {
  private readonly problems: Problems;

  /** @param problems where to put what is found; throwing here would hide all but the first. */
  constructor(problems: Problems) {
    this.problems = problems;
  }

  /** Called by cdk8s for every value of every object, outermost first. */
  resolve(context: ResolutionContext): void {
    if (!isLate(context.value)) return;
    const subject = `chart '${context.obj.chart.node.id}' > ${context.obj.kind} '${context.obj.name}'`;
    addLate(this.problems.at(subject), context.key.join('.'), context.value);
    context.replaceValue('refused');
  }
}
