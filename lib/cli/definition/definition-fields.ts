import type { ChartBuilder } from '../../charts/chart-builder';
import type { Check } from '../../checks/check';
import type { EnvironmentInput } from '../../specs/environment/environment-input';
import { list, mapOf, members } from '../../specs/fields/compound-fields';
import { type Field, optional } from '../../specs/fields/field';
import { kind, oneOf, text } from '../../specs/fields/leaf-fields';
import type { StackBuilder } from '../../stacks/stack-builder';
import type { Problems } from '../../values/problems';
import type { PlatformDefinition } from '../platform-definition';

/** Accepts every value, because `EnvironmentSet` judges all environments by their own fields afterwards. */
const environment: Field<EnvironmentInput> = {
  facts: { kind: 'object' },
  judge: () => true,
  resolve: (value) => value,
};

const check = members<Check>()({
  id: text,
  severity: oneOf('error', 'warning'),
  title: text,
  source: text,
  run: plainFunction('(model) => breaches'),
});

/** Fields of a platform's definition. */
export const definitionFields = members<PlatformDefinition>()({
  environments: list(environment),
  charts: optional(plainFunction<ChartBuilder>('(app, cluster) => { … }')),
  stacks: optional(plainFunction<StackBuilder>('(app, environment) => { … }')),
  checks: optional(list(check)),
  severities: optional(mapOf(oneOf('error', 'warning'))),
});

/**
 * A function that has done its work when it returns. Async functions and generators are refused, because they add charts and stacks
 * after the outputs are written, so that these would be missing without an error.
 */
function plainFunction<F extends (...given: never[]) => unknown>(form: string): Field<F> {
  const isFunction = kind('be a function', `write ${form}`, (value) => typeof value === 'function');
  return {
    facts: { kind: 'object' },
    judge: (value, path, problems) => isFunction(value, path, problems) && isPlain(value, path, problems),
    resolve: (value) => value,
  };
}

function isPlain(value: unknown, path: string, problems: Problems): boolean {
  const { name } = (value as { readonly constructor: { readonly name: string } }).constructor;
  const written = /^Async/.test(name) ? 'an async function' : 'a generator function';
  const remedy =
    'make it synchronous, because what it adds after it returns is missing in every output; fetch remote data before, into a file that the function reads';
  return problems.require(name === 'Function', path, 'be a synchronous function', written, remedy);
}
