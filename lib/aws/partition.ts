import { awsPartition } from '../values/aws-partition';

/** ARN of a policy that AWS maintains. */
export function managedPolicyArn(region: string, name: string): string {
  return `arn:${awsPartition(region)}:iam::aws:policy/${name}`;
}

/** The service principal of EC2, which alone among those used here differs between partitions. */
export function ec2ServicePrincipal(region: string): string {
  return awsPartition(region) === 'aws-cn' ? 'ec2.amazonaws.com.cn' : 'ec2.amazonaws.com';
}
