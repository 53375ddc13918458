// Preloaded into every process of a run: notes at its end what it took of memory and processor, for the benchmark to read.
const { appendFileSync } = require('node:fs');

process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  const milliseconds = (userCPUTime + systemCPUTime) / 1000;
  const line = { script: process.argv[1] ?? '', peakMib: maxRSS / 1024, milliseconds };
  appendFileSync(process.env.KEELSON_BENCH_MEMORY, `${JSON.stringify(line)}\n`);
});
