import * as fc from 'fast-check';
import { type HealthProbes, probeSum, probesPerSecond, rounded, shareOut } from '../../lib/analysis/health-probes';

const probes = fc.record<HealthProbes>({
  balancers: fc.integer({ min: 1, max: 1000 }),
  nodes: fc.integer({ min: 1, max: 1000 }),
  zones: fc.integer({ min: 1, max: 4 }),
  intervalSeconds: fc.integer({ min: 1, max: 300 }),
});

test('a balancer for each of 300 services asks a hundred nodes 9000 times a second, a shared one on three nodes about once', () => {
  const each = { balancers: 300, nodes: 100, zones: 3, intervalSeconds: 10 };
  const shared = { balancers: 1, nodes: 3, zones: 3, intervalSeconds: 10 };
  expect(probesPerSecond(each)).toBe(9000);
  expect(probesPerSecond(shared)).toBeCloseTo(0.9);
  expect(probeSum(each)).toBe('300 x 100 nodes x 3 zones / 10 s = 9000/s');
  expect(probeSum(shared)).toBe('1 x 3 nodes x 3 zones / 10 s = 0.9/s');
});

test('probes grow with each factor, and shrink with the interval', () => {
  fc.assert(
    fc.property(
      probes,
      fc.constantFrom('balancers', 'nodes', 'zones'),
      fc.integer({ min: 2, max: 9 }),
      (own, factor, times) => {
        const more = { ...own, [factor]: own[factor] * times };
        const slower = { ...own, intervalSeconds: own.intervalSeconds * times };
        expect(probesPerSecond(more)).toBeCloseTo(probesPerSecond(own) * times, 6);
        expect(probesPerSecond(slower)).toBeCloseTo(probesPerSecond(own) / times, 6);
      },
    ),
  );
});

/** Share of the nodes that are out, by the chances of every state after many checks: in or out, and how many checks in a row speak against it. */
function shareByChances(pods: number, unhealthyAfter: number, healthyAfter: number): number {
  const failing = 1 / pods;
  let inside = [1, ...Array.from({ length: unhealthyAfter - 1 }, () => 0)];
  let outside = Array.from({ length: healthyAfter }, () => 0);
  const sum = (chances: readonly number[]): number => chances.reduce((total, each) => total + each, 0);
  const last = (chances: readonly number[]): number => chances.at(-1) ?? 0;
  for (let check = 0; check < 10_000; check += 1) {
    const back = last(outside) * (1 - failing);
    const gone = last(inside) * failing;
    const nextInside = [sum(inside) * (1 - failing) + back, ...inside.slice(0, -1).map((each) => each * failing)];
    outside = [sum(outside) * failing + gone, ...outside.slice(0, -1).map((each) => each * (1 - failing))];
    inside = nextInside;
  }
  return sum(outside);
}

test.each([
  [2, 2, 2],
  [3, 2, 2],
  [10, 2, 2],
  [2, 6, 2],
  [4, 3, 1],
])(
  'the share of %i pods, out after %i and back after %i checks, is that of all chances',
  (pods, unhealthyAfter, healthyAfter) => {
    const share = shareOut({ pods, unhealthyAfter, healthyAfter });
    expect(share).toBeCloseTo(shareByChances(pods, unhealthyAfter, healthyAfter), 9);
  },
);

test('the only pod takes every node out, and more pods or more failures take fewer', () => {
  const count = fc.integer({ min: 2, max: 100 });
  const checks = fc.integer({ min: 1, max: 6 });
  expect(shareOut({ pods: 1, unhealthyAfter: 2, healthyAfter: 2 })).toBe(1);
  fc.assert(
    fc.property(count, checks, checks, (pods, unhealthyAfter, healthyAfter) => {
      const share = shareOut({ pods, unhealthyAfter, healthyAfter });
      expect(share).toBeGreaterThan(0);
      expect(share).toBeLessThan(1);
      expect(shareOut({ pods: pods + 1, unhealthyAfter, healthyAfter })).toBeLessThan(share);
      expect(shareOut({ pods, unhealthyAfter: unhealthyAfter + 1, healthyAfter })).toBeLessThan(share);
    }),
  );
});

test.each([
  [9000, '9000'],
  [12.34, '12'],
  [0.9, '0.9'],
  [0.0456, '0.046'],
  [3, '3'],
  [0, '0'],
])('shows %d as %s', (value, text) => {
  expect(rounded(value)).toBe(text);
});
