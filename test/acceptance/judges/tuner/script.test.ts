import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { IF_SHOWN, renderTunedGateScript } from '../../../../lib/render/node-tuner/tuned-gate-script';
import { renderTunerScript } from '../../../../lib/render/node-tuner/tuner-script';
import { profileSysctls } from '../../../../lib/specs/kernel/sysctl-profiles';
import { pollUntil } from '../../harness/poll';
import { Session, stopProcess } from '../../harness/session';

// The values of these keys belong to a network namespace; each test has its own, so that nothing global is ever written.
const OWN_OF_NAMESPACE = [
  'net.core.somaxconn',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_max_syn_backlog',
  'net.ipv4.tcp_max_tw_buckets',
  'net.ipv4.tcp_retries2',
  'net.ipv4.tcp_slow_start_after_idle',
  'net.ipv4.tcp_syn_retries',
  'net.ipv4.tcp_tw_reuse',
];

/** Values of the stock profiles as this kernel returns them, and one value that is no default. */
const STOCK = {
  ...profileSysctls('database-client', { memoryGib: 16 }),
  ...profileSysctls('reverse-proxy', { memoryGib: 16 }),
  'net.ipv4.tcp_fin_timeout': '17',
};
const NAMESPACED: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(STOCK)
    .filter(([key]) => OWN_OF_NAMESPACE.includes(key))
    .map(([key, value]) => [key.replaceAll('.', '/'), value]),
);
const SHELLS: Readonly<Record<string, readonly string[]>> = { dash: ['dash'], busybox: ['busybox', 'sh'] };

const session = Session.current();
const folder = session.subfolder('tuner-script');
const tuner = join(folder, 'tuner.sh');
const gate = join(folder, 'gate.sh');

beforeAll(() => {
  writeFileSync(tuner, renderTunerScript());
  writeFileSync(gate, renderTunedGateScript(''));
  writeFileSync(join(folder, 'stated-gate.sh'), renderTunedGateScript(IF_SHOWN));
});

function shellcheck(path: string) {
  return spawnSync('shellcheck', ['--shell=sh', '--severity=style', path], { encoding: 'utf8' });
}

it.each(['tuner.sh', 'gate.sh', 'stated-gate.sh'])('shellcheck accepts %s', (name) => {
  const { status, stdout, error } = shellcheck(join(folder, name));
  expect(error).toBeUndefined();
  expect(stdout).toBe('');
  expect(status).toBe(0);
});

it('the test covers every key that belongs to a namespace', () => {
  expect(Object.keys(NAMESPACED)).toHaveLength(OWN_OF_NAMESPACE.length);
});

it('shellcheck refuses syntax that only bash accepts', () => {
  const path = join(folder, 'bash.sh');
  writeFileSync(path, '#!/bin/sh\nif [[ $1 == a ]]; then echo a; fi\n');
  expect(shellcheck(path).status).toBe(1);
});

describe.each(Object.entries(SHELLS))('under %s, in a network namespace of its own', (shell, command) => {
  const state = join(folder, `state-${shell}`);
  const settings = join(folder, 'sysctls');
  let child: ChildProcess;

  function inNamespace(script: string): string {
    const args = [`--target=${child.pid}`, '--net', 'sh', '-c', script];
    return spawnSync('nsenter', args, { encoding: 'utf8' }).stdout.trim().replaceAll('\t', ' ');
  }

  const holds = async (): Promise<true | undefined> =>
    Object.entries(NAMESPACED).every(([key, value]) => inNamespace(`cat /proc/sys/${key}`) === value) || undefined;

  beforeAll(() => {
    mkdirSync(state, { recursive: true });
    const lines = Object.entries(NAMESPACED).map(([key, value]) => `${key}\t${value}\n`);
    writeFileSync(settings, lines.join(''));
    const environment = { KEELSON_NODE: 'n', KEELSON_PROFILE: 'p', KEELSON_SYSCTLS: settings, KEELSON_STATE: state };
    child = spawn('unshare', ['--net', ...command, tuner], {
      env: { ...process.env, ...environment, TMPDIR: folder },
      stdio: 'ignore',
      detached: true,
    });
    session.remember(child);
  });

  afterAll(() => stopProcess(child));

  it('sets the keys of its namespace, and leaves those of the machine unchanged', async () => {
    const before = Object.keys(NAMESPACED).map((key) => readFileSync(`/proc/sys/${key}`, 'utf8'));
    await pollUntil('keys to be set', holds, { seconds: 20 });
    expect(Object.keys(NAMESPACED).map((key) => readFileSync(`/proc/sys/${key}`, 'utf8'))).toEqual(before);
    const ready = spawnSync(String(command[0]), [...command.slice(1), tuner, 'ready'], {
      env: { ...process.env, KEELSON_PROFILE: 'p', KEELSON_STATE: state },
    });
    expect(ready.status).toBe(0);
  });

  it('restores values that are overwritten', async () => {
    inNamespace('echo 60 >/proc/sys/net/ipv4/tcp_fin_timeout');
    await pollUntil('the key to be repaired', holds, { seconds: 5, everyMillis: 50 });
  });

  it('has a gate that opens when the values hold, and not before', () => {
    const expected = readFileSync(settings, 'utf8');
    const run = (wanted: string) =>
      spawnSync('nsenter', [`--target=${child.pid}`, '--net', 'timeout', '3', ...command, gate], {
        env: { ...process.env, KEELSON_EXPECTED: wanted },
      }).status;
    expect(run(expected)).toBe(0);
    expect(run(expected.replace('\t17\n', '\t18\n'))).not.toBe(0);
  });

  it('ends at once after a signal', async () => {
    const started = Date.now();
    await stopProcess(child);
    expect(Date.now() - started).toBeLessThan(2000);
  });
});
