import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { benchImports } from './imports';
import { benchRunner } from './runner';
import { build } from './support/build';
import { benchChecks, benchGoogle, benchSynthesis } from './synthesis';
import { benchTests } from './tests';

// `--short`: one size and few runs, which prove that every program runs and has the same output; times are not judged.
const short = process.argv.includes('--short');
const folder = mkdtempSync(join(tmpdir(), 'keelson-bench-'));

build();
try {
  const holds = short ? runShort() : runFull();
  if (!holds && !short) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function runShort(): boolean {
  benchChecks(10, 1);
  return [benchSynthesis(folder, [10], 3), benchGoogle(folder, 10, 3), benchImports(3)].every(Boolean);
}

function runFull(): boolean {
  const parts = [
    benchSynthesis(folder, [1, 10, 100], 7),
    benchGoogle(folder, 10, 7),
    benchImports(9),
    benchRunner(folder, [10, 100, 1000]),
    benchTests(folder),
  ];
  benchChecks(100, 5);
  return parts.every(Boolean);
}
