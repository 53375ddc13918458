import { awsPartition, ec2Principal } from '../../lib/values/aws-partition';

test.each([
  ['eu-central-1', 'aws', 'ec2.amazonaws.com'],
  ['cn-northwest-1', 'aws-cn', 'ec2.amazonaws.com.cn'],
  ['us-gov-west-1', 'aws-us-gov', 'ec2.amazonaws.com'],
  ['eusc-de-east-1', 'aws-eusc', 'ec2.amazonaws.com'],
  ['us-iso-east-1', 'aws-iso', 'ec2.amazonaws.com'],
  ['us-isob-east-1', 'aws-iso-b', 'ec2.amazonaws.com'],
  ['eu-isoe-west-1', 'aws-iso-e', 'ec2.amazonaws.com'],
  ['us-isof-south-1', 'aws-iso-f', 'ec2.amazonaws.com'],
])('%s and its zones are of %s, where EC2 is %s', (region, partition, principal) => {
  expect([region, `${region}a`].map(awsPartition)).toEqual([partition, partition]);
  expect(ec2Principal(region)).toBe(principal);
  expect(ec2Principal(`${region}c`)).toBe(principal);
});
