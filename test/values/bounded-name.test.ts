import fc from 'fast-check';
import { boundedName } from '../../lib/values/bounded-name';

test('a name of at most the allowed length is returned unchanged', () => {
  expect(boundedName('streaming-main-nodes', 30)).toBe('streaming-main-nodes');
});

test('a longer name keeps its head and stays a DNS label, wherever it is cut', () => {
  expect(boundedName('streaming-main-nodes', 16)).toMatch(/^streaming-[0-9a-f]{6}$/);
  const label = fc.stringMatching(/^[a-z]([a-z0-9-]{0,60}[a-z0-9])?$/);
  fc.assert(
    fc.property(label, (name) => {
      const bounded = boundedName(name, 30);
      expect(bounded.length).toBeLessThanOrEqual(30);
      expect(bounded).toMatch(/^[a-z]([a-z0-9-]*[a-z0-9])?$/);
      if (name.length > 30) expect(bounded).not.toMatch(/--[0-9a-f]{6}$/);
    }),
    { examples: [[`${'a'.repeat(22)}${'-'.repeat(20)}b`]] },
  );
});

test('two long names with the same head stay different', () => {
  const head = 'a'.repeat(40);
  expect(boundedName(`${head}x`, 30)).not.toBe(boundedName(`${head}y`, 30));
});
