import fc from 'fast-check';
import {
  type EksPoolDemand,
  eksNodeAddresses,
  eksSubnetNeed,
  type MachineInterfaces,
  usualInterfaces,
} from '../../lib/analysis/eks-address-capacity';
import { eksSubnetHolds, eksSubnetRoom } from '../../lib/analysis/eks-subnet-room';
import { gkeAddresses, gkePodAddressesPerNode } from '../../lib/analysis/gke-address-capacity';
import { reachableNodes } from '../../lib/analysis/reachable-nodes';

const LARGE: MachineInterfaces = { interfaces: 3, addressesPerInterface: 10 };
const XLARGE: MachineInterfaces = { interfaces: 4, addressesPerInterface: 15 };
const STORAGE: MachineInterfaces = { interfaces: 4, addressesPerInterface: 3 };

function demand(more: Partial<EksPoolDemand> = {}): EksPoolDemand {
  return { name: 'a', nodes: 10, maxPods: 110, machines: [XLARGE], ...more };
}

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

test('a GKE cluster needs a block for each node in the pod range and an address in the node range', () => {
  const need = gkeAddresses([
    { name: 'core', nodes: 15, maxPods: 110 },
    { name: 'edge', nodes: 12, maxPods: 32 },
  ]);
  expect(need.pools.map((pool) => pool.podAddresses)).toEqual([15 * 256, 12 * 64]);
  expect(need.podTotal).toBe(4608);
  expect(need.nodeTotal).toBe(27 + 4 + 8);
});

test.each([
  // 110 pods fill 7 blocks, and the first interface has 14 slots for them.
  ['a usual node', 110, XLARGE, { blocks: 7, singles: 1 }],
  ['exactly full blocks', 112, XLARGE, { blocks: 7, singles: 1 }],
  ['one pod more', 113, XLARGE, { blocks: 8, singles: 1 }],
  ['few pods', 4, XLARGE, { blocks: 1, singles: 1 }],
  // 250 pods fill 16 blocks, and an interface of a large machine has 9 slots.
  ['more than one interface', 250, LARGE, { blocks: 16, singles: 2 }],
  // 250 pods want 16 blocks, and 4 interfaces of 2 slots take 8.
  ['more than the machine can address', 250, STORAGE, { blocks: 8, singles: 4 }],
  ['a type that no table knows', 250, usualInterfaces(2), { blocks: 16, singles: 2 }],
])('with prefixes %s takes whole blocks and an address for each interface', (_, maxPods, machine, expected) => {
  expect(eksNodeAddresses({ maxPods, machines: [machine] }, true)).toEqual(expected);
});

test.each([
  // 29 pods want 4 interfaces of 9 pod addresses, and the machine has 3 of 10.
  ['a machine at its limit', 29, LARGE, 30],
  ['pods beyond the limit', 110, XLARGE, 60],
  // 14 pods fill the first interface exactly, 15 attach a second one.
  ['one interface', 14, XLARGE, 15],
  ['a second interface', 15, XLARGE, 30],
  ['a type that no table knows', 110, usualInterfaces(4), 8 * 15],
])('without prefixes %s takes whole interfaces', (_, maxPods, machine, singles) => {
  expect(eksNodeAddresses({ maxPods, machines: [machine] }, false)).toEqual({ blocks: 0, singles });
});

test.each([
  [2, 10],
  [8, 15],
  [48, 30],
  [96, 50],
])('a type of %i vCPU that no table knows is taken to have interfaces of %i addresses', (vcpu, addresses) => {
  expect(usualInterfaces(vcpu)).toEqual({ interfaces: Number.POSITIVE_INFINITY, addressesPerInterface: addresses });
});

test('a pool of several types takes as much as the hungriest of them', () => {
  const machines = [STORAGE, XLARGE];
  expect(eksNodeAddresses({ maxPods: 250, machines }, true)).toEqual({ blocks: 16, singles: 4 });
});

test('a subnet needs the sum over its pools', () => {
  const need = eksSubnetNeed([demand(), demand({ name: 'b', nodes: 3, maxPods: 250, machines: [LARGE] })], true);
  expect(need).toMatchObject({ blocks: 10 * 7 + 3 * 16, nodeSingles: 10 * 1 + 3 * 2 });
  expect(eksSubnetNeed([], true)).toEqual({ pools: [], blocks: 0, nodeSingles: 0 });
});

describe('the room of a /24', () => {
  const subnet = { size: 256, isReserved: true, hasControlPlane: true };

  test('is 7 reserved blocks, because the last one ends with the broadcast address, and what is left of the lower half', () => {
    // The lower half has 8 blocks: AWS spoils one, the control plane one, and three nodes one each.
    expect(eksSubnetRoom(subnet, 3)).toEqual({
      reservedBlocks: 7,
      otherBlocks: 3,
      singles: 128,
      keptByAws: 4,
      controlPlane: 16,
    });
  });

  test('is one range without a reservation', () => {
    // 16 blocks, of which AWS spoils the first and the last, the control plane one, and three nodes one each.
    const room = eksSubnetRoom({ ...subnet, isReserved: false }, 3);
    expect(room).toEqual({ reservedBlocks: 0, otherBlocks: 10, singles: 256, keptByAws: 5, controlPlane: 16 });
  });

  test('is larger where the control plane has no interfaces', () => {
    expect(eksSubnetRoom({ ...subnet, hasControlPlane: false }, 3)).toMatchObject({ otherBlocks: 4, controlPlane: 0 });
  });

  test('never falls below nothing', () => {
    expect(eksSubnetRoom(subnet, 100).otherBlocks).toBe(0);
  });

  test('holds as many nodes with as without a reservation', () => {
    const holds = (nodes: number, isReserved: boolean) =>
      eksSubnetHolds({ ...subnet, isReserved }, eksSubnetNeed([demand({ nodes, maxPods: 32 })], true));
    // Four nodes take 8 blocks of 7 + (8 - 2 - 4) = 9, five take 10 of 7 + 1 = 8.
    expect([4, 5].map((nodes) => holds(nodes, true))).toEqual([true, false]);
    expect([4, 5].map((nodes) => holds(nodes, false))).toEqual([true, false]);
  });

  test('holds single addresses of the whole subnet without prefixes', () => {
    const holds = (nodes: number) =>
      eksSubnetHolds({ ...subnet, isReserved: false }, eksSubnetNeed([demand({ nodes })], false));
    // 5 + 16 + 3 x 60 = 201, and 4 x 60 would be 261.
    expect([3, 4].map(holds)).toEqual([true, false]);
  });
});

test('more nodes or pods never need less', () => {
  const nodes = fc.integer({ min: 0, max: 500 });
  const pods = fc.integer({ min: 4, max: 250 });
  fc.assert(
    fc.property(nodes, pods, fc.boolean(), (count, maxPods, prefixes) => {
      const need = (more: Partial<EksPoolDemand>) => {
        const { blocks, nodeSingles } = eksSubnetNeed([demand({ nodes: count, maxPods, ...more })], prefixes);
        return [blocks, nodeSingles] as const;
      };
      const [blocks, singles] = need({});
      for (const more of [{ nodes: count + 1 }, { maxPods: maxPods + 16 }]) {
        const [moreBlocks, moreSingles] = need(more);
        expect(moreBlocks).toBeGreaterThanOrEqual(blocks);
        expect(moreSingles).toBeGreaterThanOrEqual(singles);
      }
    }),
  );
});

describe('nodes that fit', () => {
  const dear = { from: 1, to: 5, cost: 10 };
  const cheap = { from: 2, to: 8, cost: 1 };
  const within = (room: number) => (nodes: readonly number[]) => 10 * (nodes[0] ?? 0) + (nodes[1] ?? 0) <= room;

  test('are all of them where there is room', () => {
    expect(reachableNodes([dear, cheap], within(58))).toBe(13);
  });

  test('are counted as if the dearest came first', () => {
    // The first nodes take 10 + 2 = 12. Of 30 more three dear nodes fit, of 29 more two.
    expect(reachableNodes([dear, cheap], within(42))).toBe(3 + 3);
    expect(reachableNodes([dear, cheap], within(41))).toBe(3 + 2);
  });

  test('are those of the beginning where nothing more fits', () => {
    expect(reachableNodes([dear, cheap], within(12))).toBe(3);
  });
});
