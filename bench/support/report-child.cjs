// @ts-check

/**
 * Runs `work` once and prints, as the last line of the output, its processor time in milliseconds (other programs on
 * the machine change it far less than the time on the wall) and the largest resident set of the process in MiB.
 *
 * @param {() => void} work
 */
exports.report = function report(work) {
  // cdktf takes a stack trace per token: mapping each back to TypeScript would be most of what is measured.
  process.setSourceMapsEnabled(false);
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  const milliseconds = (user + system) / 1000;
  console.log(JSON.stringify({ milliseconds, peakMib: process.resourceUsage().maxRSS / 1024 }));
};
