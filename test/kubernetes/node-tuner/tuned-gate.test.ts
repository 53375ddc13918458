import { renderTunedGate } from '../../../lib/kubernetes/node-tuner/tuned-gate';
import type { ClusterSpec } from '../../../lib/specs/cluster/cluster-spec';
import type { WorkloadInput } from '../../../lib/specs/workload/workload-input';
import { awsCluster, awsEnvironment, awsPool } from '../../fixtures/aws-environment';
import { googleCluster, googleEnvironment, googlePool } from '../../fixtures/google-environment';
import { onlyCluster } from '../../fixtures/manifests';

const TUNED = awsPool({ name: 'tuned', kernel: { profiles: ['many-connections'] } });
const OTHER = awsPool({
  name: 'other',
  kernel: { profiles: ['many-connections'], sysctls: { 'net.netfilter.nf_conntrack_max': '524288' } },
});

function clusterOf(workload: Partial<WorkloadInput>): ClusterSpec {
  const api = { name: 'api', namespace: 'keelson-system', kind: 'daemon', pools: ['tuned'], ...workload } as const;
  const clusters = [awsCluster({ pools: [awsPool(), TUNED, OTHER], workloads: [api] })];
  return onlyCluster(awsEnvironment({ clusters }));
}

function gateOf(workload: Partial<WorkloadInput>) {
  const cluster = clusterOf(workload);
  const [spec] = cluster.workloads;
  if (spec === undefined) throw new Error('the cluster has a workload');
  return renderTunedGate(spec, cluster);
}

function environmentValue(workload: Partial<WorkloadInput>, name: string): string | undefined {
  return gateOf(workload)?.container.env?.find((each) => each.name === name)?.value;
}

test('a workload on a pool without a tuner gets no gate', () => {
  expect(gateOf({ pools: ['general'] })).toBeUndefined();
});

test('a gate has no privileges and small limits', () => {
  expect(gateOf({})?.container.securityContext).toEqual({
    runAsNonRoot: true,
    runAsUser: 65532,
    runAsGroup: 65532,
    readOnlyRootFilesystem: true,
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    seccompProfile: { type: 'RuntimeDefault' },
  });
  expect(gateOf({})?.container).not.toHaveProperty('volumeMounts');
  expect(gateOf({})?.volumes).toEqual([]);
});

test('a gate waits on the pod network for values of the whole node, and on the host network for all values and the marker of this boot', () => {
  const pod = environmentValue({}, 'KEELSON_EXPECTED') ?? '';
  const host = environmentValue({ hostNetwork: true }, 'KEELSON_EXPECTED') ?? '';
  expect(pod).toContain('net/netfilter/nf_conntrack_max\t1048576\n');
  expect(pod).not.toContain('timeout');
  expect(host).toContain('net/netfilter/nf_conntrack_tcp_timeout_established\t86400\n');
  expect(environmentValue({}, 'KEELSON_MARKER')).toBe('');
  expect(environmentValue({ hostNetwork: true }, 'KEELSON_MARKER')).toBe('/run/keelson/tuned');
  expect(gateOf({ hostNetwork: true })).toMatchObject({
    container: { volumeMounts: [{ mountPath: '/run/keelson', readOnly: true }] },
    volumes: [{ hostPath: { path: '/run/keelson' } }],
  });
});

/** The values that a gate on a GKE pool waits for; undefined where there is no gate. */
function expectedOnGoogle(sysctls: Readonly<Record<string, string>>, hostNetwork: boolean): string | undefined {
  const pool = googlePool({ name: 'tuned', kernel: { sysctls } });
  const api = { name: 'api', namespace: 'keelson-system', kind: 'daemon', pools: ['tuned'], hostNetwork } as const;
  const clusters = [googleCluster({ pools: [googlePool(), pool], workloads: [api] })];
  const cluster = onlyCluster(googleEnvironment({ clusters }));
  const [workload] = cluster.workloads;
  if (workload === undefined) throw new Error('the cluster has a workload');
  return renderTunedGate(workload, cluster)?.container.env?.find(({ name }) => name === 'KEELSON_EXPECTED')?.value;
}

test.each([
  ['net.ipv4.tcp_mem', '381060 508080 762120'],
  ['net.core.netdev_budget', '600'],
  ['kernel.pid_max', '1048576'],
])('a gate on the pod network does not wait for %s, because its namespaces hide or copy the value', (key, value) => {
  const line = `${key.replaceAll('.', '/')}\t${value}\n`;
  expect(expectedOnGoogle({ [key]: value, 'fs.pipe-max-size': '2097152' }, false)).toBe('fs/pipe-max-size\t2097152\n');
  // A gate without values would end at once and protect nothing.
  expect(expectedOnGoogle({ [key]: value }, false)).toBeUndefined();
  expect(expectedOnGoogle({ [key]: value }, true)).toBe(key === 'kernel.pid_max' ? '' : line);
});

test('a gate is refused for a workload whose pools are tuned differently, and the message shows both sides', () => {
  expect(() => gateOf({ pools: ['tuned', 'other'] })).toThrow(
    "workload 'api': 'pools' must be tuned alike where a gate holds their pods back: one gate waits for one set of values, got 'tuned: net/netfilter/nf_conntrack_buckets=262144, net/netfilter/nf_conntrack_max=1048576; other: net/netfilter/nf_conntrack_buckets=262144, net/netfilter/nf_conntrack_max=524288'; give the pools one 'kernel', or split the workload by pool",
  );
  expect(() => gateOf({ pools: ['tuned', 'general'] })).toThrow('general: nothing');
});
