import type { SysctlForm, SysctlLine } from './sysctl-definition';

const FLAG: SysctlForm = { kind: 'integer', min: 0, max: 1 };
const SECONDS: SysctlForm = { kind: 'integer', min: 1, max: 2147483 };
const SIZE: SysctlForm = { kind: 'integer', min: 1024, max: 67108864 };

/**
 * The table of tracked connections, of which a machine has one. An entry takes 304 to 384 bytes according to slabinfo, 320 are counted
 * here; a bucket is a pointer. kube-proxy writes both keys when it starts: it raises the number of entries to its own setting, and
 * before 1.36 also lowers it.
 *
 * @see https://docs.kernel.org/networking/nf_conntrack-sysctl.html
 * @see https://github.com/kubernetes/kubernetes/pull/120448
 */
export const CONNTRACK_SYSCTLS_OF_NODE: Readonly<Record<string, SysctlLine>> = {
  'net.netfilter.nf_conntrack_max': [SIZE, 'entries', 'by memory', { kubeProxy: true, bytesEach: 320 }],
  'net.netfilter.nf_conntrack_buckets': [SIZE, 'buckets', 'by memory', { kubeProxy: true, bytesEach: 8 }],
  'net.netfilter.nf_conntrack_expect_max': [{ kind: 'integer', min: 1, max: 1048576 }, 'expectations', 'by memory'],
};

/**
 * Switches and timeouts of connection tracking, which every network namespace has its own values of.
 *
 * @see https://docs.kernel.org/networking/nf_conntrack-sysctl.html
 */
export const CONNTRACK_SYSCTLS_OF_NAMESPACE: Readonly<Record<string, SysctlLine>> = {
  'net.netfilter.nf_conntrack_acct': [FLAG, '', '0'],
  'net.netfilter.nf_conntrack_checksum': [FLAG, '', '1'],
  'net.netfilter.nf_conntrack_events': [{ kind: 'integer', min: 0, max: 2 }, '', '2'],
  'net.netfilter.nf_conntrack_generic_timeout': [SECONDS, 'seconds', '600'],
  'net.netfilter.nf_conntrack_icmp_timeout': [SECONDS, 'seconds', '30'],
  'net.netfilter.nf_conntrack_icmpv6_timeout': [SECONDS, 'seconds', '30'],
  'net.netfilter.nf_conntrack_tcp_be_liberal': [FLAG, '', '0', { kubeProxy: true }],
  'net.netfilter.nf_conntrack_tcp_loose': [FLAG, '', '1'],
  'net.netfilter.nf_conntrack_tcp_max_retrans': [{ kind: 'integer', min: 0, max: 255 }, 'retransmissions', '3'],
  'net.netfilter.nf_conntrack_tcp_timeout_close': [SECONDS, 'seconds', '10'],
  'net.netfilter.nf_conntrack_tcp_timeout_close_wait': [SECONDS, 'seconds', '60', { kubeProxy: true }],
  'net.netfilter.nf_conntrack_tcp_timeout_established': [SECONDS, 'seconds', '432000', { kubeProxy: true }],
  'net.netfilter.nf_conntrack_tcp_timeout_fin_wait': [SECONDS, 'seconds', '120'],
  'net.netfilter.nf_conntrack_tcp_timeout_last_ack': [SECONDS, 'seconds', '30'],
  'net.netfilter.nf_conntrack_tcp_timeout_max_retrans': [SECONDS, 'seconds', '300'],
  'net.netfilter.nf_conntrack_tcp_timeout_syn_recv': [SECONDS, 'seconds', '60'],
  'net.netfilter.nf_conntrack_tcp_timeout_syn_sent': [SECONDS, 'seconds', '120'],
  'net.netfilter.nf_conntrack_tcp_timeout_time_wait': [SECONDS, 'seconds', '120'],
  'net.netfilter.nf_conntrack_tcp_timeout_unacknowledged': [SECONDS, 'seconds', '300'],
  'net.netfilter.nf_conntrack_timestamp': [FLAG, '', '0'],
  'net.netfilter.nf_conntrack_udp_timeout': [SECONDS, 'seconds', '30', { kubeProxy: true }],
  'net.netfilter.nf_conntrack_udp_timeout_stream': [SECONDS, 'seconds', '120', { kubeProxy: true }],
};
