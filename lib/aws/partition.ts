import { awsPartition } from '../values/aws-partition';

/** ARN of a policy that AWS maintains, in the partition of the region. */
export function managedPolicyArn(region: string, name: string): string {
  return `arn:${awsPartition(region)}:iam::aws:policy/${name}`;
}

/** Service principal of EC2: of the services that keelson uses, only EC2 has another principal in the China partition. */
export function ec2ServicePrincipal(region: string): string {
  return awsPartition(region) === 'aws-cn' ? 'ec2.amazonaws.com.cn' : 'ec2.amazonaws.com';
}
