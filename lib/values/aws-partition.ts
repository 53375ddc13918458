/** A partition of AWS: an isolated group of regions with its own accounts and ARNs. */
interface AwsPartition {
  /** Second field of every ARN of the partition. */
  readonly name: string;
  /** Beginnings of its regions' names, up to the direction. */
  readonly begins: readonly string[];
  /** Principal of EC2 in trust policies. Every other service that keelson names has the same principal in all partitions. */
  readonly ec2: string;
  /** Domain of the endpoints of its regions. */
  readonly domain: string;
}

/** Date of {@link AWS_PARTITIONS}. */
export const AWS_PARTITIONS_AS_OF = '2026-11-27';

const EC2 = 'ec2.amazonaws.com';
const DOMAIN = 'amazonaws.com';

/**
 * Every partition in the SDKs of AWS. The domain of a partition's endpoints (`amazonaws.eu`, `c2s.ic.gov`) does not decide its
 * principals: IAM of `aws-eusc` rejects `ec2.amazonaws.eu`, and EKS in China rejects a node role without `ec2.amazonaws.com.cn`.
 *
 * @see https://github.com/boto/botocore/blob/develop/botocore/data/partitions.json for names, regions and domains (`dnsSuffix`)
 * @see https://github.com/pulumi/pulumi-eks/issues/2341 for aws-eusc
 * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/service_principal
 */
const AWS_PARTITIONS: readonly AwsPartition[] = [
  { name: 'aws', begins: ['us', 'eu', 'ap', 'sa', 'ca', 'me', 'af', 'il', 'mx'], ec2: EC2, domain: DOMAIN },
  { name: 'aws-cn', begins: ['cn'], ec2: 'ec2.amazonaws.com.cn', domain: 'amazonaws.com.cn' },
  { name: 'aws-us-gov', begins: ['us-gov'], ec2: EC2, domain: DOMAIN },
  { name: 'aws-eusc', begins: ['eusc-de'], ec2: EC2, domain: 'amazonaws.eu' },
  { name: 'aws-iso', begins: ['us-iso'], ec2: EC2, domain: 'c2s.ic.gov' },
  { name: 'aws-iso-b', begins: ['us-isob'], ec2: EC2, domain: 'sc2s.sgov.gov' },
  { name: 'aws-iso-e', begins: ['eu-isoe'], ec2: EC2, domain: 'cloud.adc-e.uk' },
  { name: 'aws-iso-f', begins: ['us-isof'], ec2: EC2, domain: 'csp.hci.ic.gov' },
];

/** Form of a region: beginning, direction and number; a zone has a letter at the end. */
const REGION_OR_ZONE =
  /^(?<begin>[a-z]+(?:-[a-z]+)?)-(?:north|south|east|west|central|(?:north|south)(?:east|west))-[1-9]\d?(?<zone>[a-z]?)$/;

/** Second field of every ARN in a region, or in the region of a zone; `aws` for any other text. */
export function awsPartition(regionOrZone: string): string {
  return partitionOf(regionOrZone)?.name ?? 'aws';
}

/** Principal of EC2 in the trust policies of a region. */
export function ec2Principal(region: string): string {
  return partitionOf(region)?.ec2 ?? EC2;
}

/** Domain of the endpoints of AWS in a region, as in `https://sqs.<region>.<domain>`. */
export function awsDomain(region: string): string {
  return partitionOf(region)?.domain ?? DOMAIN;
}

/** Whether a text has the form of a region in a known partition, so that a region that AWS opens later is accepted too. */
export function isAwsRegion(text: string): boolean {
  return partitionOf(text) !== undefined && REGION_OR_ZONE.exec(text)?.groups?.zone === '';
}

function partitionOf(regionOrZone: string): AwsPartition | undefined {
  const begin = REGION_OR_ZONE.exec(regionOrZone)?.groups?.begin;
  return begin === undefined ? undefined : AWS_PARTITIONS.find(({ begins }) => begins.includes(begin));
}
