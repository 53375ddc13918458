import { Problems } from '../../values/problems';
import { callPart } from '../../values/thrown-error';
import { isPromise } from './is-promise';

/**
 * Calls the `charts` or `stacks` function of a platform.
 *
 * @param subject for which environment, and which cluster, the function is called.
 * @throws ThrownError with the subject and the property when the function throws.
 * @throws ConfigError when the function returns a promise, because what it adds later would be missing in every output without an error.
 */
export function requireEnded(subject: string, property: 'charts' | 'stacks', build: () => unknown): void {
  const answer = callPart(`${subject}: '${property}'`, build);
  if (!isPromise(answer)) return;
  // Without a handler a later rejection of the promise would end the process before the ConfigError below is reported.
  answer.then(undefined, () => undefined);
  const problems = new Problems('platform');
  const remedy =
    'make it synchronous, because what it adds after it returns is missing in every output; fetch remote data before, into a file that the function reads';
  problems.add(property, 'be a synchronous function', 'a promise', remedy);
  problems.throwIfAny();
}
