import { awsPartition } from '../../values/aws-partition';
import type { Problems } from '../../values/problems';

/** An ARN of the input, which must be of the partition of the cluster's region. */
export interface StatedArn {
  /** Path of the property in the input. */
  readonly property: string;
  readonly arn: string;
  /** Region of the cluster that uses the resource of the ARN. */
  readonly region: string;
}

/**
 * Refuses an ARN of another partition than that of the cluster's region, because an account belongs to one partition and its clusters
 * can use resources of that partition only.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
export function judgeArnPartition({ property, arn, region }: StatedArn, problems: Problems): boolean {
  const wanted = awsPartition(region);
  const [, partition, service, place] = arn.split(':');
  const rule = `be of the partition of ${region}, '${wanted}'`;
  const remedy = `write it as 'arn:${wanted}:${service}:${place}:…', or copy it from the account of the cluster`;
  return problems.require(partition === wanted, property, rule, arn, remedy);
}
