import { spawn } from 'node:child_process';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Table from 'cli-table3';
import { SESSION_VARIABLE, Session, signalGroup } from './harness/session';

// npm run test:acceptance [-- judge …]: runs all judges or those named, one after the other, and ends everything they started.
const ROOT = resolve(__dirname, '../..');
const JUDGES = join(__dirname, 'judges');

void main(process.argv.slice(2));

async function main(wanted: readonly string[]): Promise<void> {
  const judges = chooseJudges(wanted);
  const session = Session.begin();
  const end = async (signal?: NodeJS.Signals): Promise<void> => {
    await endSession(session);
    if (signal !== undefined) process.exit(130);
  };
  process.once('SIGINT', () => void end('SIGINT'));
  process.once('SIGTERM', () => void end('SIGTERM'));
  let failed = false;
  try {
    for (const judge of judges) {
      const started = Date.now();
      const passed = await runJudge(judge, session);
      session.fact(judge, 'seconds', Math.round((Date.now() - started) / 1000));
      session.fact(judge, 'verdict', passed ? 'passed' : 'FAILED');
      failed ||= !passed;
    }
    process.stdout.write(`${renderFacts(judges, session)}\n`);
  } finally {
    await end();
  }
  process.exitCode = failed ? 1 : 0;
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
    { cwd: ROOT, detached: true, stdio: 'inherit', env: { ...process.env, [SESSION_VARIABLE]: session.folder } },
  );
  session.remember(jest);
  return new Promise((resolve) => jest.once('exit', (code) => resolve(code === 0)));
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

function renderFacts(judges: readonly string[], session: Session): string {
  const table = new Table({ head: ['judge', 'verdict', 'seconds', 'figures'], style: { head: [], border: [] } });
  const facts = session.facts();
  for (const judge of judges) {
    const own = new Map(facts.filter((fact) => fact.judge === judge).map((fact) => [fact.name, fact.value]));
    const { verdict, seconds } = { verdict: own.get('verdict') ?? '', seconds: own.get('seconds') ?? '' };
    const figures = [...own].filter(([name]) => name !== 'verdict' && name !== 'seconds');
    table.push([judge, verdict, seconds, figures.map(([name, value]) => `${name}: ${value}`).join('\n')]);
  }
  return table.toString();
}
