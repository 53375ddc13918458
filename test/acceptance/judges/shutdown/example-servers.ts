import { mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runProgram } from '../../harness/run-program';
import { Session } from '../../harness/session';
import { toolPath } from '../../harness/tools';

const ROOT = resolve(__dirname, '../../../..');

/** Folder of the servers that the guide shows. */
const EXAMPLES = join(ROOT, 'docs/examples/graceful');

/** Files of the servers, by what they are. */
const EXAMPLE_FILES = {
  node: 'http1-server.mjs',
  java: 'GracefulServer.java',
  python: 'graceful_server.py',
  h2: 'h2-server.mjs',
  grpc: 'grpc-server.mjs',
  websocket: 'websocket-server.mjs',
} as const;

/** Name of one of the servers. */
export type ExampleName = keyof typeof EXAMPLE_FILES;

/** Replacements in a server's text, each with the text before and after, that make it stop wrongly. */
export type Fault = readonly (readonly [from: string, to: string])[];

/**
 * The command that runs a server of the guide; with a fault it runs a copy with this change.
 *
 * @throws Error where the server does not hold a replaced text exactly once, because a control that changes nothing proves nothing.
 */
export async function exampleCommand(name: ExampleName, fault?: Fault): Promise<readonly string[]> {
  const file = fault === undefined ? join(EXAMPLES, EXAMPLE_FILES[name]) : faultyCopy(name, fault);
  if (name === 'python') return [toolPath('python3'), file];
  if (name !== 'java') return [process.execPath, file];
  const classes = join(file, '..', 'classes');
  const target = fault === undefined ? join(Session.current().subfolder('shutdown'), 'java') : classes;
  const { status, stderr } = await runProgram([toolPath('javac'), '--release', '17', '-d', target, file]);
  if (status !== 0) throw new Error(`javac refuses ${EXAMPLE_FILES.java}: ${stderr}`);
  // A process lives for seconds only, so that the second compiler of the JVM would never be done.
  return [toolPath('java'), '-Xmx128m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-cp', target, 'GracefulServer'];
}

function faultyCopy(name: ExampleName, fault: Fault): string {
  let text = readFileSync(join(EXAMPLES, EXAMPLE_FILES[name]), 'utf8');
  for (const [from, to] of fault) {
    const parts = text.split(from);
    if (parts.length !== 2) throw new Error(`${EXAMPLE_FILES[name]} does not hold exactly once: ${from}`);
    text = parts.join(to);
  }
  const folder = mkdtempSync(join(Session.current().subfolder('shutdown'), `${name}-`));
  // Packages that the server imports are looked up beside it.
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  const path = join(folder, EXAMPLE_FILES[name]);
  writeFileSync(path, text);
  return path;
}
