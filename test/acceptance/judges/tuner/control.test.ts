import { pollUntil } from '../../harness/poll';
import { ObjectWatch } from './pod-watch';
import { EDGE, trafficDaemon, tunedCluster, tunedManifests } from './tuned-platform';
import { TunedRun } from './tuned-run';

const NODES = 6;

// The judge of the waves must see what a tuner does that does not wait for kube-proxy: traffic before its node is fit.
it('sees that nodes are opened too early by a tuner that does not wait', async () => {
  const cluster = tunedCluster();
  const run = await TunedRun.start('control', '1.37', cluster, { KEELSON_KUBE_PROXY_HEALTHZ: '' });
  const bound = new Map<string, readonly string[]>();
  const path = `/api/v1/namespaces/default/pods?labelSelector=keelson.dev%2Fworkload%3Dtraffic`;
  const watch = await ObjectWatch.start(run.plane, path, (_type, object) => {
    const { nodeName } = object['spec'] as { readonly nodeName?: string };
    if (nodeName !== undefined && !bound.has(nodeName))
      bound.set(nodeName, run.fleet.nodes.get(nodeName)?.unfit() ?? []);
  });
  try {
    await run.apply([...tunedManifests(cluster), trafficDaemon()]);
    const nodes = run.edgeNodes(NODES);
    for (const { name } of nodes) run.fleet.addNode(name, run.settings, { kubeProxyDelay: 15_000 });
    await run.join(nodes);
    await pollUntil(`traffic on '${EDGE}'`, async () => bound.size === NODES || undefined, { seconds: 60 });
    expect([...bound.values()]).toEqual(nodes.map(() => ['kube-proxy']));
  } finally {
    watch.stop();
    await run.stop();
  }
});
