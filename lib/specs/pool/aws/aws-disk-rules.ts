import type { Problems } from '../../../values/problems';

/** Size and speed of a gp3 volume. */
export interface Gp3Volume {
  readonly sizeGib: number;
  readonly iops: number;
  readonly throughputMibps: number;
}

/** Most IOPS of a gp3 volume for each GiB of its size. */
const IOPS_PER_GIB = 500;

/** Least IOPS of a gp3 volume for each MiB/s of its throughput. */
const IOPS_PER_MIBPS = 4;

/**
 * Refuses a gp3 volume whose size, IOPS and throughput are inconsistent, because EC2 accepts such a launch template and then rejects
 * every instance that is launched from it.
 *
 * @param property path of the disk in the input: `aws.rootDisk`.
 * @see https://docs.aws.amazon.com/ebs/latest/userguide/general-purpose.html
 */
export function judgeAwsDisk(
  { sizeGib, iops, throughputMibps }: Gp3Volume,
  property: string,
  problems: Problems,
): void {
  const most = sizeGib * IOPS_PER_GIB;
  const size = `be at most ${IOPS_PER_GIB} for each GiB of the disk, ${most} for ${sizeGib} GiB`;
  const larger = `lower it, or take ${Math.ceil(iops / IOPS_PER_GIB)} GiB`;
  problems.require(iops <= most, `${property}.iops`, size, iops, larger);
  const fastest = Math.floor(iops / IOPS_PER_MIBPS);
  const speed = `be at most a quarter of the disk's IOPS, ${fastest} MiB/s for ${iops} IOPS`;
  const more = `lower it, or take ${throughputMibps * IOPS_PER_MIBPS} IOPS`;
  problems.require(throughputMibps <= fastest, `${property}.throughputMibps`, speed, throughputMibps, more);
}
