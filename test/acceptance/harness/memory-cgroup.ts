import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ProgramOutcome, type RunOptions, runProgram } from './run-program';

const ROOT = '/sys/fs/cgroup';

/** Names of a memory cgroup's files in both versions of the kernel's interface. */
const VERSIONS = {
  v1: {
    root: join(ROOT, 'memory'),
    limit: 'memory.limit_in_bytes',
    peak: 'memory.max_usage_in_bytes',
    kills: 'memory.oom_control',
  },
  v2: { root: ROOT, limit: 'memory.max', peak: 'memory.peak', kills: 'memory.events' },
} as const;

/** Moves the shell into the cgroup and becomes the program, so that every page of the program counts. */
const ENTER = 'echo $$ > "$0/cgroup.procs" && exec "$@"';

let created = 0;

/** A real memory cgroup, as a container has one; the kernel kills a process of it when its limit is reached. */
export class MemoryCgroup {
  private constructor(
    private readonly folder: string,
    private readonly files: (typeof VERSIONS)['v1' | 'v2'],
  ) {}

  /**
   * Creates a cgroup.
   *
   * @throws Error that names the folder, where cgroups cannot be created: the judge must fail and not be skipped.
   */
  static create(limitBytes: number): MemoryCgroup {
    const files = existsSync(join(ROOT, 'cgroup.controllers')) ? VERSIONS.v2 : VERSIONS.v1;
    created += 1;
    const folder = join(files.root, `keelson-${process.pid}-${created}`);
    try {
      if (files === VERSIONS.v2) writeFileSync(join(ROOT, 'cgroup.subtree_control'), '+memory');
      mkdirSync(folder);
      writeFileSync(join(folder, files.limit), String(limitBytes));
    } catch (error) {
      if (existsSync(folder)) rmdirSync(folder);
      throw new Error(
        `no memory cgroup can be created at ${folder}: run the judge as root of a machine or a privileged container`,
        {
          cause: error,
        },
      );
    }
    return new MemoryCgroup(folder, files);
  }

  /** Runs a program within the cgroup; a program that the kernel kills has the status null. */
  run(command: readonly string[], options: RunOptions = {}): Promise<ProgramOutcome> {
    return runProgram(['/bin/sh', '-c', ENTER, this.folder, ...command], options);
  }

  /** Most bytes that were in use at once. */
  peakBytes(): number {
    return Number(this.read(this.files.peak));
  }

  /** Processes that the kernel has killed because the limit was reached. */
  kills(): number {
    return Number(/^oom_kill (\d+)$/m.exec(this.read(this.files.kills))?.[1]);
  }

  /** Removes the cgroup, whose processes have ended; the kernel may need a moment to notice that. */
  async remove(): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        rmdirSync(this.folder);
        return;
      } catch (error) {
        if (attempt === 50) throw error;
        await sleep(100);
      }
    }
  }

  private read(file: string): string {
    return readFileSync(join(this.folder, file), 'utf8');
  }
}
