import type { KernelInput } from '../../../../lib/specs/kernel/kernel-input';
import { profileSysctls } from '../../../../lib/specs/kernel/sysctl-profiles';
import { EKS_HOST_PORTS } from '../../../../lib/specs/machine/eks-host-ports';
import { GKE_HOST_PORTS } from '../../../../lib/specs/machine/gke-host-ports';
import { EKS_RESERVED_PORTS } from '../../../../lib/specs/machine/image-family';
import { missingPorts, parsePortList, renderPortList } from '../../../../lib/specs/sysctl/sysctl-ports';
import type { HostPortsInput } from '../../../../lib/specs/workload/traffic/traffic-daemon-input';
import { awsCluster, awsEnvironment, awsPool } from '../../../fixtures/aws-environment';
import { googlePool } from '../../../fixtures/google-environment';
import { hostedService, trafficDaemon, trafficPool } from '../../../fixtures/ingress-environment';
import { judgeCluster } from '../../ingress/judge-ingress';
import { problemsOf } from '../../problems-of';

const DAEMON = "cluster 'main' > workload 'edge-proxy': ";

function judge(hostPorts: Partial<HostPortsInput>, kernel?: KernelInput): readonly string[] {
  const pools = [googlePool(), trafficPool(kernel === undefined ? {} : { kernel })];
  const daemon = trafficDaemon({ hostPorts: { http: 8080, health: 8081, ...hostPorts } });
  return judgeCluster({ pools, workloads: [daemon, hostedService()] });
}

const WIDE: KernelInput = { profiles: ['reverse-proxy'] };
const RESERVED = profileSysctls('reverse-proxy', { memoryGib: 16 })['net.ipv4.ip_local_reserved_ports'];
const reserving = (port: number): KernelInput => ({
  profiles: ['reverse-proxy'],
  sysctls: { 'net.ipv4.ip_local_reserved_ports': `${RESERVED},${port}` },
});

test.each([
  ['the lowest ports', judge({ http: 1024, health: 1025, metrics: 1026 })],
  ['ports below the ephemeral ones of a proxy', judge({}, WIDE)],
  ['a port above the ephemeral ones', judge({ http: 61_000 })],
  ['an ephemeral port that is reserved', judge({ http: 12_000 }, reserving(12_000))],
])('accepts %s', (_, lines) => {
  expect(lines).toEqual([]);
});

test.each([
  [
    'health checks on the port of requests',
    judge({ health: 8080 }),
    "'hostPorts.health' must differ from 'hostPorts.http', because clients of the balancer could otherwise reach it, got 8080; choose another port",
  ],
  [
    'metrics on the port of requests',
    judge({ metrics: 8080 }),
    "'hostPorts.metrics' must differ from 'hostPorts.http', because clients of the balancer could otherwise reach it, got 8080; choose another port",
  ],
  [
    'metrics on the port of health checks',
    judge({ metrics: 8081 }),
    "'hostPorts.metrics' must differ from 'hostPorts.health', which only the balancer and the kubelet ask, got 8081; choose another port",
  ],
  [
    'a port of the kubelet',
    judge({ health: 10_250 }),
    "'hostPorts.health' must be free on every node: the kubelet has the ports 4194,10248,10250,10255 on GKE, by the list of 2026-11-01, got 10250; choose another port",
  ],
  [
    'a port of Cilium',
    judge({ metrics: 9964 }),
    "'hostPorts.metrics' must be free on every node: Cilium has the ports 4240,4244-4245,6942,9234,9876-9893,9901,9962-9965,9990 on GKE, by the list of 2026-11-01, got 9964; choose another port",
  ],
  [
    'a port of a range',
    judge({ http: 8200 }),
    "'hostPorts.http' must be free on every node: GKE's metrics agent has the ports 8200-8227 on GKE, by the list of 2026-11-01, got 8200; choose another port",
  ],
  [
    'a port of Services',
    judge({ http: 30_080 }),
    "'hostPorts.http' must be outside of 30000-32767, the ports that Kubernetes gives to Services on every node, got 30080; choose another port",
  ],
  [
    'a port that connections take',
    judge({ http: 40_000 }),
    "'hostPorts.http' must be outside of the ephemeral ports of pool 'edge' (net.ipv4.ip_local_port_range 32768 60999), because a connection of the node could occupy it, got 40000; choose a port below 32768, or state 'net.ipv4.ip_local_reserved_ports' of '40000' in the pool's kernel",
  ],
  [
    'a port that connections take because the pool says so',
    judge({ http: 12_000 }, WIDE),
    "'hostPorts.http' must be outside of the ephemeral ports of pool 'edge' (net.ipv4.ip_local_port_range 10240 65535), because a connection of the node could occupy it, got 12000; choose a port below 10240, or state 'net.ipv4.ip_local_reserved_ports' of '2703,9808-9809,10248-10250,10256,12000,30000-32767,61678-61679' in the pool's kernel",
  ],
])('refuses %s', (_, lines, message) => {
  expect(lines).toEqual([`${DAEMON}${message}`]);
});

test('the ports of EKS are others than those of GKE', () => {
  const daemon = trafficDaemon({ hostPorts: { http: 8080, health: 50_051, metrics: 61_678 } });
  const labels = { 'node.kubernetes.io/exclude-from-external-load-balancers': 'true' };
  const pools = [awsPool(), awsPool({ name: 'edge', purpose: 'traffic', scaling: 'fixed', labels })];
  const lines = problemsOf(awsEnvironment({ clusters: [awsCluster({ pools, workloads: [daemon] })] }));
  expect(lines.map((line) => line.replace("environment 'paas' > ", ''))).toEqual([
    "cluster 'main' > workload 'edge-proxy': 'hostPorts.health' must be free on every node: the VPC CNI has the ports 50051,61678-61679 on EKS, by the list of 2026-11-01, got 50051; choose another port",
    "cluster 'main' > workload 'edge-proxy': 'hostPorts.metrics' must be free on every node: the VPC CNI has the ports 50051,61678-61679 on EKS, by the list of 2026-11-01, got 61678; choose another port",
  ]);
});

test('every list of ports can be read, and holds no port twice', () => {
  for (const owners of [GKE_HOST_PORTS, EKS_HOST_PORTS]) {
    const lists = owners.map(({ ports }) => parsePortList(ports) ?? []);
    expect(lists.map(renderPortList)).toEqual(owners.map(({ ports }) => ports));
    lists.forEach((list, index) => {
      const others = lists.filter((_, other) => other !== index).flat();
      expect(missingPorts(list, others)).toEqual(list);
    });
  }
});

test('the ports that the images of EKS reserve are known as taken', () => {
  const taken = EKS_HOST_PORTS.flatMap(({ ports }) => parsePortList(ports) ?? []);
  expect(missingPorts(parsePortList(EKS_RESERVED_PORTS) ?? [], taken)).toEqual([]);
});
