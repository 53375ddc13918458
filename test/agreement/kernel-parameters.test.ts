import { environments } from '../../apps/environments';
import { needsTuner } from '../../lib/specs/kernel/kernel-plan';
import { imageTraits } from '../../lib/specs/machine/image-family';
import type { NodePoolSpec } from '../../lib/specs/pool/node-pool-spec';
import { imageFamilyOf } from '../../lib/specs/pool/node-pool-spec';
import { isGkeValue } from '../../lib/specs/sysctl/gke-sysctls';
import { sysctlDefinition } from '../../lib/specs/sysctl/sysctl-catalogue';
import { bothTrees } from './support/both-trees';
import { nodeKernels } from './support/node-kernels';

const pools = environments.flatMap((input) => {
  const trees = bothTrees(input);
  const own: readonly NodePoolSpec[] = trees.cluster.pools;
  return own.map((pool) => [`${input.name} ${pool.name}`, pool, trees] as const);
});

/** Whether the image of a pool can set this kernel parameter at boot. */
function canBoot(pool: NodePoolSpec, key: string, value: string): boolean {
  const applier = imageTraits(imageFamilyOf(pool))?.bootApplier;
  return applier === 'gke' ? isGkeValue(key, value) : applier !== undefined;
}

describe.each(pools)('kernel parameters of %s', (_, pool, trees) => {
  const { boot, tuner } = nodeKernels(pool.name, trees);
  const groups = boot.map((values) => ({ ...tuner, ...values }));

  it('are the same in every group of nodes', () => {
    expect(boot.length).toBeGreaterThan(0);
    const planned = Object.fromEntries(pool.kernel.sysctls.map(({ key, value }) => [key, value]));
    for (const group of groups) expect(group).toEqual(planned);
  });

  it('have one value each, whichever component applies them', () => {
    for (const values of boot) {
      for (const [key, value] of Object.entries(tuner ?? {})) expect(values[key] ?? value).toBe(value);
    }
  });

  it('are set at boot where the image can set them', () => {
    for (const { key, value } of pool.kernel.sysctls) {
      for (const values of boot) expect([key, key in values]).toEqual([key, canBoot(pool, key, value)]);
    }
  });

  it('are kept by a tuner where kube-proxy may overwrite them or where nothing else sets them', () => {
    const { kubeProxy } = trees.cluster.nodeTuner;
    for (const { key, value } of pool.kernel.sysctls) {
      const isKept = !canBoot(pool, key, value) || (kubeProxy && sysctlDefinition(key)?.kubeProxy === true);
      expect([key, key in (tuner ?? {})]).toEqual([key, isKept]);
    }
  });
});

it('the reference environments cover kernel parameters on both clouds, both kinds of boot, and tuners with and without a taint', () => {
  const tuned = pools.map(([, pool]) => pool).filter(({ kernel }) => needsTuner(kernel));
  expect(new Set(pools.flatMap(([, { kernel }]) => kernel.sysctls.flatMap(({ appliers }) => appliers)))).toEqual(
    new Set(['gke', 'tuner', 'boot-file', 'bottlerocket']),
  );
  expect(new Set(tuned.map(({ startupTaint }) => startupTaint === undefined))).toEqual(new Set([true, false]));
});
