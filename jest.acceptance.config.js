const base = require('./jest.config');

/** @type {import('jest').Config} */
module.exports = {
  ...base,
  roots: ['<rootDir>/test/acceptance'],
  testMatch: ['**/judges/*/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 600_000,
  // A judge that fails while a service of its runs would wait for the service for ever; the runner ends it.
  forceExit: true,
};
