import { containerWithoutResources } from '../../../lib/checks/containers/container-without-resources';
import { linesOf, objectOf } from '../../fixtures/judged-objects';
import { type ManifestOverrides, manifest } from '../../fixtures/manifests';

const said = (overrides: ManifestOverrides, ...more: Parameters<typeof linesOf>[1]) =>
  linesOf(containerWithoutResources, [manifest(overrides), ...more]);

const range = objectOf(
  'LimitRange',
  { limits: [{ type: 'Container', default: { memory: '256Mi' }, defaultRequest: { cpu: '100m', memory: '256Mi' } }] },
  'defaults',
);
const full = { requests: { cpu: '1', memory: '1Gi' }, limits: { memory: '1Gi' } };

it('refuses a container that states nothing, where the namespace fills nothing in', () => {
  expect(said({ container: { resources: {} } })).toEqual([
    "error: Deployment 'shop/api': container 'api' states no CPU request, no memory request, no memory limit, and no LimitRange of its namespace fills that in, so its pods may overload their node; state them",
  ]);
});

it('refuses a container without one of the three, and names it', () => {
  expect(said({ container: { resources: { requests: full.requests } } })).toEqual([
    "error: Deployment 'shop/api': container 'api' states no memory limit, and no LimitRange of its namespace fills that in, so its pods may overload their node; state it",
  ]);
});

it('warns of a container that gets the defaults of its namespace, with their numbers', () => {
  expect(said({ container: { resources: {} } }, range)).toEqual([
    "warning: Deployment 'shop/api': container 'api' states no CPU request, no memory request, no memory limit, so it gets the defaults of its namespace, which know nothing of the program: CPU request 100m, memory request 256Mi, memory limit 256Mi; state what it needs",
  ]);
});

it('refuses a container where the namespace fills in only a part', () => {
  const part = objectOf('LimitRange', { limits: [{ type: 'Container', default: { memory: '256Mi' } }] }, 'defaults');
  expect(said({ container: { resources: {} } }, part)).toEqual([
    "error: Deployment 'shop/api': container 'api' states no CPU request, and no LimitRange of its namespace fills that in, so its pods may overload their node; state it",
  ]);
});

it('judges init containers, sidecars and the pods of every kind', () => {
  const initContainers = [
    { name: 'warm', image: 'example.com/warm:1' },
    { name: 'proxy', image: 'example.com/proxy:1', restartPolicy: 'Always', resources: full },
  ];
  expect(said({ kind: 'Job', pod: { initContainers } })).toEqual([
    expect.stringMatching(/^error: Job 'shop\/api': container 'warm' states no CPU request, /),
  ]);
});

it.each([
  ['states all three', { container: { resources: full } }],
  ['states limits, which are its requests too', { container: { resources: { limits: full.requests } } }],
  ['is bounded by the resources of its pod', { container: { resources: {} }, pod: { resources: full } }],
])('accepts a container that %s', (_, overrides) => {
  expect(said(overrides)).toEqual([]);
});

it('is suppressed by an annotation with a reason', () => {
  const annotations = { 'keelson.dev/ignore-container-without-resources': 'measured next week' };
  expect(said({ annotations, container: { resources: {} } })).toEqual([
    expect.stringMatching(/^suppressed \(measured next week\)/),
  ]);
});
