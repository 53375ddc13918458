import { isReadOnlySysctl } from './sysctl-read-only';

/** Date of {@link SYSCTL_OWNERS}. */
export const SYSCTL_OWNERS_AS_OF = '2026-11-27';

/** Keys that a pool cannot set, with the rule and the remedy of the message. */
export interface SysctlOwner {
  readonly keys: RegExp;
  /** Rule of the message, which follows "must". */
  readonly rule: string;
  readonly remedy: string;
  /**
   * Cloud on which the keys are refused.
   * @default - both clouds
   */
  readonly cloud?: 'aws' | 'google';
}

const READ_BACK =
  'leave it out, because the NodeTuner reads back what it sets and would repeat the command every second';
const LEAVE = 'leave it out';

/**
 * Keys that another program on the node sets, that keep no value, that have no effect, or that supported kernels no longer have.
 *
 * @see https://github.com/bottlerocket-os/bottlerocket-core-kit/blob/develop/packages/release/release-sysctl.conf for forwarding
 * @see https://github.com/awslabs/amazon-eks-ami/blob/main/templates/al2027/runtime/rootfs/etc/sysctl.d/99-kubernetes-cri.conf for ip_forward and br_netfilter
 * @see https://github.com/aws/amazon-vpc-cni-k8s/blob/master/cmd/aws-vpc-cni-init/main.go for rp_filter and tcp_early_demux
 * @see https://github.com/cilium/cilium/blob/main/pkg/datapath/loader/base.go for rp_filter on Dataplane V2
 * @see https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/proxy/iptables/proxier.go for route_localnet
 * @see https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/proxy/ipvs/proxier.go for net.ipv4.vs
 * @see https://github.com/torvalds/linux/blob/v6.6/ipc/util.c for the next ids, which are -1 again after use
 * @see https://github.com/torvalds/linux/blob/v6.6/mm/hugetlb.c for vm.nr_hugepages_mempolicy
 */
const SYSCTL_OWNERS: readonly SysctlOwner[] = [
  {
    keys: /^net\.(ipv4\.ip_forward|ipv[46]\.conf\.[^.]+\.forwarding)$/,
    rule: "be left to the image and the CNI, which forward the packets of pods ('1')",
    remedy: `${LEAVE}, because without forwarding no packet reaches a pod`,
  },
  {
    keys: /^net\.bridge\.bridge-nf-/,
    rule: "be left to the image, the CNI and kube-proxy, which need packets of bridges to pass iptables ('1')",
    remedy: `${LEAVE}, because Services would no longer answer pods of the same node`,
  },
  {
    keys: /^net\.ipv4\.conf\.[^.]+\.rp_filter$/,
    rule: "be left to the CNI, which filters loosely on EKS ('2') and not at all on Dataplane V2 ('0')",
    remedy: `${LEAVE}, because a strict filter drops packets of pods whose answer leaves by another interface`,
  },
  {
    keys: /^net\.ipv4\.conf\.[^.]+\.route_localnet$/,
    rule: "be left to kube-proxy, which writes '1' when it starts so that node ports answer on localhost",
    remedy: `${LEAVE}, because kube-proxy and the NodeTuner would overwrite each other's value`,
  },
  {
    keys: /^net\.ipv4\.vs\./,
    rule: 'be left to kube-proxy, which writes the parameters of IPVS when it starts',
    remedy: `${LEAVE}, because kube-proxy and the NodeTuner would overwrite each other's value`,
  },
  {
    keys: /^net\.ipv4\.tcp_early_demux$/,
    rule: 'be left to the VPC CNI, which writes it whenever it starts on a node',
    remedy: `${LEAVE}, because the CNI and the NodeTuner would overwrite each other's value`,
    cloud: 'aws',
  },
  {
    keys: /^kernel\.(hostname|domainname)$/,
    rule: 'be left to the image, which names the machine as the kubelet registers it',
    remedy: `${LEAVE}, because the kubelet would look for a node of another name`,
  },
  {
    keys: /^kernel\.(modprobe|hotplug|usermodehelper\..+)$/,
    rule: 'be left to the image, because with it the kernel finds the program that loads modules',
    remedy: `${LEAVE}, because the CNI and kube-proxy could not load the modules that they need`,
  },
  {
    keys: /^(vm\.(drop_caches|compact_memory|stat_refresh)|net\.ipv[46]\.route\.flush)$/,
    rule: 'be a parameter with a value; this one is a command to the kernel',
    remedy: READ_BACK,
  },
  {
    keys: /^kernel\.(ns_last_pid|(msg|sem|shm)_next_id|tainted)$/,
    rule: 'be a parameter that keeps its value; the kernel itself changes this one while programs run',
    remedy: 'leave it out, because the NodeTuner reads back what it sets and would set the key again every second',
  },
  {
    keys: /^vm\.nr_hugepages_mempolicy$/,
    rule: "be stated as 'vm.nr_hugepages', because both keys are the number of the same huge pages",
    remedy: "write 'vm.nr_hugepages'",
  },
  {
    keys: /^vm\.overcommit_kbytes$/,
    rule: "be absent, because the kernel reads it only where 'vm.overcommit_memory' is 2, and the kubelet requires 1",
    remedy: LEAVE,
  },
  {
    keys: /^kernel\.sched_(min_granularity_ns|latency_ns|wakeup_granularity_ns|migration_cost_ns|nr_migrate|tunable_scaling)$/,
    rule: 'be a parameter that supported kernels have; Linux 5.13 moved this one to debugfs',
    remedy: LEAVE,
  },
  {
    keys: /^(net\.ipv4\.tcp_tw_recycle|kernel\.(exec-shield|core_setuid_ok|suid_dumpable|maps_protect|use-nx)|fs\.may_detach_mounts)$/,
    rule: 'be a parameter that supported kernels have; all of them have dropped this one',
    remedy: LEAVE,
  },
];

/** Keys that a pool cannot set because of the kernel's permissions. */
const READ_ONLY = { rule: 'be a parameter that can be set; this one is read-only', remedy: LEAVE } as const;

/** Why a pool on a cloud cannot set a key; undefined for a key that a pool may state. */
export function sysctlOwner(
  key: string,
  cloud: 'aws' | 'google' | undefined,
): Pick<SysctlOwner, 'rule' | 'remedy'> | undefined {
  if (isReadOnlySysctl(key)) return READ_ONLY;
  return SYSCTL_OWNERS.find((owner) => owner.keys.test(key) && (owner.cloud === undefined || owner.cloud === cloud));
}

/** Second names of keys, with the names in the catalogue. */
const ALIASES: Readonly<Record<string, string>> = {
  'user.max_inotify_instances': 'fs.inotify.max_user_instances',
  'user.max_inotify_watches': 'fs.inotify.max_user_watches',
};

/** The name in the catalogue of a key that has two names; undefined for any other key. */
export function sysctlAlias(key: string): string | undefined {
  return Object.hasOwn(ALIASES, key) ? ALIASES[key] : undefined;
}

/** Values with which a node cannot run, or which the kernel never takes. */
export interface DangerousValue {
  readonly keys: RegExp;
  /** Whether a value is refused. The value is read as a number, and text that is not a number is refused too. */
  readonly isRefused: (value: number) => boolean;
  readonly rule: string;
  readonly remedy: string;
}

/** Least number of namespaces of one kind and user, because every container has one. */
const FEWEST_NAMESPACES = 1024;

/** Fewest routers that a packet may pass: paths of the Internet are shorter than 32 routers, and the kernel's default is 64. */
const FEWEST_HOPS = 32;

/** Least number of watches of a user; the kernel itself allows more on a machine of 512 MiB. */
const FEWEST_EPOLL_WATCHES = 65_536;

const DANGEROUS: readonly DangerousValue[] = [
  {
    keys: /^kernel\.modules_disabled$/,
    isRefused: (value) => value !== 0,
    rule: "be '0', because after '1' no module can be loaded until the next boot, and the kubelet, the CNI and kube-proxy load modules while they run",
    remedy: 'leave it out, because the image decides about signatures of modules',
  },
  {
    keys: /^user\.max_(cgroup|ipc|mnt|net|pid|time|uts)_namespaces$/,
    isRefused: (value) => !(value >= FEWEST_NAMESPACES),
    rule: `be at least ${FEWEST_NAMESPACES}, because every container of a node has namespaces of its own`,
    remedy: 'raise it, or leave it out',
  },
  {
    keys: /^fs\.mount-max$/,
    isRefused: (value) => !(value >= 10_000),
    rule: 'be at least 10000, because the container runtime mounts several file systems for every container',
    remedy: 'raise it, or leave it out',
  },
  {
    keys: /^fs\.epoll\.max_user_watches$/,
    isRefused: (value) => !(value >= FEWEST_EPOLL_WATCHES),
    rule: `be at least ${FEWEST_EPOLL_WATCHES}, because the kubelet and the container runtime wait for connections with epoll, and fail where their user has no watch left`,
    remedy: 'raise it, or leave it out',
  },
  {
    keys: /^net\.(ipv4\.ip_default_ttl|ipv6\.conf\.[^.]+\.hop_limit)$/,
    isRefused: (value) => !(value >= FEWEST_HOPS && value <= 255),
    rule: `be a whole number of ${FEWEST_HOPS} to 255, because routers drop a packet that has passed as many of them, and the node reaches no machine beyond`,
    remedy: 'write 64, the usual value, or leave it out',
  },
  {
    keys: /^net\.ipv4\.conf\.[^.]+\.arp_ignore$/,
    isRefused: (value) => value === 8,
    rule: "be less than '8', with which the node answers no request for its address, so that no machine reaches it",
    remedy: 'choose 0, 1 or 2, or leave it out',
  },
  // https://docs.kernel.org/admin-guide/sysctl/kernel.html#random
  {
    keys: /^kernel\.random\.urandom_min_reseed_secs$/,
    isRefused: (value) => value !== 60,
    rule: "be '60', because the kernel takes no other value since Linux 5.18, without an error",
    remedy: LEAVE,
  },
  {
    keys: /^kernel\.random\.write_wakeup_threshold$/,
    isRefused: (value) => value !== 256,
    rule: "be '256', because the kernel takes no other value since Linux 5.18, without an error",
    remedy: LEAVE,
  },
];

/** Rule and remedy of a value with which a node cannot run or which the kernel never takes; undefined for any other value. */
export function dangerousValue(key: string, value: string): DangerousValue | undefined {
  return DANGEROUS.find(({ keys, isRefused }) => keys.test(key) && isRefused(Number(value)));
}
