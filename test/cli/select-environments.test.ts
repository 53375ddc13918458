import { parseEnvironmentNames, selectEnvironments } from '../../lib/cli/select-environments';

describe('selectEnvironments', () => {
  const known = ['streaming', 'paas-staging', 'paas-production'];

  test('returns all environments for an empty list', () => {
    expect(selectEnvironments(known, [])).toEqual(known);
  });

  test('returns the chosen names in the order of the platform, each once', () => {
    expect(selectEnvironments(known, ['paas-production', 'streaming', 'streaming'])).toEqual([
      'streaming',
      'paas-production',
    ]);
  });

  test('refuses every unknown name, and the message lists the known ones', () => {
    expect(() => selectEnvironments(known, ['pass', 'streaming', 'prod'])).toThrow(
      "'environment' must be one of 'streaming', 'paas-staging', 'paas-production', got 'pass'; correct the name, or list the environment in the platform\n" +
        "  'environment' must be one of 'streaming', 'paas-staging', 'paas-production', got 'prod'; correct the name, or list the environment in the platform",
    );
  });

  test.each([
    [undefined, []],
    ['', []],
    ['streaming', ['streaming']],
    [' streaming , paas-staging,', ['streaming', 'paas-staging']],
  ])('reads the variable %p as the names %p', (text, names) => {
    expect(parseEnvironmentNames(text)).toEqual(names);
  });
});
