import fc from 'fast-check';
import { eksZoneAddresses } from '../../lib/analysis/eks-address-capacity';
import { gkeAddresses, gkePodAddressesPerNode } from '../../lib/analysis/gke-address-capacity';

test.each([
  [8, 16],
  [16, 32],
  [30, 64],
  [32, 64],
  [33, 128],
  [64, 128],
  [65, 256],
  [110, 256],
  [128, 256],
  [129, 512],
  [256, 512],
])('with %i pods per node GKE reserves %i addresses for each node', (maxPods, addresses) => {
  expect(gkePodAddressesPerNode(maxPods)).toBe(addresses);
});

test("GKE's reservation is the smallest power of two that holds twice the pods", () => {
  fc.assert(
    fc.property(fc.integer({ min: 8, max: 256 }), (maxPods) => {
      const addresses = gkePodAddressesPerNode(maxPods);
      expect(Number.isInteger(Math.log2(addresses))).toBe(true);
      expect(addresses).toBeGreaterThanOrEqual(2 * maxPods);
      expect(addresses / 2).toBeLessThan(2 * maxPods);
    }),
  );
});

test('a GKE cluster counts the surge of every zone', () => {
  const need = gkeAddresses([
    { name: 'core', maxNodes: 12, zones: 3, maxSurge: 1, maxPods: 110 },
    { name: 'edge', maxNodes: 6, zones: 3, maxSurge: 2, maxPods: 32 },
  ]);
  expect(need.pools.map((pool) => [pool.nodes, pool.podAddresses])).toEqual([
    [15, 15 * 256],
    [12, 12 * 64],
  ]);
  expect(need.podTotal).toBe(4608);
  expect(need.nodeTotal).toBe(27 + 4 + 8);
});

test('a zone of EKS without pools takes only the reserved addresses', () => {
  expect(eksZoneAddresses([], true).total).toBe(21);
});

test('an EKS node takes whole prefixes, a warm one, and one block that its own addresses make unusable', () => {
  const pool = { name: 'a', maxNodes: 10, maxHealthyPercent: 110, maxPods: 110, vcpu: 4 };
  expect(eksZoneAddresses([pool], true)).toEqual({
    pools: [{ name: 'a', nodes: 11, addressesPerNode: 16 * (7 + 1 + 1), addresses: 1584 }],
    total: 1605,
  });
});

test.each([
  [2, 10],
  [8, 15],
  [48, 30],
  [96, 50],
])('without prefix delegation a machine of %i vCPU takes a warm interface of %i addresses', (vcpu, warm) => {
  const pool = { name: 'a', maxNodes: 1, maxHealthyPercent: 100, maxPods: 29, vcpu };
  expect(eksZoneAddresses([pool], false).pools[0]?.addressesPerNode).toBe(1 + 29 + warm);
});

test('more nodes, pods or surge never take fewer addresses', () => {
  const nodes = fc.integer({ min: 0, max: 500 });
  const pods = fc.integer({ min: 4, max: 250 });
  fc.assert(
    fc.property(nodes, pods, fc.boolean(), (maxNodes, maxPods, prefixes) => {
      const total = (more: object) =>
        eksZoneAddresses([{ name: 'a', maxNodes, maxHealthyPercent: 110, maxPods, vcpu: 8, ...more }], prefixes).total;
      expect(total({ maxNodes: maxNodes + 1 })).toBeGreaterThan(total({}));
      expect(total({ maxPods: maxPods + 16 })).toBeGreaterThanOrEqual(total({}));
      expect(total({ maxHealthyPercent: 200 })).toBeGreaterThanOrEqual(total({}));
    }),
  );
});
