import { crossZoneShare, type PathLeg, pathSums, tlsProcessors } from '../../lib/analysis/request-path';
import { SeededRandom } from '../specs/mutations/seeded-random';

const leg = (overrides: Partial<PathLeg> = {}): PathLeg => ({
  from: 'a',
  to: 'b',
  nats: 0,
  endsTls: false,
  ...overrides,
});

test('a balancer and a proxy are two hops over three connections', () => {
  expect(pathSums([leg({ endsTls: true }), leg(), leg()])).toEqual({
    hops: 2,
    connections: 3,
    nats: 0,
    tlsTerminations: 1,
  });
});

test('kube-proxy on the way is a hop and a NAT, but no connection', () => {
  expect(pathSums([leg({ endsTls: true }), leg({ nats: 1 }), leg()])).toEqual({
    hops: 3,
    connections: 3,
    nats: 1,
    tlsTerminations: 1,
  });
});

test('a client beside its pod takes no hop, and neither does a way without connections', () => {
  expect(pathSums([leg()]).hops).toBe(0);
  expect(pathSums([]).hops).toBe(0);
});

test('two of three zones are other zones', () => {
  const zones = ['a', 'b', 'c'];
  expect(crossZoneShare(zones, zones)).toBeCloseTo(2 / 3);
  expect(crossZoneShare(['a'], ['a'])).toBe(0);
  expect(crossZoneShare(['a'], ['b'])).toBe(1);
  expect(crossZoneShare(['a', 'b'], ['b', 'c'])).toBeCloseTo(3 / 4);
  expect(crossZoneShare([], ['a'])).toBe(0);
});

test('5000 handshakes a second take 2.5 processors with P-256 and 5 with RSA-2048', () => {
  expect(tlsProcessors(5000)).toEqual({ ecdsa: 2.5, rsa: 5 });
  expect(tlsProcessors(0)).toEqual({ ecdsa: 0, rsa: 0 });
});

describe('with random numbers', () => {
  const random = new SeededRandom(17);
  const zonesOf = () => ['a', 'b', 'c', 'd', 'e'].filter(() => random.below(2) === 1);

  test('the share is that of all pairs of a proxy and a pod, counted one by one, and the same in both directions', () => {
    for (let round = 0; round < 500; round += 1) {
      const [proxies, pods] = [zonesOf(), zonesOf()];
      const pairs = proxies.flatMap((proxy) => pods.map((pod) => proxy !== pod));
      const share = pairs.length === 0 ? 0 : pairs.filter((crosses) => crosses).length / pairs.length;
      expect(crossZoneShare(proxies, pods)).toBeCloseTo(share);
      expect(crossZoneShare([...pods, ...pods], proxies)).toBeCloseTo(share);
    }
  });

  test('hops are connections but the last one, and all NATs', () => {
    for (let round = 0; round < 500; round += 1) {
      const legs = Array.from({ length: 1 + random.below(8) }, () =>
        leg({ nats: random.below(3), endsTls: random.below(2) === 1 }),
      );
      const { hops, connections, nats, tlsTerminations } = pathSums(legs);
      expect(hops).toBe(connections - 1 + nats);
      expect(tlsTerminations).toBeLessThanOrEqual(connections);
      expect(pathSums([...legs, leg({ nats: 1 })]).hops).toBe(hops + 2);
    }
  });

  test('processors grow with handshakes, and RSA never takes fewer than P-256', () => {
    for (let round = 0; round < 500; round += 1) {
      const handshakes = random.below(1_000_000);
      const [less, more] = [tlsProcessors(handshakes), tlsProcessors(handshakes + 1)];
      expect(less.rsa).toBeGreaterThanOrEqual(less.ecdsa);
      expect(more.ecdsa).toBeGreaterThan(less.ecdsa);
    }
  });
});
