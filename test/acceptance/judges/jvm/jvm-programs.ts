import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JVM_LINES } from '../../../../lib/specs/workload/jvm/jvm-fields';
import { MemoryCgroup } from '../../harness/memory-cgroup';
import { type ProgramOutcome, runProgram } from '../../harness/run-program';
import { Session } from '../../harness/session';
import { toolPath } from '../../harness/tools';

const MIB = 2 ** 20;

/** A release line of the JDK. */
export type Line = (typeof JVM_LINES)[number];

/** A JVM's run in a cgroup of its own. */
export interface CgroupRun extends ProgramOutcome {
  readonly kills: number;
  readonly peakMib: number;
}

/** The `java` launcher of a line. */
export function javaOf(line: Line): string {
  return toolPath(`java-${line}`);
}

/** Compiles the programs of this folder and returns the folder of their classes. */
export async function compilePrograms(): Promise<string> {
  const folder = Session.current().subfolder('jvm-classes');
  const sources = ['FillMemory', 'HoldHeap'].map((name) => join(__dirname, `${name}.java`));
  const command = [toolPath('javac'), '--release', '17', '-nowarn', '-d', folder, ...sources];
  const { status, stderr } = await runProgram(command);
  if (status !== 0) throw new Error(`javac refused the programs: ${stderr}`);
  return folder;
}

/** Runs a command within a limit; the options reach a JVM as in a container, by its environment variable. */
export async function runWithin(limitMib: number, options: string, command: readonly string[]): Promise<CgroupRun> {
  const cgroup = MemoryCgroup.create(limitMib * MIB);
  try {
    const env = { PATH: process.env['PATH'] ?? '', JDK_JAVA_OPTIONS: options };
    const outcome = await cgroup.run(command, { env, timeoutSeconds: 60, startsOthers: true });
    return { ...outcome, kills: cgroup.kills(), peakMib: Math.ceil(cgroup.peakBytes() / MIB) };
  } finally {
    await cgroup.remove();
  }
}

/** Flags of a JVM by name, as it reports them. */
export function flagsIn({ stdout }: ProgramOutcome): Readonly<Record<string, string>> {
  return Object.fromEntries([...stdout.matchAll(/^ *\w+ (\w+) += (\S*)/gm)].map(([, name, value]) => [name, value]));
}

/** Command that runs a program beside the service and prints as its last line how the service ended. */
export function besideService(program: string): readonly string[] {
  const script = readFileSync(join(__dirname, 'beside-service.sh'), 'utf8');
  return ['/bin/sh', '-c', script, program];
}
