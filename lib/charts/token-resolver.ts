import type { IResolver, ResolutionContext } from 'cdk8s';
import type { Problems } from '../values/problems';
import { addLate, isLate } from './token-guard';

/**
 * Refuses late values while cdk8s resolves an object. Afterwards would be too late, because cdk8s calls every `resolve` that it
 * finds and replaces a cdktf token object with a text that nothing ever fills in.
 */
export class TokenResolver implements IResolver {
  private readonly problems: Problems;

  /** @param problems takes what is found; an exception here would hide all problems but the first. */
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
