// Set up in every test file of a counted run: notes at its end how often the file expected something, for the benchmark to read.
const { appendFileSync } = require('node:fs');

let assertions = 0;

globalThis.expect = new Proxy(globalThis.expect, {
  apply(target, self, values) {
    assertions += 1;
    return Reflect.apply(target, self, values);
  },
});

afterAll(() => {
  appendFileSync(process.env.KEELSON_BENCH_TESTS, `${JSON.stringify({ assertions })}\n`);
});
