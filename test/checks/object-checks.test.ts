import type { Check } from '../../lib/checks/check';
import { defaultsRefusePods } from '../../lib/checks/defaults-refuse-pods';
import { budgetBlocksDrain } from '../../lib/checks/drains/budget-blocks-drain';
import { imageWithoutVersion } from '../../lib/checks/image-without-version';
import { runChecks } from '../../lib/checks/run-checks';
import { serviceLoadBalancer } from '../../lib/checks/service-load-balancer';
import type { EnvironmentInput } from '../../lib/specs/environment/environment-input';
import type { KubernetesObject } from '../../lib/values/kubernetes-object';
import { awsEnvironment } from '../fixtures/aws-environment';
import { ingressEnvironment } from '../fixtures/ingress-environment';
import { hpa, scaled, withSpec } from '../fixtures/judged-objects';
import { manifest, modelOf } from '../fixtures/manifests';

function said(
  check: Check,
  objects: readonly KubernetesObject[],
  environment: EnvironmentInput = awsEnvironment(),
): string[] {
  return runChecks(modelOf(environment, objects), [check]).map(({ severity, message }) => `${severity}: ${message}`);
}

function object(kind: string, spec: unknown, name = 'api'): KubernetesObject {
  return { apiVersion: 'v1', kind, metadata: { name, namespace: 'shop' }, spec };
}

describe('service-load-balancer', () => {
  it.each([['ClusterIP'], ['NodePort'], [undefined]])('accepts type %s', (type) => {
    expect(said(serviceLoadBalancer, [object('Service', { type })])).toEqual([]);
  });

  const balanced = { type: 'LoadBalancer', selector: { 'keelson.dev/workload': 'api' } };

  it('refuses a Service of type LoadBalancer, with its probes, what one dead pod takes out, and the alternative', () => {
    expect(said(serviceLoadBalancer, [object('Service', balanced), manifest({ replicas: 2 })])).toEqual([
      "error: type LoadBalancer makes a public balancer that Terraform does not manage; its checks come to 1 x 2 nodes x 3 zones / 10 s = 0.6/s, those of a shared ingress to 1 x 3 nodes x 3 zones / 10 s = 0.9/s; while one of 2 pods is dead, 0.091 of 2 nodes on average are out of their balancer, because a check of a node goes on to any pod; use type ClusterIP behind the cluster's shared ingress",
    ]);
  });

  it('counts the probes of all such Services together, and needs no workload', () => {
    const services = ['api', 'cart', 'shop'].map((name) => object('Service', { type: 'LoadBalancer' }, name));
    const lines = said(serviceLoadBalancer, services);
    expect(lines).toHaveLength(3);
    expect(lines[0]).toContain('the checks of all 3 come to 3 x 2 nodes');
    expect(lines[0]).toContain('while one of 2 pods is dead');
  });

  it('says of a single pod that every node is out while it is dead', () => {
    const [line] = said(serviceLoadBalancer, [object('Service', balanced), manifest({ replicas: 1 })]);
    expect(line).toContain('while its one pod is dead, 2 of 2 nodes on average are out of their balancer');
  });

  it('compares with the proxies of the ingress that the cluster has, and says for Google what a check does not see', () => {
    const service = { ...object('Service', balanced), metadata: { name: 'api', namespace: 'video' } };
    const pods = manifest({ namespace: 'video', replicas: 4 });
    expect(said(serviceLoadBalancer, [service, pods], ingressEnvironment())).toEqual([
      "error: type LoadBalancer makes a public balancer that Terraform does not manage; its checks come to 1 x 6 nodes x 3 zones / 10 s = 1.8/s, those of a shared ingress to 1 x 3 nodes x 3 zones / 5 s = 1.8/s; while one of 4 pods is dead, 1 request in 4 fails, because a check asks the node and no pod; use type ClusterIP behind the cluster's shared ingress",
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

  it('counts an autoscaled workload with the minimum of its autoscaler', () => {
    expect(said(budgetBlocksDrain, [scaled(), hpa(3, 9), budget({ minAvailable: 3 })])).toEqual([
      "error: it wants 3 of the 3 pods of Deployment 'shop/api', as few as the autoscaler leaves, at all times, so no pod may be evicted; use 'maxUnavailable' instead",
    ]);
    expect(said(budgetBlocksDrain, [scaled(), hpa(3, 9), budget({ minAvailable: 2 })])).toEqual([]);
    // From 0 pods the autoscaler comes back with one, which could not be evicted.
    expect(said(budgetBlocksDrain, [scaled(), hpa(0, 9), budget({ minAvailable: 1 })])).toHaveLength(1);
    expect(said(budgetBlocksDrain, [scaled(), hpa(0, 9), budget({ minAvailable: 0 })])).toEqual([]);
  });

  it('adds up the pods of all workloads that a budget selects, and ignores those that are switched off', () => {
    const canary = withSpec(
      { template: { metadata: { labels: selector.matchLabels } } },
      { name: 'canary', replicas: 1 },
    );
    expect(said(budgetBlocksDrain, [manifest(), canary, budget({ minAvailable: 2 })])).toEqual([]);
    expect(said(budgetBlocksDrain, [manifest(), canary, budget({ minAvailable: 3 })])).toEqual([
      "error: it wants 3 of the 3 pods of Deployment 'shop/api', Deployment 'shop/canary' at all times, so no pod may be evicted; use 'maxUnavailable' instead",
    ]);
    expect(said(budgetBlocksDrain, [manifest({ replicas: 0 }), budget({ minAvailable: 1 })])).toEqual([]);
  });

  it('refuses a budget that selects the pods of a job, unless a number of pods has to stay', () => {
    const job = manifest({ kind: 'Job' });
    expect(said(budgetBlocksDrain, [job, budget({ maxUnavailable: 1 })])).toEqual([
      "error: Job 'shop/api' has no scale subresource, so no eviction is ever allowed while it runs; give its pods labels that the budget does not select",
    ]);
    expect(said(budgetBlocksDrain, [job, budget({ minAvailable: '10%' })])).toHaveLength(1);
    expect(said(budgetBlocksDrain, [job, budget({ minAvailable: 1 })])).toEqual([]);
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

  it('warns of a budget without a selector, which selects nothing, and takes an empty one for all pods', () => {
    const twin = budget({ maxUnavailable: 1 }, 'twin');
    const bare = budget({ maxUnavailable: 1, selector: undefined });
    expect(said(budgetBlocksDrain, [manifest(), bare, twin])).toEqual([
      expect.stringMatching(/^warning: it selects no pods/),
    ]);
    const empty = budget({ maxUnavailable: 1, selector: {} });
    expect(said(budgetBlocksDrain, [manifest(), empty, twin])).toEqual([
      "error: Deployment 'shop/api' has PodDisruptionBudget 'shop/api' too, and the API server refuses every eviction of a pod with two budgets; keep one of them",
    ]);
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
