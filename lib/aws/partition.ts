import { awsPartition } from '../values/aws-partition';

/** ARN of a policy that AWS maintains, in the partition of the region. */
export function managedPolicyArn(region: string, name: string): string {
  return `arn:${awsPartition(region)}:iam::aws:policy/${name}`;
}
