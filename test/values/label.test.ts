import fc from 'fast-check';
import { requireKubeletLabel } from '../../lib/values/kubelet-label';
import { parseLabelKey, parseLabelValue } from '../../lib/values/label';
import { isRepelling, parseTaint } from '../../lib/values/taint';
import { refusalOf } from './refusal';

const alphanumeric = fc.constantFrom(...'abcXYZ019');
const middle = fc.string({ unit: fc.constantFrom(...'abcXYZ019-_.'), maxLength: 61 });
const namePart = fc.tuple(alphanumeric, middle, alphanumeric).map((parts) => parts.join(''));

test('every name of up to 63 characters is accepted as a key and as a value', () => {
  fc.assert(fc.property(namePart, (text) => parseLabelKey(text) === text && parseLabelValue(text) === text));
});

test('a value that the API server refuses is refused', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 80 }), (text) => {
      if (refusalOf(() => parseLabelValue(text)) !== 'accepted') return;
      expect(text).toMatch(/^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/);
      expect(text.length).toBeLessThanOrEqual(63);
    }),
  );
});

test.each(['', '/a', 'a/', 'a/b/c', 'Example.com/a', 'a..b/c', '-a', 'a-', 'x'.repeat(64), `${'a.'.repeat(127)}a/b`])(
  'refuses the invalid key %j',
  (key) => {
    expect(refusalOf(() => parseLabelKey(key))).toContain("'key' must be a label key");
  },
);

test.each(['example.com/dedicated', 'dedicated', 'a.b-c.d/E_f.g'])('accepts the key %j', (key) => {
  expect(parseLabelKey(key)).toBe(key);
});

test("of Kubernetes' own namespaces the kubelet may use two, and everything below them", () => {
  const taken = ['node.kubernetes.io/x', 'a.node.kubernetes.io/x', 'kubelet.kubernetes.io/x', 'example.com/x', 'plain'];
  for (const key of taken) expect(requireKubeletLabel(key)).toBe(key);
  const refused = [
    'kubernetes.io/x',
    'node-role.kubernetes.io/x',
    'node-restriction.kubernetes.io/x',
    'x.k8s.io/y',
    'k8s.io/y',
  ];
  for (const key of refused) expect(refusalOf(() => requireKubeletLabel(key))).toContain('the kubelet exits at start');
  expect(requireKubeletLabel('notkubernetes.io/x')).toBe('notkubernetes.io/x');
});

test('a label that every node gets by itself is refused, although the kubelet may set it', () => {
  for (const key of ['kubernetes.io/hostname', 'topology.kubernetes.io/zone', 'node.kubernetes.io/instance-type']) {
    expect(refusalOf(() => requireKubeletLabel(key))).toBe(
      `'key' must not be a label that every node gets by itself, got '${key}'; remove it; the node has this label without it`,
    );
  }
});

test('only PreferNoSchedule does not repel pods without a toleration', () => {
  expect(isRepelling({ key: 'a', effect: 'NoSchedule' })).toBe(true);
  expect(isRepelling({ key: 'a', effect: 'NoExecute' })).toBe(true);
  expect(isRepelling({ key: 'a', effect: 'PreferNoSchedule' })).toBe(false);
});

test('a taint is judged by key, value and effect', () => {
  expect(parseTaint({ key: 'a', effect: 'NoExecute' })).toEqual({ key: 'a', effect: 'NoExecute' });
  expect(refusalOf(() => parseTaint({ key: 'a', value: '-', effect: 'NoExecute' }))).toContain("'value' must be");
  expect(refusalOf(() => parseTaint({ key: 'a', effect: 'noexecute' as 'NoExecute' }))).toContain(
    "'effect' must be one of",
  );
});
