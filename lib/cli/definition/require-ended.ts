import { Problems } from '../../values/problems';
import { isPromise } from './is-promise';

/**
 * Calls a builder of a platform's own.
 *
 * @throws ConfigError when it answers a promise: what it adds later would be in no output, and nobody would know.
 */
export function requireEnded(property: 'charts' | 'stacks', build: () => unknown): void {
  const answer = build();
  if (!isPromise(answer)) return;
  // The promise may fail later, when its error would end the process in the place of this one.
  answer.then(undefined, () => undefined);
  const problems = new Problems('platform');
  const remedy = 'make it synchronous: what has to be fetched is fetched before, into a file that the function reads';
  problems.add(property, 'be a function that has ended when it returns', 'a promise', remedy);
  problems.throwIfAny();
}
