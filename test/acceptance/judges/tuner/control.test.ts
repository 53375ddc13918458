import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiObject } from '../../harness/control-plane-client';
import { ADDON_NAME, managedAddon } from '../../harness/platform-pods';
import { pollUntil } from '../../harness/poll';
import { simulatedNodes } from '../../harness/simulated-nodes';
import { ObjectWatch } from './pod-watch';
import { EDGE, trafficDaemon, tunedCluster, tunedManifests } from './tuned-platform';
import { TunedRun } from './tuned-run';

// These tests show that the judge can fail: with a cluster that waits for itself, and with a tuner that opens its node too early.

const NODES = 6;
const ADDON_PODS = `/api/v1/namespaces/kube-system/pods?labelSelector=k8s-app%3D${ADDON_NAME}`;

/** Milliseconds within which the scheduler would find a node for the pods, if there were one. */
const SETTLE_MILLIS = 2000;

interface PlacedObject extends ApiObject {
  readonly spec?: { readonly nodeName?: string; readonly taints?: readonly { readonly key: string }[] };
}

const cluster = tunedCluster();
let run: TunedRun;

beforeAll(async () => {
  run = await TunedRun.start('control', '1.37', cluster, { KEELSON_KUBE_PROXY_HEALTHZ: '' });
  const nodes = run.edgeNodes(NODES);
  for (const { name } of nodes) run.fleet.addNode(name, run.settings, { kubeProxyDelay: 15_000 });
  await run.join(nodes);
});

afterAll(() => run?.stop());

it('finds that managed add-ons wait where every node registers with a taint and no manifest is applied', async () => {
  const addon = managedAddon(cluster);
  const { template, ...spec } = addon['spec'] as { template: { metadata: object; spec: { containers: object } } };
  const { containers } = template.spec;
  // The add-on may run anywhere, and only the startup taint keeps it away.
  const tolerations = [{ key: 'dedicated', operator: 'Exists' }];
  const pod = { metadata: template.metadata, spec: { containers, tolerations } };
  await run.objects.apply({ ...addon, spec: { ...spec, template: pod } });
  await pollUntil('nodes to be held by nothing else', async () => (await otherTaints()) === 0 || undefined, {
    seconds: 30,
  });
  await sleep(SETTLE_MILLIS);
  expect(await addonNodes()).toEqual([undefined, undefined]);
  const open = simulatedNodes(cluster, { system: 1 });
  await run.join(open);
  const placed = async (): Promise<true | undefined> =>
    (await addonNodes()).every((node) => node === open[0]?.name) || undefined;
  await pollUntil('the add-ons on a node that is open', placed, { seconds: 30 });
});

it('finds that a tuner that does not wait opens nodes too early', async () => {
  const bound = new Map<string, readonly string[]>();
  const path = '/api/v1/namespaces/default/pods?labelSelector=keelson.dev%2Fworkload%3Dtraffic';
  const watch = await ObjectWatch.start(run.plane, path, (_type, object) => {
    const { nodeName } = object['spec'] as { readonly nodeName?: string };
    if (nodeName !== undefined && !bound.has(nodeName))
      bound.set(nodeName, run.fleet.nodes.get(nodeName)?.unfit() ?? []);
  });
  try {
    await run.apply([...tunedManifests(cluster), trafficDaemon()]);
    await pollUntil(`traffic on '${EDGE}'`, async () => bound.size === NODES || undefined, { seconds: 60 });
    expect([...bound.values()]).toEqual(Array.from({ length: NODES }, () => ['kube-proxy']));
  } finally {
    watch.stop();
  }
});

async function addonNodes(): Promise<readonly (string | undefined)[]> {
  const { items } = await run.objects.list(ADDON_PODS);
  return (items as readonly PlacedObject[]).map(({ spec }) => spec?.nodeName);
}

/** Number of taints besides those with which nodes register, such as that of a node that is not ready. */
async function otherTaints(): Promise<number> {
  const { items } = await run.objects.list('/api/v1/nodes');
  const keys = (items as readonly PlacedObject[]).flatMap(({ spec }) => spec?.taints?.map(({ key }) => key) ?? []);
  return keys.filter((key) => key !== run.taint && key !== 'dedicated').length;
}
