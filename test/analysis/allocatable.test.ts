import fc from 'fast-check';
import { allocatable } from '../../lib/analysis/allocatable';

const MIB = 2 ** 20;
const GIB = 2 ** 30;

test('an EKS node reserves 255 MiB, 11 MiB per pod and a share of its cores', () => {
  expect(allocatable({ vcpu: 4, memoryGib: 16, maxPods: 110, platform: 'eks' })).toEqual({
    cpuMillis: 4000 - 60 - 10 - 10,
    memoryBytes: 16 * GIB - (255 + 11 * 110) * MIB - 100 * MIB,
    pods: 110,
  });
});

test('a GKE node reserves memory by tiers', () => {
  const kept = 0.25 * 4 + 0.2 * 4 + 0.1 * 8 + 0.06 * 16;
  expect(allocatable({ vcpu: 8, memoryGib: 32, maxPods: 110, platform: 'gke' })).toEqual({
    cpuMillis: 8000 - 60 - 10 - 10 - 10,
    memoryBytes: Math.floor(32 * GIB - kept * GIB - 100 * MIB),
    pods: 110,
  });
});

test('a GKE node of more than 110 pods reserves 400 millicores more', () => {
  const machine = { vcpu: 8, memoryGib: 32, platform: 'gke' } as const;
  const [few, many] = [110, 111].map((maxPods) => allocatable({ ...machine, maxPods }).cpuMillis);
  expect((few ?? 0) - (many ?? 0)).toBe(400);
});

test('a GKE node of less than 1 GiB reserves 255 MiB', () => {
  expect(allocatable({ vcpu: 1, memoryGib: 0.5, maxPods: 8, platform: 'gke' }).memoryBytes).toBe(
    (512 - 255 - 100) * MIB,
  );
});

test('a machine that is too small for its pods has 0 allocatable, never a negative number', () => {
  expect(allocatable({ vcpu: 1, memoryGib: 1, maxPods: 250, platform: 'eks' }).memoryBytes).toBe(0);
});

test('a larger machine never has less allocatable', () => {
  const platform = fc.constantFrom('eks' as const, 'gke' as const);
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 447 }),
      fc.integer({ min: 1, max: 4000 }),
      platform,
      (vcpu, memoryGib, on) => {
        const small = allocatable({ vcpu, memoryGib, maxPods: 110, platform: on });
        const large = allocatable({ vcpu: vcpu + 1, memoryGib: memoryGib + 1, maxPods: 110, platform: on });
        expect(large.cpuMillis).toBeGreaterThan(small.cpuMillis);
        expect(large.memoryBytes).toBeGreaterThanOrEqual(small.memoryBytes);
        expect(small.cpuMillis).toBeLessThan(vcpu * 1000);
      },
    ),
  );
});
