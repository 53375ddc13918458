import type { k8s } from 'cdk8s-plus-27';
import { addControllerAccess, renderRight } from '../../../lib/kubernetes/controllers/controller-access';
import {
  addController,
  type ControllerDeploymentProps,
} from '../../../lib/kubernetes/controllers/controller-deployment';
import { addScrapingPolicy } from '../../../lib/kubernetes/controllers/scraping-policy';
import { awsClusterSpec } from '../../aws/synthesize-aws';
import { awsPool } from '../../fixtures/aws-environment';
import { onlyObject, synthesizeConstruct } from '../../fixtures/synthesize-construct';

const { pools: homes } = awsClusterSpec({ pools: [awsPool()] });
const container: k8s.Container = { name: 'sweeper', image: 'registry.example.com/sweeper:1.0.0' };

interface DeploymentSpec {
  readonly minReadySeconds?: number;
  readonly template: { readonly spec: Readonly<Record<string, unknown>> };
}

function controllerWith(overrides: Partial<ControllerDeploymentProps> = {}) {
  return synthesizeConstruct((chart) => void addController(chart, { container, homes, ...overrides }));
}

function deploymentWith(overrides: Partial<ControllerDeploymentProps> = {}): DeploymentSpec {
  return onlyObject(controllerWith(overrides), 'Deployment', 'sweeper')['spec'] as DeploymentSpec;
}

describe('a controller', () => {
  it('has two pods with the account of its own name, on its pools and without rights on the host', () => {
    const spec = deploymentWith();
    expect(spec).toMatchObject({ replicas: 2, selector: { matchLabels: { 'keelson.dev/workload': 'sweeper' } } });
    expect(spec.template).toMatchObject({
      metadata: { labels: { 'keelson.dev/workload': 'sweeper' } },
      spec: {
        serviceAccountName: 'sweeper',
        nodeSelector: { 'keelson.dev/pool': 'general' },
        priorityClassName: 'keelson-platform-v1',
        securityContext: { runAsNonRoot: true, runAsUser: 65_532, seccompProfile: { type: 'RuntimeDefault' } },
        containers: [container],
      },
    });
  });

  it('loses one pod at a time to a drain and to a rollout', () => {
    expect(onlyObject(controllerWith(), 'PodDisruptionBudget', 'sweeper')['spec']).toMatchObject({ maxUnavailable: 1 });
    expect(deploymentWith()).toMatchObject({ strategy: { rollingUpdate: { maxUnavailable: 1 } } });
  });

  it('states its times only where it has its own', () => {
    expect(deploymentWith()).not.toHaveProperty('minReadySeconds');
    expect(deploymentWith().template.spec).not.toHaveProperty('terminationGracePeriodSeconds');
    const stated = deploymentWith({ minReadySeconds: 60, graceSeconds: 20 });
    expect(stated.minReadySeconds).toBe(60);
    expect(stated.template.spec['terminationGracePeriodSeconds']).toBe(20);
  });
});

describe('the account of a controller', () => {
  const inCluster = [renderRight('', ['nodes'], ['get'])];
  const inNamespace = [renderRight('', ['configmaps'], ['create'])];

  it('has its rights in the cluster in a role with a prefix of its own', () => {
    const objects = synthesizeConstruct((chart) => void addControllerAccess(chart, { name: 'sweeper', inCluster }));
    expect(objects.map(({ kind, metadata }) => [kind, metadata.name])).toEqual([
      ['ServiceAccount', 'sweeper'],
      ['ClusterRole', 'keelson-sweeper'],
      ['ClusterRoleBinding', 'keelson-sweeper'],
    ]);
    expect(objects[0]?.['automountServiceAccountToken']).toBe(false);
    expect(objects[1]?.['rules']).toEqual([{ apiGroups: [''], resources: ['nodes'], verbs: ['get'] }]);
  });

  it('has the rest in its own namespace alone', () => {
    const props = { name: 'sweeper', inCluster, inNamespace };
    const objects = synthesizeConstruct((chart) => void addControllerAccess(chart, props));
    expect(onlyObject(objects, 'Role')).toMatchObject({
      metadata: { name: 'sweeper', namespace: 'keelson-system' },
      rules: [{ apiGroups: [''], resources: ['configmaps'], verbs: ['create'] }],
    });
    expect(onlyObject(objects, 'RoleBinding')['subjects']).toEqual([
      { kind: 'ServiceAccount', name: 'sweeper', namespace: 'keelson-system' },
    ]);
  });
});

test('a policy opens one port of one workload, to every namespace', () => {
  const objects = synthesizeConstruct((chart) => void addScrapingPolicy(chart, { name: 'sweeper', port: 8080 }));
  expect(onlyObject(objects, 'NetworkPolicy', 'sweeper')['spec']).toEqual({
    podSelector: { matchLabels: { 'keelson.dev/workload': 'sweeper' } },
    policyTypes: ['Ingress'],
    ingress: [{ from: [{ namespaceSelector: {} }], ports: [{ port: 8080, protocol: 'TCP' }] }],
  });
});
