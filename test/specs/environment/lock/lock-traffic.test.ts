import type { GoogleNodePoolInput } from '../../../../lib/specs/pool/node-pool-input';
import { googleCluster, googlePool } from '../../../fixtures/google-environment';
import {
  gclbIngress,
  hostedService,
  ingressEnvironment,
  trafficDaemon,
  trafficPool,
} from '../../../fixtures/maximal-ingress';
import { changed, GOOGLE } from './lock-inputs';

const edge = trafficPool();
const second = trafficPool({ name: 'front' });

/** An environment with these pools beside the pool of the services, and a daemon on some of them. */
function served(pools: readonly GoogleNodePoolInput[], on: readonly string[]) {
  const workloads = [hostedService(), trafficDaemon({ pools: on })];
  return ingressEnvironment({ clusters: [googleCluster({ pools: [googlePool(), ...pools], workloads })] });
}

describe('a pool behind a balancer', () => {
  test('is replaced in three deploys, none of which is refused', () => {
    const steps = [
      served([edge], ['edge']),
      served([edge, second], ['edge']),
      served([edge, second], ['edge', 'front']),
      served([edge, second], ['front']),
      served([second], ['front']),
    ];
    steps.slice(1).forEach((after, index) => {
      expect(changed(steps[index] ?? after, after)).toEqual([]);
    });
  });

  test('may not be removed while the balancer sends requests to it', () => {
    const before = served([edge, second], ['edge', 'front']);
    expect(changed(before, served([second], ['front']))).toEqual([
      `${GOOGLE}: 'pools' must keep 1 pool behind a balancer until the balancer has let go (keelson.lock.json has 'edge' behind 'public'), got 'edge removed'; take the pool out of the traffic daemon's 'pools' first, write the lock and deploy, then remove the pool`,
    ]);
  });

  test('is not swapped for another one in one change', () => {
    const before = served([edge, second], ['edge']);
    expect(changed(before, served([edge, second], ['front']))).toEqual([
      `${GOOGLE}: 'workloads' must not lose and gain pools behind a balancer in one change, because it would forget the old nodes before the new ones are healthy (keelson.lock.json has edge), got 'edge out, front in'; add the new pools first, write the lock and deploy; take the old ones out when the new ones serve`,
    ]);
  });

  test('is not replaced under its name', () => {
    const other = trafficPool({ google: { ...edge.google, replacement: 1 } });
    expect(changed(served([edge], ['edge']), served([other], ['edge']))).toEqual([
      `${GOOGLE} > pool 'edge': 'google' must not be replaced while it serves ingress 'public' (keelson.lock.json): its nodes would all leave the balancer at once, got 'another replacement'; take three deploys, and write the lock with each: add a second pool; name both pools in the traffic daemon's 'pools', apply the manifests and wait until the balancer finds the new nodes healthy, then name the new pool alone; remove this pool`,
    ]);
  });

  test('keeps the ports that the balancer asks', () => {
    const workloads = [hostedService(), trafficDaemon({ hostPorts: { http: 8090, health: 8081 } })];
    const after = ingressEnvironment({ clusters: [googleCluster({ pools: [googlePool(), edge], workloads })] });
    expect(changed(served([edge], ['edge']), after)).toEqual([
      `${GOOGLE} > workload 'edge-proxy': 'hostPorts' must stay 8080 and 8081 (requests and health) while ingress 'public' uses them (keelson.lock.json), because the balancer would ask the new ports before the proxies listen there, got '8090 and 8081'; make a second traffic daemon with these ports, on a pool of its own, and add it as a backend; take the former one out when the new one serves`,
    ]);
  });

  test('keeps the port of health, for which a balancer has one check', () => {
    const workloads = [hostedService(), trafficDaemon({ hostPorts: { http: 8080, health: 8091 } })];
    const after = ingressEnvironment({ clusters: [googleCluster({ pools: [googlePool(), edge], workloads })] });
    expect(changed(served([edge], ['edge']), after)).toEqual([
      `${GOOGLE} > workload 'edge-proxy': 'hostPorts' must stay 8080 and 8081 (requests and health) while ingress 'public' uses them (keelson.lock.json), because the balancer would ask the new ports before the proxies listen there, got '8080 and 8091'; undo the change; a balancer has one health check, so that another port of health needs a second ingress with a traffic daemon of its own`,
    ]);
  });

  test('keeps its zones', () => {
    const fewer = trafficPool({ zones: ['europe-west4-a', 'europe-west4-b'] });
    expect(changed(served([edge], ['edge']), served([fewer], ['edge']))).toEqual([
      `${GOOGLE} > pool 'edge': 'zones' must keep the zones europe-west4-a, europe-west4-b, europe-west4-c while it serves ingress 'public' (keelson.lock.json): the nodes of a zone would go before the balancer lets go of them, got ["europe-west4-a","europe-west4-b"]; make a second pool with the zones that stay, and replace this one by it in three deploys, as a pool that is replaced`,
    ]);
    expect(changed(served([fewer], ['edge']), served([edge], ['edge']))).toEqual([]);
  });

  test('keeps its daemon', () => {
    const workloads = [hostedService(), trafficDaemon({ name: 'other' })];
    const after = ingressEnvironment({
      clusters: [googleCluster({ pools: [googlePool(), edge], workloads })],
      ingress: [gclbIngress({ backends: [{ cluster: 'main', workload: 'edge/other' }] })],
    });
    expect(changed(served([edge], ['edge']), after)).toEqual([
      `${GOOGLE} > workload 'edge/other': 'name' must stay 'edge/edge-proxy', the traffic daemon on pool 'edge' (keelson.lock.json), because the former one keeps the ports of the nodes until somebody deletes it, and all proxies would be missing then, got 'edge/other'; make the daemon of the new name on a pool of its own, and add it as a backend; take the former one out when the new one serves`,
    ]);
  });

  test('stays behind its ingress', () => {
    const cluster = googleCluster({
      pools: [googlePool(), edge, second],
      workloads: [
        hostedService({ ingress: 'other' }),
        trafficDaemon(),
        trafficDaemon({ name: 'front-proxy', namespace: 'front', pools: ['front'] }),
      ],
    });
    const backends = (first: string, other: string) => [
      gclbIngress({ backends: [{ cluster: 'main', workload: first }] }),
      gclbIngress({ name: 'other', backends: [{ cluster: 'main', workload: other }] }),
    ];
    const [mine, theirs] = ['edge/edge-proxy', 'front/front-proxy'];
    const before = ingressEnvironment({ clusters: [cluster], ingress: backends(mine, theirs) });
    const after = ingressEnvironment({ clusters: [cluster], ingress: backends(theirs, mine) });
    expect(changed(before, after)).toContain(
      `${GOOGLE} > workload 'edge/edge-proxy': 'ingress' must stay behind ingress 'public' on pool 'edge' (keelson.lock.json), because the ports of its groups would be deleted and made at the same time, got 'other'; make the daemon of the new name on a pool of its own, and add it as a backend; take the former one out when the new one serves`,
    );
  });

  test('is replaced freely while no balancer sends requests to it', () => {
    const other = trafficPool({ name: 'front', google: { ...edge.google, replacement: 1 } });
    expect(changed(served([edge, second], ['edge']), served([edge, other], ['edge']))).toEqual([]);
  });
});
