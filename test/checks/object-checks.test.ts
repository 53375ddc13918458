import { budgetBlocksDrain } from '../../lib/checks/budget-blocks-drain';
import type { Check } from '../../lib/checks/check';
import { defaultsRefusePods } from '../../lib/checks/defaults-refuse-pods';
import { imageWithoutVersion } from '../../lib/checks/image-without-version';
import { quotaRefusesPods } from '../../lib/checks/quota-refuses-pods';
import { runChecks } from '../../lib/checks/run-checks';
import { serviceLoadBalancer } from '../../lib/checks/service-load-balancer';
import type { KubernetesObject } from '../../lib/values/kubernetes-object';
import { awsEnvironment } from '../fixtures/aws-environment';
import { manifest, modelOf } from '../fixtures/manifests';

function said(check: Check, objects: readonly KubernetesObject[], environment = awsEnvironment()): string[] {
  return runChecks(modelOf(environment, objects), [check]).map(({ severity, message }) => `${severity}: ${message}`);
}

function object(kind: string, spec: unknown, name = 'api'): KubernetesObject {
  return { apiVersion: 'v1', kind, metadata: { name, namespace: 'shop' }, spec };
}

describe('service-load-balancer', () => {
  it.each([['ClusterIP'], ['NodePort'], [undefined]])('accepts type %s', (type) => {
    expect(said(serviceLoadBalancer, [object('Service', { type })])).toEqual([]);
  });

  it('refuses a Service of type LoadBalancer and names the alternative', () => {
    expect(said(serviceLoadBalancer, [object('Service', { type: 'LoadBalancer' })])).toEqual([
      "error: type LoadBalancer makes a public balancer that Terraform does not manage; use type ClusterIP behind the cluster's shared ingress",
    ]);
  });
});

describe('image-without-version', () => {
  const digest = `sha256:${'a'.repeat(64)}`;
  const production = awsEnvironment({ tier: 'production' });

  it.each([
    ['no tag', 'registry.example.com/shop/api'],
    ['no tag, with a port in the registry', 'registry.example.com:5000/shop/api'],
    ['latest', 'registry.example.com/shop/api:latest'],
  ])('refuses %s', (_, image) => {
    expect(said(imageWithoutVersion, [manifest({ container: { image } })])).toEqual([
      `error: container 'api': '${image}' has no version, so the image may change under its name; append the tag of a release`,
    ]);
  });

  it('refuses an image of an init container too', () => {
    const pod = { initContainers: [{ name: 'init', image: 'busybox' }] };
    expect(said(imageWithoutVersion, [manifest({ pod })])[0]).toContain("container 'init': 'busybox' has no version");
  });

  it('refuses an invalid image reference', () => {
    expect(said(imageWithoutVersion, [manifest({ container: { image: 'a b' } })])[0]).toContain(
      "'a b' is not a valid image reference",
    );
  });

  it('asks for a digest in production only, as a warning', () => {
    const tagged = manifest({ container: { image: 'registry.example.com/shop/api:1.0.0' } });
    const pinned = manifest({ container: { image: `registry.example.com/shop/api:1.0.0@${digest}` } });
    expect(said(imageWithoutVersion, [tagged])).toEqual([]);
    expect(said(imageWithoutVersion, [tagged], production)[0]).toMatch(/^warning: .* has no digest/);
    expect(said(imageWithoutVersion, [pinned], production)).toEqual([]);
  });
});

describe('budget-blocks-drain', () => {
  const selector = { matchLabels: { 'keelson.dev/workload': 'api' } };
  const budget = (spec: Record<string, unknown>, name?: string) =>
    object('PodDisruptionBudget', { selector, unhealthyPodEvictionPolicy: 'AlwaysAllow', ...spec }, name);

  it.each<[string, Record<string, unknown>]>([
    ['one pod may be evicted', { maxUnavailable: 1 }],
    ['a percentage may be evicted, however small, because it is rounded up', { maxUnavailable: '1%' }],
    ['fewer pods must stay than there are', { minAvailable: 1 }],
    ['no pod must stay', { minAvailable: 0 }],
  ])('accepts a budget when %s', (_, spec) => {
    expect(said(budgetBlocksDrain, [manifest(), budget(spec)])).toEqual([]);
  });

  it.each<[string, Record<string, unknown>]>([
    ['none may go', { maxUnavailable: 0 }],
    ['none may go, as a share', { maxUnavailable: '0%' }],
    ['none may go, as a share in other digits', { maxUnavailable: '00%' }],
    ['all are wanted', { minAvailable: 2 }],
    ['all are wanted, as a share', { minAvailable: '100%' }],
    ['nothing is said of how many may go, which the disruption controller takes for none', {}],
    ['a share is wanted that is rounded up to all', { minAvailable: '51%' }],
  ])('refuses it when %s', (_, spec) => {
    expect(said(budgetBlocksDrain, [manifest(), budget(spec)])).toHaveLength(1);
  });

  it('refuses a literal of none though the budget selects nothing, or an autoscaler sets the replicas', () => {
    const autoscaler = object('HorizontalPodAutoscaler', { scaleTargetRef: { kind: 'Deployment', name: 'api' } });
    expect(said(budgetBlocksDrain, [manifest(), autoscaler, budget({ minAvailable: '100%' })])).toEqual([
      "error: its 'minAvailable' is 100%, so a drain may take no pod, and the admission policy of team 'shop' refuses the budget; allow at least 1 by maxUnavailable",
    ]);
    const elsewhere = { ...budget({ maxUnavailable: 0 }), metadata: { name: 'api', namespace: 'vendor' } };
    expect(said(budgetBlocksDrain, [manifest(), elsewhere])).toEqual([
      expect.stringMatching(/^warning: it selects no pods/),
      "error: its 'maxUnavailable' is 0, so a drain may take no pod; allow at least 1 by maxUnavailable",
    ]);
    expect(said(budgetBlocksDrain, [manifest(), budget({})])[0]).toContain(
      "error: it states neither 'maxUnavailable' nor 'minAvailable', so a drain may take no pod",
    );
  });

  it('refuses a budget for a DaemonSet, whatever the budget allows', () => {
    const [message] = said(budgetBlocksDrain, [manifest({ kind: 'DaemonSet' }), budget({ maxUnavailable: 1 })]);
    expect(message).toContain('has no scale subresource, so no eviction is ever allowed');
  });

  it('refuses two budgets for the same pods', () => {
    const budgets = [budget({ maxUnavailable: 1 }), budget({ maxUnavailable: 1 }, 'api-too')];
    expect(said(budgetBlocksDrain, [manifest(), ...budgets])[0]).toContain("has PodDisruptionBudget 'shop/api' too");
  });

  it('warns of a budget with which a crash-looping pod would block drains', () => {
    const [message] = said(budgetBlocksDrain, [
      manifest(),
      budget({ maxUnavailable: 1, unhealthyPodEvictionPolicy: undefined }),
    ]);
    expect(message).toMatch(/^warning: one crash-looping pod blocks every drain/);
  });

  it('warns of a budget that selects no pods, such as one in another namespace', () => {
    const [message] = said(budgetBlocksDrain, [manifest({ namespace: 'other' }), budget({ maxUnavailable: 1 })]);
    expect(message).toMatch(/^warning: it selects no pods/);
  });
});

describe('defaults-refuse-pods', () => {
  const range = object('LimitRange', { limits: [{ type: 'Container', default: { memory: '256Mi' } }] }, 'defaults');
  const asking = (resources: unknown) => manifest({ container: { resources } });

  it('refuses a request above the limit that the namespace fills in', () => {
    expect(said(defaultsRefusePods, [range, asking({ requests: { memory: '1Gi' } })])).toEqual([
      "error: container 'api' asks for 1Gi and states no limit, so the namespace's default of 0.25Gi becomes a limit below the request and the API server refuses every pod; state a memory limit",
    ]);
  });

  it.each([
    ['with a limit of its own', { requests: { memory: '1Gi' }, limits: { memory: '1Gi' } }],
    ['below the default', { requests: { memory: '128Mi' } }],
    ['that asks for nothing', {}],
  ])('accepts a container %s', (_, resources) => {
    expect(said(defaultsRefusePods, [range, asking(resources)])).toEqual([]);
  });

  it('accepts any request where the namespace has no defaults', () => {
    expect(said(defaultsRefusePods, [asking({ requests: { memory: '1Gi' } })])).toEqual([]);
  });
});

describe('quota-refuses-pods', () => {
  const quota = (hard: Record<string, string>, more: Record<string, unknown> = {}) =>
    object('ResourceQuota', { hard, ...more }, 'team');

  it('adds up the pods of the namespace, and counts a daemon once for each node on which it may run', () => {
    const daemon = manifest({ kind: 'DaemonSet', name: 'agent' });
    // Two pods of the Deployment, and one of the daemon on each of at most six nodes.
    expect(said(quotaRefusesPods, [manifest(), daemon, quota({ pods: '8', 'requests.cpu': '2' })])).toEqual([]);
    expect(said(quotaRefusesPods, [manifest(), daemon, quota({ pods: '7', 'requests.cpu': '1900m' })])).toEqual([
      "error: the manifests of the namespace ask for 2000m of 'requests.cpu', but its quota allows 1900m; raise the quota, or ask for less",
      "error: the manifests of the namespace ask for 8 of 'pods', but its quota allows 7; raise the quota, or ask for less",
    ]);
  });

  it('renders memory in Gi', () => {
    expect(said(quotaRefusesPods, [manifest(), quota({ 'requests.memory': '256Mi' })])[0]).toContain(
      "ask for 0.5Gi of 'requests.memory', but its quota allows 0.25Gi",
    );
  });

  it('ignores quotas with a scope, because they count only some of the pods', () => {
    const scoped = quota(
      { pods: '0' },
      { scopeSelector: { matchExpressions: [{ scopeName: 'PriorityClass', operator: 'Exists' }] } },
    );
    expect(said(quotaRefusesPods, [manifest(), scoped])).toEqual([]);
  });
});
