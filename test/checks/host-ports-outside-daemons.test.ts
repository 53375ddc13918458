import { addStandardCharts } from '../../lib/charts/add-standard-charts';
import { synthesizeCharts } from '../../lib/charts/synthesize-charts';
import { ALL_CHECKS } from '../../lib/checks/all-checks';
import { hostPortsOutsideDaemons } from '../../lib/checks/host-ports-outside-daemons';
import { poolWithoutWorkload } from '../../lib/checks/pool-without-workload';
import { runChecks } from '../../lib/checks/run-checks';
import { workloadNotAsPlaced } from '../../lib/checks/workload-not-as-placed';
import { buildModel } from '../../lib/model/build-model';
import type { KubernetesObject } from '../../lib/values/kubernetes-object';
import { type ManifestOverrides, manifest } from '../fixtures/manifests';
import { trafficCluster } from '../fixtures/traffic-environment';

const cluster = trafficCluster();
const own = synthesizeCharts(cluster, [addStandardCharts]).flatMap((file) => file.objects);

function saidOf(overrides: ManifestOverrides): readonly string[] {
  const found = runChecks(buildModel(cluster, [...own, manifest(overrides)]), [hostPortsOutsideDaemons]);
  return found.map(({ severity, subject, message }) => `${severity}: ${subject}: ${message}`);
}

/** Members of a pod on the nodes of a pool. */
const on = (pool: string, members: object = {}): ManifestOverrides['pod'] => ({
  nodeSelector: { 'keelson.dev/pool': pool },
  tolerations: [{ operator: 'Exists' }],
  ...members,
});

const agent = { kind: 'DaemonSet', name: 'agent', namespace: 'keelson-system' } as const;
const listening = { ports: [{ containerPort: 8081 }] };

describe('host-ports-outside-daemons', () => {
  it('accepts the daemon itself, and agents of the platform on other ports', () => {
    expect(runChecks(buildModel(cluster, own), [hostPortsOutsideDaemons])).toEqual([]);
    const ports = [{ containerPort: 9100 }];
    expect(saidOf({ ...agent, pod: on('edge', { hostNetwork: true }), container: { ports } })).toEqual([]);
  });

  it.each<[string, ManifestOverrides]>([
    ['in the network of the node', { ...agent, pod: on('edge', { hostNetwork: true }), container: listening }],
    [
      'as a port of the node',
      { ...agent, pod: on('edge'), container: { ports: [{ containerPort: 1, hostPort: 8081 }] } },
    ],
  ])('refuses a registered port %s', (_, overrides) => {
    expect(saidOf(overrides)).toEqual([
      "error: cluster 'main' > DaemonSet 'keelson-system/agent': its pods take port 8081 of the nodes of 'edge', which is that of 'edge/proxy', so that one of the two never starts; use another port",
    ]);
  });

  it('accepts the same port in the pod network, and on nodes of other pools', () => {
    expect(saidOf({ ...agent, pod: on('edge'), container: listening })).toEqual([]);
    expect(saidOf({ ...agent, pod: on('core', { hostNetwork: true }), container: listening })).toEqual([]);
  });

  it("refuses other pods in the daemon's namespace, whose policy would refuse them at run time", () => {
    expect(saidOf({ namespace: 'edge', name: 'helper', pod: on('edge') })).toEqual([
      "error: cluster 'main' > Deployment 'edge/helper': the admission policy of the namespace refuses its pods, because only the DaemonSet 'proxy' starts pods there; use another namespace",
    ]);
  });

  it.each<[string, ManifestOverrides]>([
    ['the network of their node', { pod: on('core', { hostNetwork: true }) }],
    ['a port of their node', { pod: on('core'), container: { ports: [{ containerPort: 1, hostPort: 9999 }] } }],
  ])('warns of pods elsewhere that take %s', (_, overrides) => {
    expect(saidOf({ ...overrides, namespace: 'legacy' })).toEqual([
      "warning: cluster 'main' > Deployment 'legacy/api': its pods take ports of their node, which nobody keeps free for them; declare it as a workload of kind 'traffic-daemon', or run it in keelson-system",
    ]);
  });

  it('leaves pods of teams to the check of Pod Security', () => {
    expect(saidOf({ namespace: 'video', pod: on('core', { hostNetwork: true }) })).toEqual([]);
  });
});

describe('the manifests of a traffic daemon', () => {
  it('are those of the declared workload, and use its pool', () => {
    expect(runChecks(buildModel(cluster, own), [workloadNotAsPlaced, poolWithoutWorkload])).toEqual([]);
  });

  it('are missed where no chart has them', () => {
    const isProxy = ({ kind, metadata }: KubernetesObject) => kind === 'DaemonSet' && metadata.name === 'proxy';
    const without = own.filter((object) => !isProxy(object));
    const found = runChecks(buildModel(cluster, without), [workloadNotAsPlaced, poolWithoutWorkload]);
    expect(found.map(({ subject }) => subject)).toEqual([
      "cluster 'main' > pool 'edge'",
      "cluster 'main' > workload 'edge/proxy'",
    ]);
  });

  it('pass every other check, apart from the missing digests of their images', () => {
    const found = runChecks(buildModel(cluster, own), ALL_CHECKS).filter(({ subject }) => /edge|proxy/.test(subject));
    const others = found.filter(
      ({ check, suppressedBy }) => check !== 'image-without-version' && suppressedBy === undefined,
    );
    expect(others.map(({ check, message }) => `${check}: ${message}`)).toEqual([]);
  });
});
