import fc from 'fast-check';
import { EKS_RESERVED_PORTS } from '../../../lib/specs/machine/image-family';
import {
  countPorts,
  missingPorts,
  type PortRange,
  parsePortList,
  renderPortList,
} from '../../../lib/specs/sysctl/sysctl-ports';

const port = fc.integer({ min: 1, max: 65535 });
const range = fc.tuple(port, port).map(([left, right]): PortRange => [Math.min(left, right), Math.max(left, right)]);
const ranges = fc.array(range, { maxLength: 6 });

/** Slow and plain: one port after the other. */
function portsOf(list: readonly PortRange[]): ReadonlySet<number> {
  return new Set(
    list.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, place) => first + place)),
  );
}

test('writes a list as the kernel does: in order, neighbours and overlaps in one range', () => {
  expect(renderPortList(parsePortList('9809,30000-32767,2703,9808,31000') ?? [])).toBe('2703,9808-9809,30000-32767');
});

test("keeps the image's list in that form", () => {
  expect(renderPortList(parsePortList(EKS_RESERVED_PORTS) ?? [])).toBe(EKS_RESERVED_PORTS);
});

test.each(['0', '65536', '5-4', '1-2-3', 'a', '1,,2', ',', '-1'])('refuses %s', (text) => {
  expect(parsePortList(text)).toBeUndefined();
});

test('reads what it writes', () => {
  fc.assert(
    fc.property(ranges, (list) => {
      const text = renderPortList(list);
      expect(renderPortList(parsePortList(text) ?? [])).toBe(text);
      expect(countPorts(list)).toBe(portsOf(list).size);
    }),
    { numRuns: 50 },
  );
});

test('tells the ports that a list lacks', () => {
  fc.assert(
    fc.property(ranges, ranges, (wanted, among) => {
      const has = portsOf(among);
      const expected = [...portsOf(wanted)].filter((each) => !has.has(each));
      expect([...portsOf(missingPorts(wanted, among))].sort()).toEqual(expected.sort());
    }),
    { numRuns: 30 },
  );
});
