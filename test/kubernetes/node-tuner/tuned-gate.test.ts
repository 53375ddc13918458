import { renderTunedGate } from '../../../lib/kubernetes/node-tuner/tuned-gate';
import type { ClusterSpec } from '../../../lib/specs/cluster/cluster-spec';
import type { WorkloadInput } from '../../../lib/specs/workload/workload-input';
import { awsCluster, awsEnvironment, awsPool } from '../../fixtures/aws-environment';
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

test('a pool without a tuner needs no gate', () => {
  expect(gateOf({ pools: ['general'] })).toBeUndefined();
});

test('a gate has no right and no room to speak of', () => {
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

test('on the pod network it waits for what is the whole node’s, on the host’s for everything and for the tuner of this boot', () => {
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

test('refuses a workload whose pools are tuned differently, with both sides', () => {
  expect(() => gateOf({ pools: ['tuned', 'other'] })).toThrow(
    "workload 'api': 'pools' must be tuned alike where a gate holds their pods back: one gate waits for one set of values, got 'tuned: net/netfilter/nf_conntrack_buckets=262144, net/netfilter/nf_conntrack_max=1048576; other: net/netfilter/nf_conntrack_buckets=262144, net/netfilter/nf_conntrack_max=524288'; give the pools one 'kernel', or split the workload by pool",
  );
  expect(() => gateOf({ pools: ['tuned', 'general'] })).toThrow('general: nothing');
});
