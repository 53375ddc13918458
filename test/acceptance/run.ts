import { spawn } from 'node:child_process';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Table from 'cli-table3';
import { SESSION_VARIABLE, Session, signalGroup } from './harness/session';

// npm run test:acceptance [-- judge …]: runs all judges or those named, two at a time, and ends everything they started.
const ROOT = resolve(__dirname, '../..');
const JUDGES = join(__dirname, 'judges');

/** Two judges run side by side and keep two processors busy, because judges wait more than they compute. */
const LANES = 2;

/** The longest judges begin first, so that no lane ends long after the other. */
const LONGEST_FIRST = ['terraform', 'kubernetes', 'node-boot', 'tuner', 'scheduler', 'ingress', 'alerts', 'jvm'];

void main(process.argv.slice(2));

async function main(wanted: readonly string[]): Promise<void> {
  const judges = chooseJudges(wanted);
  // Each lane has its own session, so that judges share files within their lane and need not wait for the other lane.
  const sessions = Array.from({ length: Math.min(LANES, judges.length) }, () => Session.begin());
  const end = async (): Promise<void> => void (await Promise.all(sessions.map(endSession)));
  const interrupt = (): void => void end().then(() => process.exit(130));
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  const queue = [...judges].sort((left, right) => rank(left) - rank(right));
  let passed = true;
  try {
    const lanes = sessions.map(async (session) => {
      for (let judge = queue.shift(); judge !== undefined; judge = queue.shift()) {
        passed = (await judgeOne(judge, session)) && passed;
      }
    });
    await Promise.all(lanes);
    process.stdout.write(`${renderFacts(judges, sessions)}\n`);
  } finally {
    await end();
  }
  process.exitCode = passed ? 0 : 1;
}

function rank(judge: string): number {
  const index = LONGEST_FIRST.indexOf(judge);
  return index < 0 ? LONGEST_FIRST.length : index;
}

async function judgeOne(judge: string, session: Session): Promise<boolean> {
  const started = Date.now();
  const passed = await runJudge(judge, session);
  session.fact(judge, 'seconds', Math.round((Date.now() - started) / 1000));
  session.fact(judge, 'verdict', passed ? 'passed' : 'FAILED');
  return passed;
}

function chooseJudges(wanted: readonly string[]): readonly string[] {
  const known = readdirSync(JUDGES)
    .filter((name) => existsSync(join(JUDGES, name, 'judge.test.ts')))
    .sort();
  const unknown = wanted.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    process.stderr.write(`no such judge: ${unknown.join(', ')}; there are: ${known.join(', ')}\n`);
    process.exit(2);
  }
  return wanted.length === 0 ? known : known.filter((name) => wanted.includes(name));
}

/** Runs a judge and prints its output as a whole at the end, so that two judges do not mix their lines. */
function runJudge(judge: string, session: Session): Promise<boolean> {
  const jest = spawn(
    process.execPath,
    [
      join(ROOT, 'node_modules/jest/bin/jest.js'),
      '--config',
      join(ROOT, 'jest.acceptance.config.js'),
      '--runInBand',
      join(JUDGES, judge),
    ],
    {
      cwd: ROOT,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, [SESSION_VARIABLE]: session.folder },
    },
  );
  session.remember(jest);
  const output: Buffer[] = [];
  for (const stream of [jest.stdout, jest.stderr]) stream.on('data', (chunk: Buffer) => output.push(chunk));
  process.stdout.write(`${judge} …\n`);
  return new Promise((resolve) =>
    // The event is 'exit' and not 'close', because a program that outlives its judge may hold the pipe. The last lines need a
    // moment to arrive.
    jest.once('exit', async (code) => {
      await sleep(200);
      process.stdout.write(Buffer.concat(output));
      resolve(code === 0);
    }),
  );
}

async function endSession(session: Session): Promise<void> {
  const groups = session.processGroups();
  for (const group of groups) signalGroup(group, 'SIGTERM');
  const deadline = Date.now() + 10_000;
  while (Date.now() < deadline && groups.some(isRunning)) await sleep(100);
  for (const group of groups.filter(isRunning)) signalGroup(group, 'SIGKILL');
  rmSync(session.folder, { recursive: true, force: true });
}

function isRunning(group: number): boolean {
  try {
    process.kill(-group, 0);
    return true;
  } catch {
    return false;
  }
}

function renderFacts(judges: readonly string[], sessions: readonly Session[]): string {
  const table = new Table({ head: ['judge', 'verdict', 'seconds', 'figures'], style: { head: [], border: [] } });
  const facts = sessions.flatMap((session) => session.facts());
  for (const judge of judges) {
    const own = new Map(facts.filter((fact) => fact.judge === judge).map((fact) => [fact.name, fact.value]));
    const { verdict, seconds } = { verdict: own.get('verdict') ?? '', seconds: own.get('seconds') ?? '' };
    const figures = [...own].filter(([name]) => name !== 'verdict' && name !== 'seconds');
    table.push([judge, verdict, seconds, figures.map(([name, value]) => `${name}: ${value}`).join('\n')]);
  }
  return table.toString();
}
