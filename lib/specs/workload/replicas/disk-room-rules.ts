import type { Problems } from '../../../values/problems';
import { parseQuantity, renderGib } from '../../../values/quantity';
import type { NodePoolSpec } from '../../pool/node-pool-spec';
import { scratchOf } from '../container/container-scratch';
import { heapDumpFolders } from '../jvm/heap-dump-folder';
import { type ContainerWorkloadSpec, hasContainer, type ServiceSpec } from '../workload-spec';

/**
 * Share of a disk that pods may request: the kubelet keeps the rest free before it evicts pods. Images, and GKE's own reservation, take
 * more of it, so that a pod just below the bound may still find no node.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/#hard-eviction-thresholds
 */
const SHARE = 0.9;

const GIB = 2 ** 30;

/** Refuses a service whose pod asks for more disk space than a node of any of its pools has: it would stay pending for ever. */
export function judgeDiskRoom(workload: ServiceSpec, problems: Problems): void {
  if (!hasContainer(workload)) return;
  const disks = workload.pools.map((pool) => ({ name: pool.name, sizeGib: diskGibOf(pool) }));
  const wanted = scratchBytes(workload);
  // A pool whose local disks hold the pods' files is not judged, because their size depends on the machine.
  const fits = disks.some(({ sizeGib }) => sizeGib === undefined || wanted <= sizeGib * GIB * SHARE);
  const sizes = disks.map(({ name, sizeGib = 0 }) => {
    return `${sizeGib}Gi of '${name}' x ${SHARE * 100} percent = ${renderGib(sizeGib * GIB * SHARE)}`;
  });
  problems.require(
    fits,
    'container.scratch',
    `fit the disk of a node, with the scratch of the sidecars: ${sizes.join(', ')}`,
    renderGib(wanted),
    "lower 'scratch', the sizes of writable folders or 'jvm.heapDump', or give the pool a larger disk",
  );
}

function scratchBytes({ container, jvm, sidecars }: ContainerWorkloadSpec): number {
  const writable = [...container.writable, ...heapDumpFolders(jvm)];
  const all = [{ ...container, writable }, ...sidecars];
  return all.reduce((sum, each) => sum + parseQuantity(scratchOf(each)), 0);
}

/** Size of the disk that holds the files of pods; undefined where these are on local disks of the machine. */
function diskGibOf(pool: NodePoolSpec): number | undefined {
  if (pool.cloud === 'aws') return pool.aws.instanceStore ? undefined : pool.aws.rootDisk.sizeGib;
  const isLocal = pool.google.localSsdCount > 0 || pool.machine.type.includes('-lssd');
  return isLocal ? undefined : pool.google.disk.sizeGib;
}
