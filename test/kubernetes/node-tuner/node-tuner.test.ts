import { NodeTuner } from '../../../lib/kubernetes/node-tuner/node-tuner';
import { NodeTunerAccess } from '../../../lib/kubernetes/node-tuner/node-tuner-access';
import type { ClusterSpec } from '../../../lib/specs/cluster/cluster-spec';
import type { KernelInput } from '../../../lib/specs/kernel/kernel-input';
import type { AwsNodePoolInput } from '../../../lib/specs/pool/node-pool-input';
import { awsCluster, awsEnvironment, awsPool } from '../../fixtures/aws-environment';
import { googleCluster, googleEnvironment, googlePool } from '../../fixtures/google-environment';
import { onlyCluster } from '../../fixtures/manifests';
import { onlyObject, synthesizeConstruct } from '../../fixtures/synthesize-construct';

const MANY: KernelInput = { profiles: ['many-connections'] };

function clusterWith(edge: Partial<AwsNodePoolInput>): ClusterSpec {
  const pool = awsPool({ name: 'edge', purpose: 'traffic', expectsPods: false, kernel: MANY, ...edge });
  return onlyCluster(awsEnvironment({ clusters: [awsCluster({ pools: [awsPool(), pool] })] }));
}

function tunerOf(cluster: ClusterSpec, name = 'edge') {
  const pool = cluster.pools.find((each) => each.name === name);
  if (pool === undefined) throw new Error(`no pool '${name}'`);
  return synthesizeConstruct((chart) => void new NodeTuner(chart, 'NodeTuner', { cluster, pool }));
}

interface PodTemplate {
  readonly metadata: { readonly annotations: Readonly<Record<string, string>> };
  readonly spec: {
    readonly containers: readonly Readonly<Record<string, unknown>>[];
    readonly volumes: readonly Readonly<Record<string, unknown>>[];
    readonly [member: string]: unknown;
  };
}

function templateOf(cluster: ClusterSpec, name?: string): PodTemplate {
  const daemonSet = onlyObject(tunerOf(cluster, name), 'DaemonSet');
  return (daemonSet['spec'] as { readonly template: PodTemplate }).template;
}

function environmentOf(cluster: ClusterSpec, name?: string): Readonly<Record<string, unknown>> {
  const env = templateOf(cluster, name).spec.containers[0]?.['env'] as readonly { name: string; value?: string }[];
  return Object.fromEntries(env.map((each) => [each.name, each.value]));
}

function configurationOf(cluster: ClusterSpec): string {
  return onlyObject(tunerOf(cluster), 'ConfigMap').metadata.name;
}

const tainted = clusterWith({ startupTaint: { removedBy: 'node-tuner' } });

describe('the tuner of a pool', () => {
  test('runs on every node of its pool, whatever its taints, with the highest priority', () => {
    const { spec } = templateOf(tainted);
    expect(spec).toMatchObject({
      nodeSelector: { 'keelson.dev/pool': 'edge' },
      tolerations: [{ operator: 'Exists' }],
      priorityClassName: 'system-node-critical',
      serviceAccountName: 'node-tuner',
      automountServiceAccountToken: true,
    });
  });

  test('uses the network of the host, and its IPC namespace only where a key belongs to it, with the reason', () => {
    const plain = templateOf(tainted);
    expect(plain.spec).toMatchObject({ hostNetwork: true, dnsPolicy: 'Default' });
    expect(plain.spec).not.toHaveProperty('hostIPC');
    const google = googlePool({ name: 'core', kernel: { sysctls: { 'kernel.sem': '250 32000 100 1024' } } });
    const shared = templateOf(
      onlyCluster(googleEnvironment({ clusters: [googleCluster({ pools: [google] })] })),
      'core',
    );
    expect(shared.spec['hostIPC']).toBe(true);
    expect(shared.metadata.annotations['keelson.dev/privileged-because']).toContain('IPC namespace');
    expect(plain.metadata.annotations['keelson.dev/privileged-because']).not.toContain('IPC namespace');
  });

  test('uses the PID namespace of the host for kernel.pid_max, which newer kernels keep per PID namespace, with the reason', () => {
    const google = googlePool({ name: 'core', kernel: { sysctls: { 'kernel.pid_max': '1048576' } } });
    const shared = templateOf(
      onlyCluster(googleEnvironment({ clusters: [googleCluster({ pools: [google] })] })),
      'core',
    );
    expect(shared.spec['hostPID']).toBe(true);
    expect(shared.metadata.annotations['keelson.dev/privileged-because']).toContain('PID namespace');
    expect(templateOf(tainted).spec).not.toHaveProperty('hostPID');
  });

  test('has the PIDs of the host for every stated key of a PID namespace, on both clouds, and names the keys', () => {
    const sysctls = {
      'kernel.pid_max': '1048576',
      'vm.memfd_noexec': { value: '1', scope: 'pid-namespace', because: 'no code from memory' },
    } as const;
    const clusters = [
      googleEnvironment({ clusters: [googleCluster({ pools: [googlePool({ name: 'core', kernel: { sysctls } })] })] }),
      awsEnvironment({
        clusters: [awsCluster({ workloads: [], pools: [awsPool({ name: 'core', kernel: { sysctls } })] })],
      }),
    ].map(onlyCluster);
    const [google, aws] = clusters.map((cluster) => templateOf(cluster, 'core'));
    for (const template of [google, aws]) expect(template?.spec['hostPID']).toBe(true);
    const because = (template: typeof google) => template?.metadata.annotations['keelson.dev/privileged-because'];
    expect(because(google)).toContain('kernel.pid_max, vm.memfd_noexec are those of the host PID namespace');
    // On AWS a file sets kernel.pid_max at boot, and the tuner only what the catalogue does not know.
    expect(because(aws)).toContain('vm.memfd_noexec is that of the host PID namespace');
  });

  test('keeps stated keys as it keeps those of the catalogue, a dot of an interface as a dot of the file', () => {
    const sysctls = {
      'net.ipv4.conf.eth0/100.arp_notify': { value: '1', scope: 'network-namespace', because: 'failover' },
      'user.max_user_namespaces': { value: '16384', scope: 'node', because: 'rootless builds' },
    } as const;
    const pool = googlePool({ name: 'core', kernel: { sysctls } });
    const cluster = onlyCluster(googleEnvironment({ clusters: [googleCluster({ pools: [pool] })] }));
    const configuration = onlyObject(tunerOf(cluster, 'core'), 'ConfigMap') as unknown as { data: { sysctls: string } };
    expect(configuration.data.sysctls).toBe('net/ipv4/conf/eth0.100/arp_notify\t1\nuser/max_user_namespaces\t16384\n');
  });

  test('is privileged but has a read-only root and limits for memory and disk', () => {
    expect(templateOf(tainted).spec.containers).toMatchObject([
      {
        image: 'docker.io/curlimages/curl:8.16.0',
        imagePullPolicy: 'IfNotPresent',
        securityContext: {
          privileged: true,
          allowPrivilegeEscalation: true,
          readOnlyRootFilesystem: true,
          runAsUser: 0,
          runAsNonRoot: false,
        },
        resources: {
          requests: { cpu: '10m', memory: '48Mi' },
          limits: { memory: '48Mi', 'ephemeral-storage': '64Mi' },
        },
        readinessProbe: { exec: { command: ['sh', '/etc/keelson/tuner.sh', 'ready'] } },
      },
    ]);
    expect(templateOf(tainted).spec.containers[0]?.['resources']).not.toHaveProperty('limits.cpu');
  });

  test('updates a tenth of the nodes at a time', () => {
    expect(onlyObject(tunerOf(tainted), 'DaemonSet')['spec']).toMatchObject({
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '10%' } },
    });
  });

  test('gets the key of its taint and the address of kube-proxy, where they exist', () => {
    expect(environmentOf(tainted)).toMatchObject({
      KEELSON_TAINT_KEY: 'keelson.dev/startup',
      KEELSON_ASSERT_SECONDS: '1',
      KEELSON_TAINT_CHECK_SECONDS: '15',
      KEELSON_KUBE_PROXY_HEALTHZ: 'http://127.0.0.1:10256/healthz',
    });
    expect(environmentOf(clusterWith({}))['KEELSON_TAINT_KEY']).toBe('');
    const google = googlePool({ kernel: { profiles: ['reverse-proxy'] } });
    const cluster = onlyCluster(
      googleEnvironment({ clusters: [googleCluster({ datapath: 'dataplane-v2', pools: [google] })] }),
    );
    expect(environmentOf(cluster, 'core')['KEELSON_KUBE_PROXY_HEALTHZ']).toBe('');
  });

  test('mounts an immutable configuration, whose name changes with each value', () => {
    const configuration = onlyObject(tunerOf(tainted), 'ConfigMap');
    expect(configuration['immutable']).toBe(true);
    expect(configuration.metadata.name).toMatch(/^node-tuner-edge-[0-9a-f]{6}$/);
    expect(templateOf(tainted).spec.volumes).toContainEqual({
      name: 'configuration',
      configMap: { name: configuration.metadata.name },
    });
    const sysctls = { 'net.netfilter.nf_conntrack_max': '524288' };
    expect(configurationOf(clusterWith({ kernel: { ...MANY, sysctls } }))).not.toBe(configurationOf(clusterWith({})));
    // The configuration does not depend on a taint, a size or a label.
    expect(configurationOf(clusterWith({ labels: { tier: 'front' } }))).toBe(configurationOf(tainted));
  });
});

describe('the rights of the tuner', () => {
  const objects = synthesizeConstruct((chart) => void new NodeTunerAccess(chart, 'Access', { cluster: tainted }));
  const policy = onlyObject(objects, 'ValidatingAdmissionPolicy')['spec'] as {
    readonly failurePolicy: string;
    readonly variables: readonly { readonly name: string; readonly expression: string }[];
    readonly validations: readonly { readonly expression: string; readonly message?: string }[];
    readonly matchConditions: readonly { readonly expression: string }[];
  };

  test('come after the policy that limits them in the file', () => {
    expect(objects.map(({ kind }) => kind)).toEqual([
      'ValidatingAdmissionPolicy',
      'ValidatingAdmissionPolicyBinding',
      'ServiceAccount',
      'ClusterRole',
      'ClusterRoleBinding',
    ]);
    expect(onlyObject(objects, 'ValidatingAdmissionPolicyBinding')['spec']).toEqual({
      policyName: 'keelson-node-tuner',
      validationActions: ['Deny'],
    });
  });

  test('are to read and patch nodes', () => {
    expect(onlyObject(objects, 'ClusterRole')['rules']).toEqual([
      { apiGroups: [''], resources: ['nodes'], verbs: ['get', 'patch'] },
    ]);
    expect(onlyObject(objects, 'ServiceAccount')['automountServiceAccountToken']).toBe(false);
  });

  test('are limited for its account only, and refused where the policy cannot be evaluated', () => {
    expect(policy.failurePolicy).toBe('Fail');
    expect(policy.matchConditions.map(({ expression }) => expression)).toEqual([
      "request.userInfo.username == 'system:serviceaccount:keelson-system:node-tuner'",
    ]);
  });

  test('include one taint key for each pool whose taint the tuner removes', () => {
    const keys = policy.variables.find(({ name }) => name === 'keys');
    expect(keys?.expression).toBe("{'edge': 'keelson.dev/startup'}");
  });

  test.each([
    'metadata.labels',
    'metadata.annotations',
    'metadata.ownerReferences',
    'metadata.finalizers',
    'spec.configSource',
    'spec.externalID',
    'spec.podCIDR',
    'spec.podCIDRs',
    'spec.providerID',
    'spec.unschedulable',
  ])('do not include a change of %s', (path) => {
    const message = `the node tuner may not change ${path}`;
    const [part, member] = path.split('.');
    expect(policy.validations.find((each) => each.message === message)?.expression).toBe(
      `object.${part}.?${member} == oldObject.${part}.?${member}`,
    );
  });
});
