import type { WorkloadInput } from '../../../../lib/specs/workload/workload-input';
import { awsPool } from '../../../fixtures/aws-environment';
import { serviceInput } from '../../../fixtures/service-input';
import { AT, judgeService, judgeWorkloads } from '../judge-service';

test.each<[string, Partial<WorkloadInput>, readonly string[]]>([
  [
    'a daemon with a container',
    { kind: 'daemon', namespace: 'keelson-system' },
    [
      `'kind' must be 'deployment' with 'container', got 'daemon'; write 'deployment', or leave 'container' out and define the pods in a chart of your own`,
    ],
  ],
  [
    'a job with a container',
    { kind: 'job' },
    [
      `'kind' must be 'deployment' with 'container', got 'job'; write 'deployment', or leave 'container' out and define the pods in a chart of your own`,
    ],
  ],
  [
    'a service in the network of the node',
    { namespace: 'keelson-system', hostNetwork: true },
    [
      `'hostNetwork' must be false with 'container', because two pods of a service could not share the ports of a node, got true; leave it out, or define the pods in a chart of your own`,
    ],
  ],
  [
    'a name that leaves no room for what is added to it',
    { name: `c${'a'.repeat(46)}` },
    [
      `'name' must have at most 46 characters for a service, because names of its objects end with more, got 'c${'a'.repeat(46)}'; shorten it by 1`,
    ],
  ],
  [
    'the same Secret twice, and one with a name that no Secret has',
    { pullSecrets: ['registry', 'registry', 'Registry'] },
    [
      `'pullSecrets' must name every Secret once, got 'registry'; remove or rename one of them`,
      `'pullSecrets[2]' must be lower-case letters, digits, dashes and dots, at most 253, first and last a letter or digit, got 'Registry'; write the name of the object as it is in the cluster`,
    ],
  ],
])('%s is refused', (_, overrides, messages) => {
  const at = AT.replace('cart', overrides.name ?? 'cart');
  expect(judgeService(overrides)).toEqual(messages.map((message) => `${at}${message}`));
});

test('a container beside the text of a pod is refused', () => {
  expect(judgeService({ podYaml: { text: 'kind: Pod' } })).toContain(
    `${AT}'podYaml' must be absent with 'container', got 'both'; keep 'container', or let the text of 'podYaml' state the containers`,
  );
});

const REMEDY = "state 'container', so that keelson writes the pods, or remove it and let your own chart say it";

test.each<[keyof WorkloadInput, Partial<WorkloadInput>, string]>([
  ['health', { health: { kind: 'tcp' } }, '{"kind":"tcp"}'],
  ['sidecars', { sidecars: [] }, '[]'],
  ['metrics', { metrics: {} }, '{}'],
  ['pullSecrets', { pullSecrets: ['registry'] }, '["registry"]'],
  ['singleBecause', { singleBecause: 'a batch' }, "'a batch'"],
])('%s is refused where nothing makes the workload a service', (name, overrides, value) => {
  const { container: _, health: __, ...workload } = serviceInput();
  expect(judgeWorkloads([{ ...workload, ...overrides }])).toEqual([
    `${AT}'${name}' must be absent without 'container' or 'podYaml', got ${value}; ${REMEDY}`,
  ]);
});

test('two services whose charts would have one name are refused, and with a chart of their own they are accepted', () => {
  const team = (name: string) => ({ name, quota: { cpu: '8', memory: '16Gi', pods: 20 }, groups: [] });
  const cluster = { pools: [awsPool()], teams: [team('shop'), team('shop-eu')] };
  const [one, other] = [serviceInput({ name: 'eu-cart' }), serviceInput({ namespace: 'shop-eu' })];
  expect(judgeWorkloads([one, other], cluster)).toEqual([
    "environment 'paas' > cluster 'main': 'workloads' must have services whose charts have different names; both would be '60-shop-eu-cart', got 'shop/eu-cart and shop-eu/cart'; rename one of them",
  ]);
  const { container: _, health: __, ...own } = other;
  expect(judgeWorkloads([one, own], cluster)).toEqual([]);
});

test('a service with the name of the chart that hands another one over is refused', () => {
  const target = { kind: 'cpu', percentOfRequest: 70 } as const;
  const handedOver = (handover: boolean) => serviceInput({ replicas: { min: 2, max: 4, target, handover } });
  const other = serviceInput({ name: 'cart-handover' });
  expect(judgeWorkloads([handedOver(true), other])).toEqual([
    "environment 'paas' > cluster 'main': 'workloads' must have services whose charts have different names; both would be '60-shop-cart-handover', got 'shop/cart and shop/cart-handover'; rename one of them",
  ]);
  expect(judgeWorkloads([other, handedOver(false)])).toEqual([]);
});

test('a service may run in the namespace of the platform', () => {
  expect(judgeService({ namespace: 'keelson-system' })).toEqual([]);
});
