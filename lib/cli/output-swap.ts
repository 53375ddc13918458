import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** One replacement: `staged` takes the place of `target`; without `staged` the target goes away. */
export interface Replacement {
  /** @default - the target is removed */
  readonly staged?: string;
  readonly target: string;
}

interface Step {
  readonly replacement: Replacement;
  readonly backup: string | undefined;
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
      done.push({ replacement, backup });
      if (replacement.staged !== undefined) {
        mkdirSync(dirname(replacement.target), { recursive: true });
        renameSync(replacement.staged, replacement.target);
      }
    }
  } catch (error) {
    for (const step of done.reverse()) undo(step);
    throw error;
  } finally {
    rmSync(backupFolder, { recursive: true, force: true });
  }
}

function undo({ replacement, backup }: Step): void {
  const arrived = replacement.staged !== undefined && !existsSync(replacement.staged);
  if (arrived && replacement.staged !== undefined) renameSync(replacement.target, replacement.staged);
  if (backup !== undefined) renameSync(backup, replacement.target);
}
