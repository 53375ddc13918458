import { awsMachineFacts, awsMachineTypes } from '../../../lib/specs/machine/aws-machine-facts';

/** Interfaces and addresses, copied by hand from the list of the VPC CNI: amazon-vpc-cni-k8s, pkg/vpc/vpc_ip_resource_limit.go. */
const ADDRESSES: readonly (readonly [type: string, interfaces: number, addresses: number])[] = [
  ['t2.medium', 3, 6],
  ['t3.micro', 2, 2],
  ['m6i.large', 3, 10],
  ['m6i.xlarge', 4, 15],
  ['m6i.4xlarge', 8, 30],
  ['c5.18xlarge', 15, 50],
  ['r6g.medium', 2, 4],
  ['u-6tb1.112xlarge', 15, 50],
];

/** vCPU and GiB, copied by hand from the pages of the instance types. */
const SIZES: readonly (readonly [type: string, vcpu: number, gib: number])[] = [
  ['t3.micro', 2, 1],
  ['m6i.xlarge', 4, 16],
  ['c6i.2xlarge', 8, 16],
  ['r6g.8xlarge', 32, 256],
  ['m7i-flex.large', 2, 8],
  ['c5n.18xlarge', 72, 192],
  ['x2idn.32xlarge', 128, 2048],
  ['u-6tb1.112xlarge', 448, 6144],
];

describe('awsMachineFacts', () => {
  it.each(ADDRESSES)('has for %s %d interfaces of %d addresses', (type, interfaces, addresses) => {
    expect(awsMachineFacts(type)).toMatchObject({ interfaces, addressesPerInterface: addresses });
  });

  it.each(SIZES)('has for %s %d vCPU and %d GiB', (type, vcpu, gib) => {
    expect(awsMachineFacts(type)).toMatchObject({ vcpu, memoryMib: gib * 1024 });
  });

  it('has the architecture arm64 for Graviton types and amd64 for others', () => {
    const types = ['a1.large', 't4g.small', 'g5g.xlarge', 'm6i.large', 'm7a.large'];
    expect(types.map((type) => awsMachineFacts(type)?.architecture)).toEqual([
      'arm64',
      'arm64',
      'arm64',
      'amd64',
      'amd64',
    ]);
  });

  it('lists the types with NVMe disks, without old generations that have SATA disks', () => {
    const types = ['m6id.large', 'i3.large', 'z1d.large', 'm6i.large', 'c3.large', 'x1.16xlarge'];
    expect(types.filter((type) => awsMachineFacts(type)?.hasInstanceStore)).toEqual([
      'm6id.large',
      'i3.large',
      'z1d.large',
    ]);
  });

  it('lists the types that run on Nitro, bare metal included', () => {
    const types = ['t2.medium', 'm4.large', 'i3.large', 'm5.metal', 't3.small'];
    expect(types.filter((type) => awsMachineFacts(type)?.isNitro)).toEqual(['m5.metal', 't3.small']);
  });

  it('lists the types that accept the argument ebs_optimized', () => {
    const types = ['t2.medium', 'c3.8xlarge', 'c3.xlarge', 't3.medium'];
    expect(types.filter((type) => awsMachineFacts(type)?.takesEbsOptimized)).toEqual(['c3.xlarge', 't3.medium']);
  });

  it('lists the types that are not offered as spot', () => {
    const types = ['u-6tb1.112xlarge', 'hpc7g.4xlarge', 'm6i.large'];
    expect(types.filter((type) => awsMachineFacts(type)?.isSoldAsSpot)).toEqual(['m6i.large']);
  });

  it('has the reason why a type cannot be a node', () => {
    const types = ['mac2.metal', 'm1.small', 'g5.xlarge', 'inf2.xlarge', 'm6i.large', 'm3.large'];
    const reasons = types.map((type) => awsMachineFacts(type)?.unsuitable);
    expect(reasons).toEqual(['mac', 'paravirtual', 'gpu', 'accelerator', undefined, undefined]);
  });

  it.each(['z9.large', 'm6i.xxlarge', 'm6i', 'm6i.', '', 'constructor.large', '__proto__.name', 'm6i.large 2'])(
    'is undefined for %j',
    (type) => expect(awsMachineFacts(type)).toBeUndefined(),
  );

  it('has positive whole figures for every type of the table', () => {
    const types = awsMachineTypes();
    expect(types.length).toBe(1395);
    const broken = types.filter((type) => {
      const facts = awsMachineFacts(type);
      const counts = [facts?.vcpu, facts?.memoryMib, facts?.interfaces, facts?.addressesPerInterface];
      return !counts.every((count) => Number.isInteger(count) && Number(count) > 0);
    });
    expect(broken).toEqual([]);
  });
});
