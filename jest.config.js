/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  // Jest would leave one processor to the terminal, which on a machine with two doubles the time.
  maxWorkers: '100%',
  // Tests that run beside each other wait for programs of their own; they need no processor meanwhile.
  maxConcurrency: 32,
  // Test files run in a context of their own, where looking up a global takes far longer than a variable: rules do little else.
  sandboxInjectedGlobals: ['Object', 'Array', 'Reflect', 'JSON', 'Math', 'Map', 'Set'],
  setupFiles: ['<rootDir>/test/without-token-traces.js'],
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/acceptance/'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
  },
  moduleNameMapper: {
    '^keelson$': '<rootDir>/lib/entry/index.ts',
    '^keelson/(.*)$': '<rootDir>/lib/entry/$1.ts',
  },
};
