import type { AwsClusterInput } from '../../../lib/specs/cluster/aws/aws-cluster-input';
import { EnvironmentSpec } from '../../../lib/specs/environment/environment-spec';
import type { WorkloadInput } from '../../../lib/specs/workload/workload-input';
import { awsCluster, awsEnvironment, awsPool } from '../../fixtures/aws-environment';
import { problemsOf } from '../problems-of';

const AT = "environment 'paas' > cluster 'main' > workload 'api': ";

const workload = (overrides: Partial<WorkloadInput>): WorkloadInput => ({
  name: 'api',
  namespace: 'keelson-system',
  kind: 'deployment',
  pools: ['general'],
  ...overrides,
});

const environment = (workloads: readonly WorkloadInput[], overrides: Partial<AwsClusterInput> = {}) =>
  awsEnvironment({ clusters: [awsCluster({ workloads, ...overrides })] });

const judge = (overrides: Partial<WorkloadInput>, cluster: Partial<AwsClusterInput> = {}) =>
  problemsOf(environment([workload(overrides)], cluster));

/** A cluster of an older minor, whose pool has an image for it. */
function onMinor(kubernetesVersion: string): Partial<AwsClusterInput> {
  const { aws } = awsPool();
  const image = { family: 'al2023', source: { amiId: 'ami-0123456789abcdef0' } } as const;
  return { kubernetesVersion, controlPlane: { supportType: 'EXTENDED' }, pools: [awsPool({ aws: { ...aws, image } })] };
}

describe('pods that set kernel parameters', () => {
  test('may set safe parameters, in the namespace of a team too', () => {
    expect(judge({ namespace: 'shop', sysctls: { 'net.ipv4.ip_local_port_range': '1024 65535' } })).toEqual([]);
  });

  test('may not set a parameter of the whole machine, although its key begins with net.', () => {
    expect(judge({ sysctls: { 'net.netfilter.nf_conntrack_max': '262144' } })).toEqual([
      `${AT}'sysctls.net.netfilter.nf_conntrack_max' must be a parameter that every pod has for itself; this one belongs to the whole machine, at least on some kernels, got '262144'; state it in the pool's 'kernel'`,
    ]);
  });

  test('may not set network parameters on the host network', () => {
    expect(judge({ hostNetwork: true, sysctls: { 'net.core.somaxconn': '1024' } })).toEqual([
      `${AT}'sysctls.net.core.somaxconn' must be absent with 'hostNetwork', got '1024'; state it in the pool's 'kernel', because the pods use the network of the node`,
    ]);
  });

  test('may set IPC parameters on the host network, because they still have an IPC namespace of their own', () => {
    expect(judge({ hostNetwork: true, sysctls: { 'kernel.msgmax': '65536' } })).toEqual([]);
  });

  test('may not set unsafe parameters in the namespace of a team, because Pod Security would refuse the pods', () => {
    expect(judge({ namespace: 'shop', sysctls: { 'net.core.somaxconn': '1024' } })).toEqual([
      `${AT}'sysctls.net.core.somaxconn' must be a parameter that Kubernetes calls safe: this one is unsafe, and Pod Security refuses such pods in a team's namespace, got '1024'; leave it out, or run the workload in 'keelson-system'`,
    ]);
  });

  test('may set a parameter from the minor on in which it became safe', () => {
    const overrides = { namespace: 'shop', sysctls: { 'net.ipv4.tcp_rmem': '4096 131072 6291456' } };
    expect(judge(overrides, onMinor('1.32'))).toEqual([]);
    expect(judge(overrides, onMinor('1.31'))).toEqual([
      `${AT}'sysctls.net.ipv4.tcp_rmem' must be a parameter that Kubernetes calls safe: this one is unsafe before 1.32, and Pod Security refuses such pods in a team's namespace, got '4096 131072 6291456'; leave it out, or run the workload in 'keelson-system'`,
    ]);
  });

  test('may set only keys and values of the catalogue', () => {
    expect(judge({ sysctls: { 'net.core.somaxcon': '1', 'net.core.somaxconn': '0' } })).toEqual([
      `${AT}'sysctls.net.core.somaxcon' must be a known kernel parameter, got 'net.core.somaxcon'; did you mean 'net.core.somaxconn'? If not, leave it out; a pod is given parameters only whose namespace the catalogue knows`,
      `${AT}'sysctls.net.core.somaxconn' must be a whole number of 128 to 2147483647 (connections), got '0'; choose a value in the range, because the kernel refuses or rounds any other, or the node has too little left to run`,
    ]);
  });
});

describe('the sysctls that kubelets allow by name', () => {
  const allowed = (workloads: readonly WorkloadInput[], cluster: Partial<AwsClusterInput> = {}) => {
    const pools = cluster.pools ?? [awsPool(), awsPool({ name: 'edge' })];
    const spec = EnvironmentSpec.from(environment(workloads, { ...cluster, pools }));
    return Object.fromEntries((spec.clusters[0]?.pools ?? []).map((pool) => [pool.name, pool.allowedUnsafeSysctls]));
  };

  test('are the unsafe sysctls of the workloads on the pool, each once and in alphabetical order', () => {
    const workloads = [
      workload({ name: 'a', pools: ['edge'], sysctls: { 'net.core.somaxconn': '1024', 'kernel.sem': '1 2 3 4' } }),
      workload({ name: 'b', pools: ['edge'], sysctls: { 'net.core.somaxconn': '2048' } }),
      workload({ name: 'c', sysctls: { 'fs.mqueue.msg_max': '20', 'net.ipv4.tcp_syncookies': '1' } }),
    ];
    expect(allowed(workloads)).toEqual({
      general: ['fs.mqueue.msg_max'],
      edge: ['kernel.sem', 'net.core.somaxconn'],
    });
  });

  test('are an empty list where no workload has unsafe sysctls', () => {
    expect(allowed([workload({})])).toEqual({ general: [], edge: [] });
  });

  test('are those of the older minor while nodes may still run that minor', () => {
    const workloads = [workload({ sysctls: { 'net.ipv4.tcp_wmem': '4096 16384 4194304' } })];
    expect(allowed(workloads, onMinor('1.31'))).toEqual({ general: ['net.ipv4.tcp_wmem'] });
    expect(allowed(workloads, onMinor('1.32'))).toEqual({ general: [] });
    const upgrade = { ...onMinor('1.32'), runningVersion: '1.31' };
    expect(allowed(workloads, upgrade)).toEqual({ general: ['net.ipv4.tcp_wmem'] });
  });
});
