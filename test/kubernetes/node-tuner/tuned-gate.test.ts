import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { renderTunedGate } from '../../../lib/kubernetes/node-tuner/tuned-gate';
import { renderTunedGateScript } from '../../../lib/render/node-tuner/tuned-gate-script';
import type { ClusterSpec } from '../../../lib/specs/cluster/cluster-spec';
import type { KernelInput } from '../../../lib/specs/kernel/kernel-input';
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
function expectedOnGoogle(sysctls: NonNullable<KernelInput['sysctls']>, hostNetwork: boolean): string | undefined {
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

describe('keys outside of the catalogue', () => {
  const stated = { value: '1', because: 'the benchmark' };
  const sysctls: NonNullable<KernelInput['sysctls']> = {
    'fs.pipe-max-size': '2097152',
    'fs.protected_hardlinks': { ...stated, scope: 'node' },
    'net.core.bpf_jit_harden': { ...stated, scope: 'node' },
    'net.ipv4.conf.all.log_martians': { ...stated, scope: 'network-namespace' },
    'vm.memfd_noexec': { ...stated, scope: 'pid-namespace' },
  };

  test('are waited for where the pod is shown them, and never below net. on the pod network', () => {
    const shared = 'fs/pipe-max-size\t2097152\nfs/protected_hardlinks\t1\tif shown\n';
    expect(expectedOnGoogle(sysctls, false)).toBe(shared);
    expect(expectedOnGoogle(sysctls, true)).toBe(
      `${shared}net/core/bpf_jit_harden\t1\tif shown\nnet/ipv4/conf/all/log_martians\t1\tif shown\n`,
    );
  });

  test('do not hold back a pod that cannot read them', () => {
    const run = (expected: string, files: Readonly<Record<string, string>>) => {
      const root = mkdtempSync(join(tmpdir(), 'keelson-gate-'));
      for (const [path, value] of Object.entries(files)) {
        mkdirSync(join(root, dirname(path)), { recursive: true });
        writeFileSync(join(root, path), `${value}\n`);
      }
      const env = { ...process.env, KEELSON_EXPECTED: expected, KEELSON_PROC_SYS: root };
      const { status } = spawnSync('sh', ['-c', renderTunedGateScript(expected)], { env, timeout: 1500 });
      rmSync(root, { recursive: true });
      return status;
    };
    const [shared, hidden] = ['fs/pipe-max-size\t2\n', 'fs/protected_hardlinks\t1\tif shown\n'];
    expect(run(shared + hidden, { 'fs/pipe-max-size': '2' })).toBe(0);
    expect(run(shared + hidden, { 'fs/pipe-max-size': '2', 'fs/protected_hardlinks': '1' })).toBe(0);
    expect(run(shared + hidden, { 'fs/pipe-max-size': '2', 'fs/protected_hardlinks': '0' })).not.toBe(0);
    expect(run(shared + hidden, { 'fs/protected_hardlinks': '1' })).not.toBe(0);
  });

  test('change nothing about the program of a gate without them', () => {
    expect(renderTunedGateScript('vm/swappiness\t1\n')).toBe(renderTunedGateScript(''));
    expect(renderTunedGateScript('vm/swappiness\t1\tif shown\n')).not.toBe(renderTunedGateScript(''));
  });
});

test('a gate is refused for a workload whose pools are tuned differently, and the message shows both sides', () => {
  expect(() => gateOf({ pools: ['tuned', 'other'] })).toThrow(
    "workload 'api': 'pools' must be tuned alike where a gate holds their pods back: one gate waits for one set of values, got 'tuned: net/netfilter/nf_conntrack_buckets=262144, net/netfilter/nf_conntrack_max=1048576; other: net/netfilter/nf_conntrack_buckets=262144, net/netfilter/nf_conntrack_max=524288'; give the pools one 'kernel', or split the workload by pool",
  );
  expect(() => gateOf({ pools: ['tuned', 'general'] })).toThrow('general: nothing');
});
