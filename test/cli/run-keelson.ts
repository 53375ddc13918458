import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../..');

/** Output and exit code of a program. */
export interface ProgramResult {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** An empty folder in which programs run as in a user's project; `remove` deletes it. */
export class Workspace {
  constructor(readonly folder: string = mkdtempSync(join(tmpdir(), 'keelson-run-'))) {}

  /** Runs a TypeScript file of this repository with arguments, in the workspace. */
  run(file: string, args: readonly string[] = [], env: Readonly<Record<string, string>> = {}): ProgramResult {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--import', join(ROOT, 'node_modules/tsx/dist/loader.mjs'), join(ROOT, file), ...args],
      {
        cwd: this.folder,
        encoding: 'utf8',
        env: { ...process.env, CI: 'true', TSX_TSCONFIG_PATH: join(ROOT, 'tsconfig.json'), ...env },
      },
    );
    return { status, stdout, stderr };
  }

  /** Runs `keelson synth` on a platform of the fixtures. */
  synth(platform: string, args: readonly string[] = [], env: Readonly<Record<string, string>> = {}): ProgramResult {
    return this.run('lib/cli/main.ts', ['synth', '--platform', fixture(platform), ...args], env);
  }

  /** Every file below the workspace, by path. */
  files(): Readonly<Record<string, string>> {
    const entries = readdirSync(this.folder, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    const paths = entries.map((entry) => join(entry.parentPath, entry.name)).sort();
    return Object.fromEntries(paths.map((path) => [path.slice(this.folder.length + 1), readFileSync(path, 'utf8')]));
  }

  exists(path: string): boolean {
    return existsSync(join(this.folder, path));
  }

  read(path: string): string {
    return readFileSync(join(this.folder, path), 'utf8');
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Path of a platform among the fixtures. */
export function fixture(platform: string): string {
  return join(ROOT, 'test/fixtures/platforms', platform);
}
