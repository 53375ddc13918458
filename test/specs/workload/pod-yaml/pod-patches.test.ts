import { EnvironmentSpec } from '../../../../lib/specs/environment/environment-spec';
import type { JsonPatchInput } from '../../../../lib/specs/workload/pod-yaml/pod-yaml-input';
import { hasPodYaml } from '../../../../lib/specs/workload/workload-spec';
import { type PodDraft, podEnvironment, podProblems, podText } from '../../../fixtures/pod-workload';

const POINTER =
  "correct it: '/spec/containers/0/image' is the image of the first container, and '~1' stands for '/' in a name";

/** The pod after patches. */
function patched(patches: readonly JsonPatchInput[], change: (pod: PodDraft) => void = () => {}) {
  const [cluster] = EnvironmentSpec.from(podEnvironment({ text: podText(change), patches })).clusters;
  const [workload] = cluster?.workloads ?? [];
  if (workload === undefined || !hasPodYaml(workload)) throw new Error('the workload has no pod');
  return workload.podYaml.pod;
}

/** Messages about patches. */
function refused(...patches: readonly JsonPatchInput[]): readonly string[] {
  return podProblems({ text: podText(), patches });
}

const args = (pod: PodDraft) => Object.assign(pod.spec.containers[0], { args: ['a', 'b', 'c'] });

test.each<[string, readonly JsonPatchInput[], readonly string[]]>([
  ['adds before an item', [{ op: 'add', path: '/spec/containers/0/args/1', value: '"x"' }], ['a', 'x', 'b', 'c']],
  ['adds behind the last item', [{ op: 'add', path: '/spec/containers/0/args/-', value: '"x"' }], ['a', 'b', 'c', 'x']],
  ['adds at the end by number', [{ op: 'add', path: '/spec/containers/0/args/3', value: '"x"' }], ['a', 'b', 'c', 'x']],
  ['removes an item', [{ op: 'remove', path: '/spec/containers/0/args/0' }], ['b', 'c']],
  ['replaces an item', [{ op: 'replace', path: '/spec/containers/0/args/1', value: '"x"' }], ['a', 'x', 'c']],
  [
    'moves an item to the end',
    [{ op: 'move', from: '/spec/containers/0/args/0', path: '/spec/containers/0/args/2' }],
    ['b', 'c', 'a'],
  ],
  [
    'copies an item to the front',
    [{ op: 'copy', from: '/spec/containers/0/args/2', path: '/spec/containers/0/args/0' }],
    ['c', 'a', 'b', 'c'],
  ],
  [
    'applies patches in their order',
    [
      { op: 'test', path: '/spec/containers/0/args', value: '["a","b","c"]' },
      { op: 'remove', path: '/spec/containers/0/args/0' },
      { op: 'replace', path: '/spec/containers/0/args/0', value: '"x"' },
    ],
    ['x', 'c'],
  ],
])('a patch %s', (_, patches, wanted) => {
  expect(patched(patches, args).spec.containers[0]?.['args']).toEqual(wanted);
});

test('labels can be added to a pod that has none, by names with a slash and a tilde', () => {
  const { metadata } = patched([
    { op: 'add', path: '/metadata/labels/app.kubernetes.io~1part-of', value: '"shop"' },
    { op: 'add', path: '/metadata/annotations/example.com~1constructor', value: '"a~b"' },
  ]);
  expect(metadata).toEqual({
    labels: { 'app.kubernetes.io/part-of': 'shop' },
    annotations: { 'example.com/constructor': 'a~b' },
  });
});

test('a copy of a part is a part of its own, also where the text shared it by an anchor', () => {
  const text = podText((pod) =>
    pod.spec.containers.push({ ...pod.spec.containers[0], name: 'second', ports: [], readinessProbe: undefined }),
  );
  const shared = text
    .replace('"resources":', '"resources":&small ')
    .replace(/("name":"second".*"resources":)\{.*?\}\}/, '$1*small ');
  expect(shared).toContain('*small');
  const patches: readonly JsonPatchInput[] = [
    { op: 'replace', path: '/spec/containers/1/resources/requests/cpu', value: '"1"' },
  ];
  expect(podProblems({ text: shared, patches })).toEqual([]);
  const [cluster] = EnvironmentSpec.from(podEnvironment({ text: shared, patches })).clusters;
  const { podYaml } = cluster?.workloads[0] ?? {};
  expect(podYaml?.pod.spec.containers.map(({ resources }) => resources?.requests?.['cpu'])).toEqual(['250m', '1']);
});

test('the same text with the same patches gives the same bytes, and replacing keeps the order of members', () => {
  const patches: readonly JsonPatchInput[] = [{ op: 'replace', path: '/spec/containers/0/name', value: '"api"' }];
  const [first, second] = [patched(patches), patched(patches)];
  expect(JSON.stringify(first)).toBe(JSON.stringify(second));
  expect(Object.keys(first.spec.containers[0] ?? {})[0]).toBe('name');
});

test('a patch of another value than the expected one refuses the pod', () => {
  expect(refused({ op: 'test', path: '/spec/containers/0/name', value: '"api"' })).toEqual([
    `'podYaml.patches[0].value' must be the value at '/spec/containers/0/name', "web", got '"api"'; the text has changed; adapt the patches`,
  ]);
});

test.each<[JsonPatchInput, string]>([
  [{ op: 'add', path: '/spec/containers/0/tty' }, "'value' must be stated for 'add', got nothing; state it"],
  [{ op: 'remove', path: '/spec/x', value: '1' }, "'value' must be absent for 'remove', got '1'; remove it"],
  [{ op: 'copy', path: '/spec/x' }, "'from' must be stated for 'copy', got nothing; state it"],
  [{ op: 'test', path: '/spec/x', from: '/y', value: '1' }, "'from' must be absent for 'test', got '/y'; remove it"],
  [
    { op: 'add', path: '/spec/containers/0/image', value: 'cart:2' },
    `'value' must be JSON text, got 'cart:2'; write text in quotes of its own: '"500m"'`,
  ],
  [
    { op: 'move', from: '/spec/containers', path: '/spec/containers/0/env' },
    "'path' must not lie within 'from' (/spec/containers), got '/spec/containers/0/env'; move it to another place",
  ],
])('refuses %j', (patch, message) => {
  const [member = '', ...rest] = message.split(/(?<=^'\w+)'/);
  expect(refused(patch)).toEqual([`'podYaml.patches[0].${member.slice(1)}'${rest.join("'")}`]);
});

test.each<[JsonPatchInput['op'], string]>([
  ['remove', '/spec/containers/length'],
  ['remove', '/spec/containers/toString'],
  ['remove', '/spec/containers/-'],
  ['remove', '/spec/containers/00'],
  ['remove', '/spec/nothing'],
  ['remove', ''],
  ['remove', 'spec/containers'],
  ['remove', '/spec/a~2b'],
  ['replace', '/spec/containers/1'],
  ['replace', '/spec/constructor'],
  ['test', '/spec/__proto__'],
])("%s refuses the place '%s', which the pod does not have", (op, path) => {
  const value = op === 'remove' ? {} : { value: '{}' };
  expect(refused({ op, path, ...value })).toEqual([
    `'podYaml.patches[0].path' must point to a place that the pod has, got '${path}'; ${POINTER}`,
  ]);
});

test.each(['/spec/containers/2', '/spec/containers/x', '/spec/nothing/below', '/spec/containers/0/name/x'])(
  "add refuses the place '%s', around which there is nothing",
  (path) => {
    expect(refused({ op: 'add', path, value: '1' })).toEqual([
      `'podYaml.patches[0].path' must point to a list or an object that the pod has, got '${path}'; ${POINTER}`,
    ]);
  },
);

test('a name that every object inherits becomes a member, which the rules of fields refuse', () => {
  const messages = refused({ op: 'add', path: '/spec/__proto__', value: '{"hostNetwork":true}' });
  expect(messages).toHaveLength(1);
  expect(messages[0]).toContain("'podYaml.spec.__proto__' must be a field of PodSpec in Kubernetes 1.37");
});

test('patches may repair what the rules would refuse, and the first patch that fails is the only one that is told', () => {
  const patches: readonly JsonPatchInput[] = [{ op: 'remove', path: '/spec/nodeSelector' }];
  const text = podText((pod) => Object.assign(pod.spec, { nodeSelector: { disk: 'ssd' } }));
  expect(podProblems({ text, patches })).toEqual([]);
  expect(podProblems({ text, patches: [...patches, ...patches, ...patches] })).toEqual([
    `'podYaml.patches[1].path' must point to a place that the pod has, got '/spec/nodeSelector'; ${POINTER}`,
  ]);
});
