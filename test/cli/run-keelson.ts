import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { compiledPrograms } from './compiled-programs';

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

  /**
   * Runs a program of this repository with arguments, in the workspace.
   *
   * @param file path of its TypeScript source; what runs is the JavaScript that it becomes, as it is with a user.
   */
  run(file: string, args: readonly string[] = [], env: Readonly<Record<string, string>> = {}): ProgramResult {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [compiled(join(ROOT, file)).replace(/\.ts$/, '.js'), ...args.map(compiled)],
      { cwd: this.folder, encoding: 'utf8', env: { ...process.env, CI: 'true', ...env } },
    );
    return { status, stdout, stderr };
  }

  /**
   * Runs `keelson synth` on a platform of the fixtures, or of a path.
   *
   * One worker unless told otherwise: each loads the libraries anew, and the tests run beside each other already.
   */
  synth(platform: string, args: readonly string[] = [], env: Readonly<Record<string, string>> = {}): ProgramResult {
    const workers = args.includes('--workers') ? [] : ['--workers', '1'];
    return this.run('lib/cli/main.ts', ['synth', '--platform', fixture(platform), ...workers, ...args], env);
  }

  /** Puts the workspace where a run of `keelson synth` leaves it, which is done once and copied from then on. */
  beginAfter(platform: string, args: readonly string[] = []): void {
    cpSync(workspaceAfter(platform, args).folder, this.folder, { recursive: true });
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

/** A path of this repository as it is among the compiled programs; any other argument as it is. */
function compiled(argument: string): string {
  return argument.startsWith(`${ROOT}/`) ? join(compiledPrograms(ROOT), argument.slice(ROOT.length + 1)) : argument;
}

/** Path of a platform among the fixtures; any other path stays as it is. */
export function fixture(platform: string): string {
  return resolve(ROOT, 'test/fixtures/platforms', platform);
}

const finished = new Map<string, Workspace>();

function workspaceAfter(platform: string, args: readonly string[]): Workspace {
  const key = [platform, ...args].join(' ');
  const known = finished.get(key);
  if (known !== undefined) return known;
  const workspace = new Workspace();
  finished.set(key, workspace);
  const { status, stderr } = workspace.synth(platform, args);
  if (status !== 0) throw new Error(`the platform was not synthesised: ${stderr}`);
  return workspace;
}

afterAll(() => {
  for (const workspace of finished.values()) workspace.remove();
  finished.clear();
});
