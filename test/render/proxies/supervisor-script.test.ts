import { type ChildProcess, spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderSupervisor } from '../../../lib/render/proxies/supervisor-script';

/** A proxy that notes its signals, and ends with 3 when it is told to stop or with 7 when a file tells it to break. */
const PROXY = `trap 'echo reload >>"$1/signals"' USR2
trap 'echo stop >>"$1/signals"; exit 3' USR1
echo started >>"$1/signals"
while sleep 0.05; do [ ! -e "$1/break" ] || exit 7; done`;

let folder: string;
let child: ChildProcess | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keelson-supervisor-'));
  for (const name of ['routes', 'run']) mkdirSync(join(folder, name));
  writeFileSync(join(folder, 'proxy.sh'), PROXY);
});

afterEach(() => {
  stopGroup(child?.pid);
  child = undefined;
  rmSync(folder, { recursive: true, force: true });
});

/** Ends a program and everything that it started; nothing is left of one that has ended. */
function stopGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    expect(error).toMatchObject({ code: 'ESRCH' });
  }
}

/** The supervisor with folders of its own, which looks ten times a second and does not wait for others. */
function script(): string {
  return renderSupervisor({
    prepare: ': >"$run/prepared"',
    check: 'grep -q good "$1/routes.cfg"',
    launch: `sh ${folder}/proxy.sh ${folder}`,
    reload: 'USR2',
    stop: 'USR1',
    drainSeconds: 0,
  })
    .replaceAll('/etc/keelson/routes', join(folder, 'routes'))
    .replaceAll('/run/keelson', join(folder, 'run'))
    .replaceAll('sleep 5', 'sleep 0.1')
    .replaceAll('% 21', '% 1');
}

function start(): { readonly ended: Promise<number | null>; readonly output: () => string } {
  writeFileSync(join(folder, 'run.sh'), script());
  const started = spawn('sh', [join(folder, 'run.sh')], { stdio: ['ignore', 'pipe', 'ignore'], detached: true });
  child = started;
  let output = '';
  started.stdout?.on('data', (data) => {
    output += String(data);
  });
  return { ended: new Promise((resolve) => started.on('exit', (code) => resolve(code))), output: () => output };
}

const route = (text: string) => writeFileSync(join(folder, 'routes', 'routes.cfg'), text);
const read = (...path: readonly string[]) => {
  const file = join(folder, ...path);
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
};

async function until(holds: () => boolean): Promise<void> {
  for (let turn = 0; turn < 400 && !holds(); turn++) await new Promise((resolve) => setTimeout(resolve, 50));
  expect(holds()).toBe(true);
}

jest.setTimeout(60_000);

test('changed routes are copied and reloaded, refused ones are kept out, and a stop is handed on', async () => {
  route('good one');
  const { ended, output } = start();
  await until(() => read('signals') === 'started\n');
  expect(read('run', 'current', 'routes.cfg')).toBe('good one');
  expect(existsSync(join(folder, 'run', 'prepared'))).toBe(true);

  route('bad');
  await until(() => output().includes('the routes are refused and kept out'));
  expect(read('run', 'current', 'routes.cfg')).toBe('good one');
  expect(read('signals')).toBe('started\n');

  route('good two');
  await until(() => read('signals') === 'started\nreload\n');
  expect(read('run', 'current', 'routes.cfg')).toBe('good two');
  expect(read('run', 'former', 'routes.cfg')).toBe('good one');

  child?.kill('SIGTERM');
  expect(await ended).toBe(3);
  expect(read('signals')).toBe('started\nreload\nstop\n');
});

test.each(['SIGUSR1', 'SIGQUIT', 'SIGINT'] as const)(
  '%s, which an image may state as its signal to stop, is handed on too',
  async (signal) => {
    route('good');
    const { ended } = start();
    await until(() => read('signals') === 'started\n');
    child?.kill(signal);
    expect(await ended).toBe(3);
  },
);

test('without routes that pass no proxy starts until some come', async () => {
  route('bad');
  const { output } = start();
  await until(() => output().includes('refused'));
  expect(read('signals')).toBe('');
  route('good');
  await until(() => read('signals') === 'started\n');
});

test('a restart finds the routes that were accepted last', async () => {
  route('bad');
  mkdirSync(join(folder, 'run', 'current'));
  writeFileSync(join(folder, 'run', 'current', 'routes.cfg'), 'good');
  start();
  await until(() => read('signals') === 'started\n');
  expect(read('run', 'current', 'routes.cfg')).toBe('good');
});

test('a proxy that ends by itself ends the program with its code', async () => {
  route('good');
  const { ended } = start();
  await until(() => read('signals') === 'started\n');
  writeFileSync(join(folder, 'break'), '');
  expect(await ended).toBe(7);
});

test('a stop before the proxy runs ends the program', async () => {
  route('bad');
  const { ended, output } = start();
  await until(() => output().includes('refused'));
  child?.kill('SIGTERM');
  expect(await ended).toBe(0);
});

test('routes are read behind the link that the kubelet replaces', async () => {
  const routes = join(folder, 'routes');
  for (const version of ['one', 'two']) {
    mkdirSync(join(routes, `..${version}`));
    writeFileSync(join(routes, `..${version}`, 'routes.cfg'), `good ${version}`);
  }
  symlinkSync('..one', join(routes, '..data'));
  symlinkSync('..data/routes.cfg', join(routes, 'routes.cfg'));
  start();
  await until(() => read('signals') === 'started\n');
  symlinkSync('..two', join(routes, '..next'));
  renameSync(join(routes, '..next'), join(routes, '..data'));
  await until(() => read('signals') === 'started\nreload\n');
  expect(read('run', 'current', 'routes.cfg')).toBe('good two');
});
