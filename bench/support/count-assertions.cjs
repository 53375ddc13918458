// Set up in every test file of a counted run: notes at its end how many tests and assertions it had, for the benchmark to read.
const { appendFileSync } = require('node:fs');

let tests = 0;
let assertions = 0;

afterEach(() => {
  tests += 1;
  assertions += expect.getState().assertionCalls;
});

afterAll(() => {
  const line = { file: expect.getState().testPath, tests, assertions };
  appendFileSync(process.env.KEELSON_BENCH_TESTS, `${JSON.stringify(line)}\n`);
});
