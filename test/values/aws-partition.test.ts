import { awsDomain, awsPartition, ec2Principal } from '../../lib/values/aws-partition';

test.each([
  ['eu-central-1', 'aws', 'ec2.amazonaws.com'],
  ['cn-northwest-1', 'aws-cn', 'ec2.amazonaws.com.cn'],
  ['us-gov-west-1', 'aws-us-gov', 'ec2.amazonaws.com'],
  ['eusc-de-east-1', 'aws-eusc', 'ec2.amazonaws.com'],
  ['us-iso-east-1', 'aws-iso', 'ec2.amazonaws.com'],
  ['us-isob-east-1', 'aws-iso-b', 'ec2.amazonaws.com'],
  ['eu-isoe-west-1', 'aws-iso-e', 'ec2.amazonaws.com'],
  ['us-isof-south-1', 'aws-iso-f', 'ec2.amazonaws.com'],
])('%s and its zones are in the partition %s, where the principal of EC2 is %s', (region, partition, principal) => {
  expect([region, `${region}a`].map(awsPartition)).toEqual([partition, partition]);
  expect(ec2Principal(region)).toBe(principal);
  expect(ec2Principal(`${region}c`)).toBe(principal);
});

test.each([
  ['eu-central-1', 'amazonaws.com'],
  ['cn-northwest-1', 'amazonaws.com.cn'],
  ['us-gov-west-1', 'amazonaws.com'],
  ['eusc-de-east-1', 'amazonaws.eu'],
  ['us-iso-east-1', 'c2s.ic.gov'],
  ['us-isob-east-1', 'sc2s.sgov.gov'],
  ['eu-isoe-west-1', 'cloud.adc-e.uk'],
  ['us-isof-south-1', 'csp.hci.ic.gov'],
])('the endpoints of %s are in the domain %s', (region, domain) => {
  expect(awsDomain(region)).toBe(domain);
});
