import { setTimeout as sleep } from 'node:timers/promises';
import { describeObject, type ManifestObject } from '../../harness/control-plane-apply';
import { isOurs, type JudgedCluster } from './judged-cluster';

/**
 * Deletes the objects that the managed fields attribute to us, last applied first, and waits until the cluster is as it was
 * before.
 *
 * @returns objects that are missing from the inventory, objects in it that were never applied, and objects that were not deleted.
 */
export async function prune(
  cluster: JudgedCluster,
  manifests: readonly ManifestObject[],
  timeoutSeconds = 120,
): Promise<readonly string[]> {
  const paths = await Promise.all(manifests.map(({ object }) => cluster.types.pathOf(object)));
  const ours = (await cluster.inventory()).filter(isOurs);
  const found = new Set(ours.map(({ path }) => path));
  const missing = manifests.filter((_, index) => !found.has(paths[index] ?? ''));
  const strays = ours.filter(({ path }) => !paths.includes(path));
  const latestFirst = [...ours].sort((left, right) => paths.indexOf(right.path) - paths.indexOf(left.path));
  for (const { path } of latestFirst) await cluster.plane.request('DELETE', `${path}?propagationPolicy=Background`);
  return [
    ...missing.map(({ object }) => `${describeObject(object)} was applied and is not in the inventory`),
    ...strays.map(({ key }) => `${key} is in the inventory and was not applied`),
    ...(await awaitNothing(cluster, timeoutSeconds)),
  ];
}

async function awaitNothing(cluster: JudgedCluster, timeoutSeconds: number): Promise<readonly string[]> {
  const deadline = Date.now() + timeoutSeconds * 1000;
  for (;;) {
    const left = await cluster.inventory();
    if (left.length === 0) return [];
    if (Date.now() > deadline) return left.map(({ key }) => `${key} is still there after ${timeoutSeconds} s`);
    await sleep(500);
  }
}
