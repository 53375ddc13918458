/**
 * Source of lib/specs/machine/aws-machine-table.ts: one line of text for each family, so that the module costs nothing to load.
 *
 * @param answers EC2's responses to DescribeInstanceTypes by machine type.
 * @param source version of moto that contains the responses, and their month.
 */
export function awsMachineTable(answers, source) {
  const families = new Map();
  for (const type of Object.keys(answers).sort(compare)) {
    const [family, size] = type.split('.');
    families.set(family, [...(families.get(family) ?? []), { size, ...factsOf(family, answers[type]) }]);
  }
  const sorted = [...families].sort(([a], [b]) => compare(a, b));
  const lines = sorted.map(([family, types]) => `  '${family}': '${familyLine(types)}',`);
  return `${header(source)}${lines.join('\n')}\n};\n`;
}

/** Orders sizes by their number of processors, so that a reader finds a size quickly. */
function familyLine(types) {
  const shared = types[0].marks.filter((mark) => types.every(({ marks }) => marks.includes(mark)));
  const ordered = types.toSorted((a, b) => a.vcpu - b.vcpu || a.memoryMib - b.memoryMib || compare(a.size, b.size));
  const entries = ordered.map(({ size, vcpu, memoryMib, interfaces, addresses, marks }) => {
    const own = marks.filter((mark) => !shared.includes(mark));
    return [size, vcpu, memoryMib, `${interfaces}x${addresses}`, ...own].join(' ');
  });
  return `${shared.join(' ')} | ${entries.join(', ')}`.trimStart();
}

function factsOf(family, answer) {
  const { NetworkInfo: network, VCpuInfo, MemoryInfo } = answer;
  const card = network.NetworkCards?.find(
    ({ NetworkCardIndex }) => NetworkCardIndex === network.DefaultNetworkCardIndex,
  );
  return {
    vcpu: VCpuInfo.DefaultVCpus,
    memoryMib: MemoryInfo.SizeInMiB,
    // Of several network cards only the default one counts, because the VPC CNI gives pods addresses of no other card.
    interfaces: card?.MaximumNetworkInterfaces ?? network.MaximumNetworkInterfaces,
    addresses: network.Ipv4AddressesPerInterface,
    marks: marksOf(family, answer),
  };
}

/** Families whose accelerators EC2 leaves out of its answers. */
const UNREPORTED_ACCELERATORS = ['trn2u'];

/**
 * Families that boot only paravirtual images of Linux; the images with hardware virtualization in EC2's answers are of Windows.
 *
 * @see https://github.com/hashicorp/terraform/issues/4293
 * @see https://github.com/saltstack/salt/pull/26417
 */
const PARAVIRTUAL_FAMILIES = ['c1', 'm1', 'm2', 't1'];

/** Marks of a type that differs from the default: 64-bit x86, Nitro, EBS optimisation, offered as spot, no disks and no accelerators. */
function marksOf(family, answer) {
  const architectures = answer.ProcessorInfo.SupportedArchitectures;
  const disks = answer.InstanceStorageInfo;
  const ebs = answer.EbsInfo.EbsOptimizedSupport;
  const accelerators = ['InferenceAcceleratorInfo', 'NeuronInfo', 'FpgaInfo', 'MediaAcceleratorInfo'];
  const marks = {
    arm64: architectures.some((each) => each.startsWith('arm64')),
    mac: architectures.some((each) => each.endsWith('_mac')),
    xen: answer.Hypervisor === 'xen',
    paravirtual: PARAVIRTUAL_FAMILIES.includes(family),
    metal: answer.BareMetal,
    'ebs-unsupported': ebs === 'unsupported',
    'ebs-supported': ebs === 'supported',
    'no-spot': !answer.SupportedUsageClasses.includes('spot'),
    nvme: disks !== undefined && disks.NvmeSupport !== 'unsupported',
    disks: disks !== undefined && disks.NvmeSupport === 'unsupported',
    gpu: answer.GpuInfo !== undefined,
    accelerator: UNREPORTED_ACCELERATORS.includes(family) || accelerators.some((each) => answer[each] !== undefined),
  };
  return Object.keys(marks).filter((mark) => marks[mark]);
}

function compare(a, b) {
  return a < b ? -1 : Number(a > b);
}

function header({ version, asOf }) {
  return `/** Month of {@link AWS_MACHINE_TABLE}. */
export const AWS_MACHINES_AS_OF = '${asOf}';

/**
 * Machine types of EC2 by family, as DescribeInstanceTypes answered and moto ${version} (Apache-2.0) carries it;
 * \`scripts/machine-facts.mjs\` writes this file.
 *
 * A line is what all types of the family share, a bar, and the types: size, vCPU, MiB, interfaces of the default network card times
 * addresses of each, and what is not as usual. The usual is amd64, Nitro, optimised for EBS by default, sold as spot too, and no
 * disks or accelerators of its own.
 *
 * @see https://github.com/getmoto/moto/blob/${version}/moto/ec2/resources/instance_types.json.gz
 */
export const AWS_MACHINE_TABLE: Readonly<Record<string, string>> = {
`;
}
