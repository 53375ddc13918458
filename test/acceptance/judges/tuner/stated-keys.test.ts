import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderTunedGateScript } from '../../../../lib/render/node-tuner/tuned-gate-script';
import { renderTunerScript } from '../../../../lib/render/node-tuner/tuner-script';
import {
  gateExpectations,
  renderTunerSettings,
  tunerProfileHash,
} from '../../../../lib/render/node-tuner/tuner-settings';
import { planKernel } from '../../../../lib/specs/kernel/plan-kernel';
import { pollUntil } from '../../harness/poll';
import { Session, stopProcess } from '../../harness/session';

// Keys outside of the catalogue, from the pool's input to a kernel. Nothing of the machine is ever written: the namespaces stand for
// the node, and end with the test.

const session = Session.current();
const folder = session.subfolder('tuner-stated-keys');
const because = 'the benchmark asks for it';

const plan = planKernel(
  {
    sysctls: {
      'net.ipv4.conf.all.log_martians': { value: '1', scope: 'network-namespace', because },
      'net.ipv4.conf.default.accept_redirects': { value: '0', scope: 'network-namespace', because },
      'net.ipv4.conf.dot/9.arp_notify': { value: '1', scope: 'network-namespace', because },
      'user.max_user_namespaces': { value: '16384', scope: 'node', because },
    },
  },
  { imageFamily: 'cos', machine: { memoryGib: 16 }, kubeProxy: false },
);

/** Files below /proc/sys and the values that they have to hold. */
const WANTED = Object.fromEntries(
  renderTunerSettings(plan)
    .trim()
    .split('\n')
    .map((line) => line.split('\t') as [path: string, value: string]),
);

/** A user and a group that own nothing, as a gate has. */
const NOBODY = ['setpriv', '--reuid=65532', '--regid=65532', '--clear-groups'];

it('the plan leaves every stated key to the tuner, which writes a dot of an interface as a dot', () => {
  expect(Object.keys(WANTED)).toEqual([
    'net/ipv4/conf/all/log_martians',
    'net/ipv4/conf/default/accept_redirects',
    'net/ipv4/conf/dot.9/arp_notify',
    'user/max_user_namespaces',
  ]);
});

describe('in a network and a user namespace that stand for the node', () => {
  const state = join(folder, 'state');
  const metrics = join(folder, 'metrics');
  let child: ChildProcess;

  /** What a command says that runs where the tuner does. */
  function inNamespaces(script: string, expected = ''): { readonly status: number | null; readonly stdout: string } {
    const enter = [`--target=${child.pid}`, '--user', '--net', '--preserve-credentials'];
    const env = { ...process.env, KEELSON_EXPECTED: expected };
    const { status, stdout } = spawnSync('nsenter', [...enter, 'sh', '-c', script], { encoding: 'utf8', env });
    return { status, stdout: stdout.trim() };
  }

  const valueIn = (path: string): string => inNamespaces(`cat /proc/sys/${path}`).stdout;
  const holds = async (): Promise<true | undefined> =>
    Object.entries(WANTED).every(([path, value]) => valueIn(path) === value) || undefined;
  const isMarked = async (): Promise<true | undefined> => existsSync(join(state, 'tuned')) || undefined;

  beforeAll(() => {
    for (const path of [state, metrics]) mkdirSync(path, { recursive: true });
    writeFileSync(join(folder, 'tuner.sh'), renderTunerScript());
    writeFileSync(join(folder, 'sysctls'), renderTunerSettings(plan));
    const start = `ip link add dot.9 type veth peer name other && exec sh ${join(folder, 'tuner.sh')}`;
    child = spawn('unshare', ['--user', '--map-root-user', '--net', 'sh', '-c', start], {
      env: {
        ...process.env,
        ...{ TMPDIR: folder, KEELSON_NODE: 'n', KEELSON_PROFILE: tunerProfileHash(plan), KEELSON_METRICS: metrics },
        ...{ KEELSON_SYSCTLS: join(folder, 'sysctls'), KEELSON_STATE: state },
      },
      stdio: 'ignore',
      detached: true,
    });
    session.remember(child);
  });

  afterAll(() => stopProcess(child));

  it('the tuner sets them, reads them back, and those of the machine stay', async () => {
    const ofMachine = (): readonly string[] =>
      Object.keys(WANTED).flatMap((path) =>
        existsSync(`/proc/sys/${path}`) ? [readFileSync(`/proc/sys/${path}`, 'utf8')] : [],
      );
    const before = ofMachine();
    await pollUntil('stated keys to hold', holds, { seconds: 20 });
    await pollUntil('the tuner to say so', isMarked, { seconds: 20 });
    expect(ofMachine()).toEqual(before);
    session.fact('tuner', 'keys outside of the catalogue that a kernel was given', Object.keys(WANTED).length);
  });

  it('a gate opens with them, and not with other values', () => {
    const expected = gateExpectations(plan, { hostNetwork: true, hostIpc: false, hostPid: false });
    const gate = join(folder, 'gate.sh');
    writeFileSync(gate, renderTunedGateScript(expected));
    expect(inNamespaces(`timeout 3 sh ${gate}`, expected).status).toBe(0);
    expect(inNamespaces(`timeout 3 sh ${gate}`, expected.replace('\t16384\t', '\t16385\t')).status).not.toBe(0);
  });

  it('the tuner puts right what is written over them, and its metrics count it', async () => {
    inNamespaces('echo 0 >/proc/sys/net/ipv4/conf/all/log_martians; echo 5 >/proc/sys/user/max_user_namespaces');
    await pollUntil('stated keys to be repaired', holds, { seconds: 5, everyMillis: 50 });
    const file = join(metrics, 'keelson_node_tuner.prom');
    const counted = async (): Promise<true | undefined> =>
      readFileSync(file, 'utf8').includes('keelson_node_tuner_drift_total 2\n') || undefined;
    await pollUntil('the drift to be counted', counted, { seconds: 10 });
    expect(readFileSync(file, 'utf8')).toContain('keelson_node_tuner_keys_not_held 0\n');
  });

  it('the tuner says which one does not hold once its interface is gone, and takes its marker away', async () => {
    inNamespaces('ip link del dot.9');
    const isGone = async (): Promise<true | undefined> => !existsSync(join(state, 'tuned')) || undefined;
    await pollUntil('the marker to go', isGone, { seconds: 10 });
    expect(readFileSync(join(state, 'awaits'), 'utf8')).toContain('net/ipv4/conf/dot.9/arp_notify');
  });
});

it('a gate does not wait for a key that only root may read, whatever its value is', () => {
  const path = '/proc/sys/vm/mmap_rnd_bits';
  expect(statSync(path).mode & 0o777).toBe(0o600);
  const gate = join(folder, 'hidden-gate.sh');
  const expected = 'vm/mmap_rnd_bits\t1\tif shown\n';
  writeFileSync(gate, renderTunedGateScript(expected));
  const run = (...as: readonly string[]): number | null => {
    const [program = '', ...rest] = [...as, 'timeout', '3', 'sh', '-c', readFileSync(gate, 'utf8')];
    return spawnSync(program, rest, { env: { ...process.env, KEELSON_EXPECTED: expected } }).status;
  };
  expect(run(...NOBODY)).toBe(0);
  expect(run()).not.toBe(0);
});
