import { existsSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

/** Removes staging folders beside the outputs that a killed run left; the number at the end is the id of its process. */
export function removeAbandonedStages(outputs: readonly string[]): void {
  for (const output of outputs.map((each) => resolve(each))) {
    const parent = dirname(output);
    if (!existsSync(parent)) continue;
    for (const entry of readdirSync(parent)) {
      const match = entry.startsWith(`${basename(output)}.stage-`) ? /\.stage-(\d+)$/.exec(entry) : null;
      if (match?.[1] !== undefined && !isRunning(Number(match[1]))) {
        rmSync(join(parent, entry), { recursive: true, force: true });
      }
    }
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
