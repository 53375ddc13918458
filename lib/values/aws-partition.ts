const PARTITION_BY_REGION_PREFIX: readonly (readonly [prefix: string, partition: string])[] = [
  ['cn-', 'aws-cn'],
  ['us-gov-', 'aws-us-gov'],
  ['eusc-', 'aws-eusc'],
];
const PARTITIONS: readonly string[] = ['aws', ...PARTITION_BY_REGION_PREFIX.map(([, partition]) => partition)];

/** Second field of every ARN in a region: `aws`, except in China, GovCloud and the European sovereign cloud, which have their own. */
export function awsPartition(region: string): string {
  return PARTITION_BY_REGION_PREFIX.find(([prefix]) => region.startsWith(prefix))?.[1] ?? 'aws';
}

/** Whether the regions of a partition are listed here; AWS has further partitions, open to few customers, that no rule judges. */
export function isKnownPartition(partition: string): boolean {
  return PARTITIONS.includes(partition);
}
