import { imageName } from '../../../lib/kubernetes/traffic-daemon/traffic-names';
import { TrafficSpace } from '../../../lib/kubernetes/traffic-daemon/traffic-space';
import type { GoogleClusterSpec } from '../../../lib/specs/cluster/cluster-spec';
import { googlePool } from '../../fixtures/google-environment';
import { onlyObject, synthesizeConstruct } from '../../fixtures/synthesize-construct';
import {
  firstTraffic,
  hostedService,
  trafficCluster,
  trafficDaemon,
  trafficEnvironment,
  trafficPool,
} from '../../fixtures/traffic-environment';

interface PolicySpec {
  readonly failurePolicy: string;
  readonly matchConstraints: { readonly resourceRules: readonly { readonly resources: readonly string[] }[] };
  readonly matchConditions: readonly { readonly expression: string }[];
  readonly validations: readonly { readonly expression: string; readonly messageExpression: string }[];
}

function objectsOf(cluster: GoogleClusterSpec = trafficCluster()) {
  const { daemon } = firstTraffic(cluster);
  return synthesizeConstruct((chart) => void new TrafficSpace(chart, 'Space', { cluster, daemon }));
}

function policyOf(cluster?: GoogleClusterSpec): PolicySpec {
  return onlyObject(objectsOf(cluster), 'ValidatingAdmissionPolicy')['spec'] as unknown as PolicySpec;
}

/** Expression of the validation whose message contains a text. */
function ruleOf(text: string, cluster?: GoogleClusterSpec): string {
  const found = policyOf(cluster).validations.filter(({ messageExpression }) => messageExpression.includes(text));
  if (found.length !== 1) throw new Error(`${found.length} validations say '${text}'`);
  return found[0]?.expression ?? '';
}

describe('the namespace of a traffic daemon', () => {
  it('is privileged for the network of the node, and states the reason', () => {
    expect(onlyObject(objectsOf(), 'Namespace').metadata).toMatchObject({
      name: 'edge',
      labels: {
        'pod-security.kubernetes.io/enforce': 'privileged',
        'pod-security.kubernetes.io/enforce-version': 'v1.34',
      },
      annotations: { 'keelson.dev/privileged-because': expect.stringContaining('network of their node') },
    });
  });

  it('gives no account a token', () => {
    const accounts = objectsOf().filter(({ kind }) => kind === 'ServiceAccount');
    expect(accounts.map(({ metadata }) => metadata.name)).toEqual(['proxy', 'default']);
    for (const account of accounts) expect(account['automountServiceAccountToken']).toBe(false);
  });

  it('denies everything to pods of the pod network, and binds nobody to a role', () => {
    expect(onlyObject(objectsOf(), 'NetworkPolicy')['spec']).toEqual({
      podSelector: {},
      policyTypes: ['Ingress', 'Egress'],
    });
    expect(objectsOf().map(({ kind }) => kind)).toEqual([
      'ValidatingAdmissionPolicy',
      'ValidatingAdmissionPolicyBinding',
      'Namespace',
      'ServiceAccount',
      'ServiceAccount',
      'NetworkPolicy',
    ]);
  });
});

describe('the admission policy of the namespace', () => {
  it('refuses where it fails, and is in force in this namespace alone', () => {
    expect(policyOf().failurePolicy).toBe('Fail');
    expect(onlyObject(objectsOf(), 'ValidatingAdmissionPolicyBinding')['spec']).toEqual({
      policyName: 'keelson-traffic-edge',
      validationActions: ['Deny'],
      matchResources: { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'edge' } } },
    });
  });

  it('judges pods, their ephemeral containers, and every kind that starts pods, where pods change', () => {
    const { matchConstraints, matchConditions } = policyOf();
    expect(matchConstraints.resourceRules.flatMap(({ resources }) => resources).sort()).toEqual([
      'cronjobs',
      'daemonsets',
      'deployments',
      'jobs',
      'pods',
      'pods/ephemeralcontainers',
      'replicasets',
      'replicationcontrollers',
      'statefulsets',
    ]);
    expect(matchConditions.map(({ expression }) => expression)).toEqual([
      "request.operation == 'CREATE' || object.spec != oldObject.spec",
    ]);
  });

  it('names the ports, the image and the account of the daemon', () => {
    const daemon = trafficDaemon({
      name: 'gate',
      proxy: { kind: 'nginx', image: 'registry.example.com:5000/nginx:1.30.6' },
      hostPorts: { http: 8000, health: 8001, metrics: 8002 },
    });
    const cluster = trafficCluster(
      trafficEnvironment(
        { workloads: [daemon, hostedService()] },
        { backends: [{ cluster: 'main', workload: 'edge/gate' }] },
      ),
    );
    expect(ruleOf('must state the ports', cluster)).toContain('[8000, 8001, 8002].all(');
    expect(ruleOf('must have one container', cluster)).toContain("startsWith('registry.example.com:5000/nginx:')");
    expect(ruleOf('must have the service account', cluster)).toContain("== 'gate'");
  });

  it("admits the tuner's folder and the gate on tuned pools, and neither elsewhere", () => {
    expect(ruleOf('may have no volumes')).toContain("== '/run/keelson'");
    expect(ruleOf('may have no init container')).toContain("gate.name == 'tuned-gate'");
    const { kernel: _kernel, startupTaint: _taint, ...plain } = trafficPool();
    const untuned = trafficCluster(trafficEnvironment({ pools: [googlePool(), plain] }));
    expect(ruleOf('may have no volumes', untuned)).not.toContain('hostPath');
    expect(ruleOf('may have no init container', untuned)).toBe('size(variables.gates) == 0');
  });
});

describe('the name of an image', () => {
  const digest = `sha256:${'a'.repeat(64)}`;

  it.each([
    ['docker.io/library/haproxy:3.2.26', 'docker.io/library/haproxy'],
    ['haproxy:3.2.26', 'haproxy'],
    ['haproxy', 'haproxy'],
    ['registry.example.com:5000/edge/haproxy:3.2.26', 'registry.example.com:5000/edge/haproxy'],
    [`registry.example.com/haproxy:3.2.26@${digest}`, 'registry.example.com/haproxy'],
    [`haproxy@${digest}`, 'docker.io/haproxy'],
  ])('of %s is %s', (image, name) => {
    expect(imageName(image)).toBe(name);
  });
});
