import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** One replacement: `staged` is renamed to `target`; without `staged` the target is removed. */
export interface Replacement {
  /** @default - the target is removed */
  readonly staged?: string;
  readonly target: string;
}

interface Step {
  readonly replacement: Replacement;
  readonly backup: string | undefined;
  arrived: boolean;
}

/**
 * Replaces several files and folders by renames, all of them or none: when one rename fails, those before it are undone.
 *
 * @param backupFolder an empty or absent folder on the same file system; it is removed at the end.
 */
export function swapOutputs(replacements: readonly Replacement[], backupFolder: string): void {
  const done: Step[] = [];
  mkdirSync(backupFolder, { recursive: true });
  try {
    for (const [index, replacement] of replacements.entries()) {
      const backup = existsSync(replacement.target) ? join(backupFolder, String(index)) : undefined;
      if (backup !== undefined) renameSync(replacement.target, backup);
      const step = { replacement, backup, arrived: false };
      done.push(step);
      if (replacement.staged === undefined) continue;
      mkdirSync(dirname(replacement.target), { recursive: true });
      renameSync(replacement.staged, replacement.target);
      step.arrived = true;
    }
  } catch (error) {
    for (const step of done.reverse()) undo(step);
    throw error;
  }
  rmSync(backupFolder, { recursive: true, force: true });
}

function undo({ replacement, backup, arrived }: Step): void {
  if (arrived && replacement.staged !== undefined) renameSync(replacement.target, replacement.staged);
  if (backup !== undefined) renameSync(backup, replacement.target);
}
