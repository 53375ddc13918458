import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { renderTunedGateScript } from '../../../lib/render/node-tuner/tuned-gate-script';
import { TunerRig, until, WANTED } from './support/tuner-rig';

const CONNTRACK_MAX = 'net/netfilter/nf_conntrack_max';

jest.setTimeout(60_000);

/** Starts a gate on the node of a rig; in the host network it sees the tuner's marker. */
function startGate(rig: TunerRig, hostNetwork: boolean): ChildProcess {
  const env = {
    PATH: process.env['PATH'],
    KEELSON_EXPECTED: `${CONNTRACK_MAX}\t${WANTED[CONNTRACK_MAX]}\n`,
    KEELSON_PROFILE: 'abc123',
    KEELSON_MARKER: hostNetwork ? join(rig.folder, 'state/tuned') : '',
    KEELSON_PROC_SYS: join(rig.folder, 'sys'),
  };
  return spawn('sh', ['-c', renderTunedGateScript('')], { env, stdio: 'ignore' });
}

describe('beside a tuner that waits for kube-proxy', () => {
  const rig = new TunerRig();
  let onHost: ChildProcess;
  let onPodNetwork: ChildProcess;

  beforeAll(async () => {
    rig.api.proxyHealthy = false;
    onHost = startGate(rig, true);
    onPodNetwork = startGate(rig, false);
    await rig.start();
  });

  afterAll(async () => {
    for (const gate of [onHost, onPodNetwork]) gate.kill('SIGKILL');
    await rig.remove();
  });

  test('a gate on the pod network ends once the values hold that its pod sees', async () => {
    expect(await exitOf(onPodNetwork)).toBe(0);
    expect(rig.read(CONNTRACK_MAX)).toBe(WANTED[CONNTRACK_MAX]);
  });

  test('a gate on the host network waits until kube-proxy has written its values and the tuner has repaired them', async () => {
    await until('the tuner waits', () => /waits_for_kube_proxy 1/.test(rig.text('metrics/keelson_node_tuner.prom')));
    expect(onHost.exitCode).toBeNull();
    rig.write(CONNTRACK_MAX, '131072');
    rig.api.proxyHealthy = true;
    expect(await exitOf(onHost)).toBe(0);
    expect(rig.holds()).toBe(true);
  });
});

async function exitOf(gate: ChildProcess): Promise<number | null> {
  if (gate.exitCode === null) await once(gate, 'exit');
  return gate.exitCode;
}
