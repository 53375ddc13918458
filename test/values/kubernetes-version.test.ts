import fc from 'fast-check';
import { KubernetesVersion } from '../../lib/values/kubernetes-version';
import { refusalOf } from './refusal';

const minor = fc.integer({ min: 0, max: 999 });

test('reads back what it writes, and counts minors', () => {
  fc.assert(
    fc.property(minor, minor, (one, other) => {
      const [left, right] = [KubernetesVersion.parse(`1.${one}`), KubernetesVersion.parse(`1.${other}`)];
      expect(left.toString()).toBe(`1.${one}`);
      expect(left.minorsAfter(right)).toBe(one - other);
    }),
  );
});

test('takes 1.10 for later than 1.9', () => {
  expect(KubernetesVersion.parse('1.10').minorsAfter(KubernetesVersion.parse('1.9'))).toBe(1);
});

test('takes a step to another major for no step of one minor', () => {
  expect(KubernetesVersion.parse('2.0').minorsAfter(KubernetesVersion.parse('1.99'))).toBeGreaterThan(1);
});

test.each(['1', '1.', '1.33.2', 'v1.33', '1.033', '01.33', 'latest', '1.33-gke.1', ''])('refuses %j', (text) => {
  expect(refusalOf(() => KubernetesVersion.parse(text))).toContain("'version' must be a Kubernetes minor");
});
