import fc from 'fast-check';
import { KubernetesVersion } from '../../lib/values/kubernetes-version';
import { refusalOf } from './refusal';

const minor = fc.integer({ min: 0, max: 999 });

test('parses the text of a version back, and counts the minors between two versions', () => {
  fc.assert(
    fc.property(minor, minor, (one, other) => {
      const [left, right] = [KubernetesVersion.parse(`1.${one}`), KubernetesVersion.parse(`1.${other}`)];
      expect(left.toString()).toBe(`1.${one}`);
      expect(left.minorsAfter(right)).toBe(one - other);
    }),
  );
});

test('orders 1.10 after 1.9', () => {
  expect(KubernetesVersion.parse('1.10').minorsAfter(KubernetesVersion.parse('1.9'))).toBe(1);
});

test('does not count a step to another major as a step of one minor', () => {
  expect(KubernetesVersion.parse('2.0').minorsAfter(KubernetesVersion.parse('1.99'))).toBeGreaterThan(1);
});

test.each(['1', '1.', '1.33.2', 'v1.33', '1.033', '01.33', 'latest', '1.33-gke.1', ''])(
  'refuses %j, which is not a Kubernetes minor',
  (text) => {
    expect(refusalOf(() => KubernetesVersion.parse(text))).toContain("'version' must be a Kubernetes minor");
  },
);
