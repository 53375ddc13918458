import { awsPartition } from '../../values/aws-partition';
import type { Problems } from '../../values/problems';

/** An ARN that somebody stated. */
export interface StatedArn {
  /** What the ARN is called in messages. */
  readonly property: string;
  readonly arn: string;
  /** Region of the cluster that uses what the ARN names. */
  readonly region: string;
}

/**
 * An account lies in one partition, and so does everything that its clusters can use.
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
