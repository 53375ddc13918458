import { setTimeout as sleep } from 'node:timers/promises';
import type { KernelPlan } from '../../../../lib/specs/kernel/kernel-plan';
import { pollUntil } from '../../harness/poll';
import { Session } from '../../harness/session';
import { GateProcess } from './gate-process';
import { OpeningWatch } from './opening-watch';
import { ObjectWatch } from './pod-watch';
import type { NodeBehaviour, StubNode } from './stub-node';
import { EDGE, trafficDaemon, tunedCluster, tunedManifests } from './tuned-platform';
import { settingsOf, TunedRun } from './tuned-run';

const WAVES = 5;
const WAVE = 40;
const CONNTRACK_MAX = 'net/netfilter/nf_conntrack_max';

/** Longest time for which a value that something else wrote may stay. */
const REPAIR_LIMIT_MILLIS = 2000;

const session = Session.current();
const cluster = tunedCluster();
const newer = tunedCluster({ conntrackMax: '524288' });
let run: TunedRun;
let watch: ObjectWatch;
let openings: OpeningWatch;

/** Traffic pods by node, with what was missing when the pod was bound: keys, or kube-proxy. */
const bound = new Map<string, readonly string[]>();

function planOf(of = cluster): KernelPlan {
  const pool = of.pools.find((each) => each.name === EDGE);
  if (pool === undefined) throw new Error('there is an edge pool');
  return pool.kernel;
}

/** One in eight nodes has a slow tuner, one in eight a late kube-proxy, and one in forty a key that cannot be set. */
function behaviourOf(index: number): NodeBehaviour {
  if (index % WAVE === 5) return { fails: true };
  if (index % 8 === 1) return { tunerDelay: 2500 };
  return index % 8 === 2 ? { kubeProxyDelay: 3000 } : {};
}

beforeAll(async () => {
  // Every tuner has proxy variables in its environment that name a port without a listener.
  const nowhere = 'http://127.0.0.1:9';
  run = await TunedRun.start('tuner', '1.37', cluster, { http_proxy: nowhere, https_proxy: nowhere });
  openings = await OpeningWatch.start(run);
  await run.apply([...tunedManifests(cluster), trafficDaemon()]);
  const path = '/api/v1/namespaces/default/pods?labelSelector=keelson.dev%2Fworkload%3Dtraffic';
  watch = await ObjectWatch.start(run.plane, path, (_type, object) => {
    const { nodeName } = object['spec'] as { readonly nodeName?: string };
    if (nodeName === undefined || bound.has(nodeName)) return;
    bound.set(nodeName, run.fleet.nodes.get(nodeName)?.unfit() ?? ['the node is gone']);
  });
});

afterAll(async () => {
  watch?.stop();
  openings?.stop();
  await run?.stop();
});

it(`opens ${WAVES * WAVE} nodes, ${WAVE} at once, and each only when every value holds`, async () => {
  const nodes = run.edgeNodes(WAVES * WAVE);
  const started = Date.now();
  for (let wave = 0; wave < WAVES; wave += 1) {
    const joining = nodes.slice(wave * WAVE, (wave + 1) * WAVE);
    joining.forEach((node, index) => {
      run.fleet.addNode(node.name, run.settings, behaviourOf(wave * WAVE + index));
    });
    await run.join(joining);
    const failing = joining.filter((_, index) => behaviourOf(index).fails === true).map(({ name }) => name);
    await run.waitForTainted(failing, 90);
    const open = joining.map(({ name }) => name).filter((name) => !failing.includes(name));
    await pollUntil('traffic on every open node', async () => open.every((name) => bound.has(name)) || undefined, {
      seconds: 30,
      describe: () => `missing on ${open.filter((name) => !bound.has(name)).join(', ')}`,
    });
    for (const name of failing) expect(bound.has(name)).toBe(false);
    // The nodes of the last wave stay for the following tests.
    if (wave < WAVES - 1) await run.remove(joining);
  }
  expect(bound.size).toBe(WAVES * (WAVE - 1));
  expect([...openings.opened.keys()].sort()).toEqual([...bound.keys()].sort());
  expect([...openings.opened, ...bound].filter(([, missing]) => missing.length > 0)).toEqual([]);
  session.fact('tuner', 'nodes joined', WAVES * WAVE);
  session.fact('tuner', 'nodes opened', bound.size);
  session.fact('tuner', 'seconds for all waves', Math.round((Date.now() - started) / 1000));
});

/** Nodes of the last wave that are open. */
function openNodes(): readonly StubNode[] {
  return [...run.fleet.nodes.values()].filter((node) => node.behaviour.fails !== true);
}

async function repairMillis(node: StubNode, key: string): Promise<number> {
  const wanted = node.read(key);
  const started = Date.now();
  node.write(key, '131072');
  const ask = async (): Promise<true | undefined> => node.read(key) === wanted || undefined;
  await pollUntil(`${node.name} to be repaired`, ask, { seconds: 10, everyMillis: 10 });
  return Date.now() - started;
}

it('restores a value that something else overwrites', async () => {
  const times = await Promise.all(openNodes().map((node) => repairMillis(node, CONNTRACK_MAX)));
  const longest = Math.max(...times);
  session.fact('tuner', 'longest repair, ms', longest);
  expect(longest).toBeLessThanOrEqual(REPAIR_LIMIT_MILLIS);
});

it('holds a gated pod back while a value is missing', async () => {
  const [node] = openNodes();
  const tuner = node?.process?.pid;
  if (node === undefined || tuner === undefined) throw new Error('there is an open node');
  process.kill(tuner, 'SIGSTOP');
  node.write(CONNTRACK_MAX, '131072');
  const gate = new GateProcess(node, planOf(), false);
  await sleep(3000);
  expect(gate.open).toBe(false);
  process.kill(tuner, 'SIGCONT');
  expect(await gate.opened).toEqual([]);
});

it('opens a running node again that gets the taint again, with two effects of its key', async () => {
  const [node] = openNodes();
  if (node === undefined) throw new Error('there is an open node');
  const failing = await run.tainted();
  const path = `/api/v1/nodes/${node.name}`;
  const { body } = await run.plane.request<{ readonly spec: { readonly taints?: readonly object[] } }>('GET', path);
  const again = ['NoSchedule', 'PreferNoSchedule'].map((effect) => ({ key: run.taint, effect }));
  await run.objects.patch(path, { spec: { taints: [...again, ...(body.spec.taints ?? [])] } });
  expect(await run.tainted()).toContain(node.name);
  await run.waitForTainted(failing, 30);
  expect(openings.taintedAgain).toEqual([node.name]);
});

it('tunes a node again after a reboot before gated pods on it start, those of the host network after kube-proxy', async () => {
  const node = openNodes()[1];
  if (node === undefined) throw new Error('there is an open node');
  await node.stopTuner();
  node.boot();
  const onHost = new GateProcess(node, planOf(), true);
  const onPodNetwork = new GateProcess(node, planOf(), false);
  await sleep(2500);
  expect([onHost.open, onPodNetwork.open]).toEqual([false, false]);
  await run.fleet.restart(node);
  // A pod on the pod network cannot see the tuner's marker: its gate ends with the first pass, and kube-proxy may write after that.
  expect(await onPodNetwork.opened).toEqual([]);
  await sleep(2500);
  expect(onHost.open).toBe(false);
  node.startKubeProxy();
  expect(await onHost.opened).toEqual([]);
  expect(await run.tainted()).not.toContain(node.name);
});

it('changes to new values without an open node that is not tuned, and without a taint', async () => {
  const before = await run.tainted();
  openings.forget();
  const wrong: string[] = [];
  const [former, next] = [settingsOf(cluster, EDGE), settingsOf(newer, EDGE)];
  const timer = setInterval(() => {
    for (const node of openNodes()) {
      if (node.missing(former).length > 0 && node.missing(next).length > 0) wrong.push(node.name);
    }
  }, 50);
  await run.apply(tunedManifests(newer));
  const path = `/apis/apps/v1/namespaces/keelson-system/daemonsets/node-tuner-${EDGE}`;
  const moved = async (): Promise<true | undefined> =>
    openNodes().every((node) => node.missing(next).length === 0) || undefined;
  await pollUntil('new values on every node', moved, { seconds: 150, everyMillis: 500 }).finally(() =>
    clearInterval(timer),
  );
  expect(wrong).toEqual([]);
  expect(openings.taintedAgain).toEqual([]);
  expect(await run.tainted()).toEqual(before);
  const { body } = await run.plane.request<{ readonly spec: { readonly updateStrategy: object } }>('GET', path);
  expect(body.spec.updateStrategy).toMatchObject({ rollingUpdate: { maxUnavailable: '10%' } });
});
