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

/** Reference implementation, one port after the other. */
function portsOf(list: readonly PortRange[]): ReadonlySet<number> {
  return new Set(
    list.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, place) => first + place)),
  );
}

test('renders a list as the kernel does: in order, with neighbouring and overlapping ranges joined', () => {
  expect(renderPortList(parsePortList('9809,30000-32767,2703,9808,31000') ?? [])).toBe('2703,9808-9809,30000-32767');
});

test("renders the image's list unchanged", () => {
  expect(renderPortList(parsePortList(EKS_RESERVED_PORTS) ?? [])).toBe(EKS_RESERVED_PORTS);
});

test.each(['0', '65536', '5-4', '1-2-3', 'a', '1,,2', ',', '-1'])('parses the invalid list %s as undefined', (text) => {
  expect(parsePortList(text)).toBeUndefined();
});

test('parses every rendered list', () => {
  fc.assert(
    fc.property(ranges, (list) => {
      const text = renderPortList(list);
      expect(renderPortList(parsePortList(text) ?? [])).toBe(text);
      expect(countPorts(list)).toBe(portsOf(list).size);
    }),
    { numRuns: 50 },
  );
});

test('finds the ports that are missing in a list', () => {
  fc.assert(
    fc.property(ranges, ranges, (wanted, among) => {
      const has = portsOf(among);
      const expected = [...portsOf(wanted)].filter((each) => !has.has(each));
      expect([...portsOf(missingPorts(wanted, among))].sort()).toEqual(expected.sort());
    }),
    { numRuns: 30 },
  );
});
