// Preloaded into every process of a run: notes the largest resident set of each at its end, for the parent to read.
const { appendFileSync } = require('node:fs');

process.on('exit', () => {
  const line = { script: process.argv[1] ?? '', peakMib: process.resourceUsage().maxRSS / 1024 };
  appendFileSync(process.env.KEELSON_BENCH_MEMORY, `${JSON.stringify(line)}\n`);
});
