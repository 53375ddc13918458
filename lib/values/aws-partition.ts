const PARTITION_BY_REGION_PREFIX: readonly (readonly [prefix: string, partition: string])[] = [
  ['cn-', 'aws-cn'],
  ['us-gov-', 'aws-us-gov'],
  ['eusc-', 'aws-eusc'],
];
const PARTITIONS: readonly string[] = ['aws', ...PARTITION_BY_REGION_PREFIX.map(([, partition]) => partition)];

/** Second field of every ARN in a region: `aws`, but for China, GovCloud and the European sovereign cloud. */
export function awsPartition(region: string): string {
  return PARTITION_BY_REGION_PREFIX.find(([prefix]) => region.startsWith(prefix))?.[1] ?? 'aws';
}

/** Whether a partition is one whose regions are known; AWS has others, which it opens to few. */
export function isKnownPartition(partition: string): boolean {
  return PARTITIONS.includes(partition);
}
