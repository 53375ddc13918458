import type { AwsPoolInput } from '../../../../lib/specs/pool/aws/aws-pool-input';
import type { AwsNodePoolInput } from '../../../../lib/specs/pool/node-pool-input';
import { awsCluster, awsEnvironment, awsPool } from '../../../fixtures/aws-environment';
import { problemsOf } from '../../problems-of';

const part = awsPool().aws;
const awsPoolWith = (overrides: Partial<AwsNodePoolInput>) =>
  awsEnvironment({ clusters: [awsCluster({ pools: [awsPool(overrides)], workloads: [] })] });
const awsPartWith = (overrides: Partial<AwsPoolInput>) => awsPoolWith({ aws: { ...part, ...overrides } });

test('refuses an image family of the other cloud', () => {
  expect(
    problemsOf(awsPartWith({ image: { family: 'cos' as 'al2023', source: { amiId: 'ami-0123456789abcdef0' } } })),
  ).toEqual([
    "environment 'paas' > cluster 'main' > pool 'general': 'aws.image.family' must be one of 'al2023', 'ubuntu', 'bottlerocket', got 'cos'; choose one of them",
  ]);
});

test('refuses bootstrap.sh on al2023', () => {
  expect(
    problemsOf(
      awsPartWith({
        image: {
          family: 'al2023',
          source: {
            ssmParameter:
              '/aws/service/eks/optimized-ami/1.34/amazon-linux-2023/x86_64/standard/amazon-eks-node-al2023-x86_64-standard-1.34-v20261020/image_id',
          },
          bootstrap: 'bootstrap.sh',
        },
      }),
    ),
  ).toEqual([
    "environment 'paas' > cluster 'main' > pool 'general': 'aws.image.bootstrap' must be 'nodeadm' for 'al2023', got 'bootstrap.sh'; leave it out",
  ]);
});

test('refuses a bootstrap choice on bottlerocket', () => {
  expect(
    problemsOf(
      awsPartWith({
        image: { family: 'bottlerocket', source: { amiId: 'ami-0123456789abcdef0' }, bootstrap: 'nodeadm' },
      }),
    ),
  ).toEqual([
    "environment 'paas' > cluster 'main' > pool 'general': 'aws.image.bootstrap' must be absent for 'bottlerocket', which reads its settings as TOML, got 'nodeadm'; leave it out",
  ]);
});

test('refuses an instance store on an image that cannot use it', () => {
  expect(
    problemsOf(
      awsPoolWith({
        machine: { type: 'm6id.xlarge', vcpu: 4, memoryGib: 16 },
        aws: { ...part, image: { family: 'ubuntu', source: { amiId: 'ami-0123456789abcdef0' } }, instanceStore: true },
      }),
    ),
  ).toEqual([
    "environment 'paas' > cluster 'main' > pool 'general': 'aws.instanceStore' must be false for 'ubuntu', which cannot use NVMe disks at boot, got true; use 'al2023', which sets the disks up at boot, or a larger root disk",
  ]);
});

test('refuses a root disk smaller than the image', () => {
  expect(problemsOf(awsPartWith({ rootDisk: { sizeGib: 10 } }))).toEqual([
    "environment 'paas' > cluster 'main' > pool 'general': 'aws.rootDisk.sizeGib' must be a whole number of 20 to 65536 GiB, got 10; raise it",
  ]);
});

test('refuses an invalid image id', () => {
  expect(problemsOf(awsPartWith({ image: { family: 'al2023', source: { amiId: 'ami-latest' } } }))).toEqual([
    "environment 'paas' > cluster 'main' > pool 'general': 'aws.image.source.amiId' must be an image id: 'ami-' and 17 hexadecimal digits, got 'ami-latest'; copy it from the image",
  ]);
});

test('refuses a parameter that is not a path', () => {
  expect(problemsOf(awsPartWith({ image: { family: 'al2023', source: { ssmParameter: 'recommended' } } }))).toEqual([
    "environment 'paas' > cluster 'main' > pool 'general': 'aws.image.source.ssmParameter' must be the path of an SSM parameter, from '/aws/service/', got 'recommended'; copy it from the page of the image",
  ]);
});

test('refuses a parameter of the recommended image, whose value changes', () => {
  expect(
    problemsOf(
      awsPartWith({
        image: {
          family: 'al2023',
          source: {
            ssmParameter: '/aws/service/eks/optimized-ami/1.34/amazon-linux-2023/x86_64/standard/recommended/image_id',
          },
        },
      }),
    ),
  ).toEqual([
    "environment 'paas' > cluster 'main' > pool 'general': 'aws.image.source.ssmParameter' must name one version of the image, got '/aws/service/eks/optimized-ami/1.34/amazon-linux-2023/x86_64/standard/recommended/image_id'; replace the floating part by a version, because otherwise machines are replaced whenever a new image is published",
  ]);
});

test('refuses a parameter of the latest image, whose value changes', () => {
  expect(
    problemsOf(
      awsPartWith({
        image: {
          family: 'bottlerocket',
          source: { ssmParameter: '/aws/service/bottlerocket/aws-k8s-1.34/x86_64/latest/image_id' },
        },
      }),
    ),
  ).toEqual([
    "environment 'paas' > cluster 'main' > pool 'general': 'aws.image.source.ssmParameter' must name one version of the image, got '/aws/service/bottlerocket/aws-k8s-1.34/x86_64/latest/image_id'; replace the floating part by a version, because otherwise machines are replaced whenever a new image is published",
  ]);
});

test('refuses a parameter of the current image, whose value changes', () => {
  expect(
    problemsOf(
      awsPartWith({
        image: {
          family: 'ubuntu',
          source: {
            ssmParameter: '/aws/service/canonical/ubuntu/eks/24.04/1.34/stable/current/amd64/hvm/ebs-gp3/ami-id',
          },
        },
      }),
    ),
  ).toEqual([
    "environment 'paas' > cluster 'main' > pool 'general': 'aws.image.source.ssmParameter' must name one version of the image, got '/aws/service/canonical/ubuntu/eks/24.04/1.34/stable/current/amd64/hvm/ebs-gp3/ami-id'; replace the floating part by a version, because otherwise machines are replaced whenever a new image is published",
  ]);
});

test('refuses a parameter of the stable image without a serial, whose value changes', () => {
  expect(
    problemsOf(
      awsPartWith({
        image: {
          family: 'ubuntu',
          source: { ssmParameter: '/aws/service/canonical/ubuntu/eks/24.04/1.34/stable/amd64/hvm/ebs-gp3/ami-id' },
        },
      }),
    ),
  ).toEqual([
    "environment 'paas' > cluster 'main' > pool 'general': 'aws.image.source.ssmParameter' must name one version of the image, got '/aws/service/canonical/ubuntu/eks/24.04/1.34/stable/amd64/hvm/ebs-gp3/ami-id'; replace the floating part by a version, because otherwise machines are replaced whenever a new image is published",
  ]);
});

test('refuses an image of another family', () => {
  expect(
    problemsOf(
      awsPartWith({
        image: {
          family: 'bottlerocket',
          source: {
            ssmParameter:
              '/aws/service/eks/optimized-ami/1.34/amazon-linux-2023/x86_64/standard/amazon-eks-node-al2023-x86_64-standard-1.34-v20261020/image_id',
          },
        },
      }),
    ),
  ).toEqual([
    "environment 'paas' > cluster 'main' > pool 'general': 'aws.image.source.ssmParameter' must be a path of 'bottlerocket', got '/aws/service/eks/optimized-ami/1.34/amazon-linux-2023/x86_64/standard/amazon-eks-node-al2023-x86_64-standard-1.34-v20261020/image_id'; change the family or the path, which is of 'al2023'",
  ]);
});

test('refuses an image of another architecture', () => {
  expect(
    problemsOf(
      awsPartWith({
        image: {
          family: 'al2023',
          source: {
            ssmParameter:
              '/aws/service/eks/optimized-ami/1.34/amazon-linux-2023/arm64/standard/amazon-eks-node-al2023-arm64-standard-1.34-v20261020/image_id',
          },
        },
      }),
    ),
  ).toEqual([
    "environment 'paas' > cluster 'main' > pool 'general': 'aws.image.source.ssmParameter' must be an image for the machine's architecture, amd64, got '/aws/service/eks/optimized-ami/1.34/amazon-linux-2023/arm64/standard/amazon-eks-node-al2023-arm64-standard-1.34-v20261020/image_id'; change the path or the machine",
  ]);
});

test('refuses an image of another Kubernetes minor', () => {
  expect(
    problemsOf(
      awsPartWith({
        image: {
          family: 'al2023',
          source: {
            ssmParameter:
              '/aws/service/eks/optimized-ami/1.33/amazon-linux-2023/x86_64/standard/amazon-eks-node-al2023-x86_64-standard-1.33-v20261020/image_id',
          },
        },
      }),
    ),
  ).toEqual([
    "environment 'paas' > cluster 'main' > pool 'general': 'aws.image.source.ssmParameter' must be an image of Kubernetes 1.34, the version of the control plane, got '/aws/service/eks/optimized-ami/1.33/amazon-linux-2023/x86_64/standard/amazon-eks-node-al2023-x86_64-standard-1.33-v20261020/image_id'; choose the path of that version",
  ]);
});

test.each([
  ['another family', 'bottlerocket/aws-k8s-1.34/x86_64/latest/image_id', "a path of 'al2023'"],
  [
    'another minor',
    'eks/optimized-ami/1.33/amazon-linux-2023/x86_64/standard/recommended/image_id',
    'an image of Kubernetes 1.34, the version of the control plane',
  ],
  [
    'another architecture',
    'eks/optimized-ami/1.34/amazon-linux-2023/arm64/standard/recommended/image_id',
    "an image for the machine's architecture, amd64",
  ],
])('refuses the promotion of an image of %s', (_, path, rule) => {
  const window = { days: ['monday'], start: '01:00', end: '23:00' } as const;
  const reboots = { kind: 'replace', promotion: { window, fromParameter: `/aws/service/${path}` } } as const;
  const image = { family: 'al2023', source: { amiId: 'ami-0123456789abcdef0' } } as const;
  const problems = problemsOf(awsPoolWith({ reboots, aws: { ...part, image } }));
  expect(problems).toHaveLength(1);
  expect(problems[0]).toContain(`'reboots.promotion.fromParameter' must be ${rule}, got '/aws/service/${path}'; `);
});
