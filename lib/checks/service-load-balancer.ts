import { type HealthProbes, probeSum, rounded, shareOut } from '../analysis/health-probes';
import type { PlatformModel } from '../model/platform-model';
import { readAt, readTexts } from '../model/read-fields';
import { namespaceOf } from '../model/workload-facts';
import type { ClusterSpec } from '../specs/cluster/cluster-spec';
import { mostNodes } from '../specs/pool/node-pool-spec';
import type { KubernetesObject } from '../values/kubernetes-object';
import { type Check, describeObject } from './check';

/** Seconds between two checks of a balancer that Kubernetes makes for a Service. */
const INTERVAL_SECONDS = 10;

/**
 * Checks in a row after which the balancer of a Service on AWS takes a node out and back, as the cloud provider of Kubernetes sets them.
 *
 * @see https://github.com/kubernetes/cloud-provider-aws/blob/master/pkg/providers/v1/aws_loadbalancer.go
 */
const AWS_CHECKS = { unhealthyAfter: 6, healthyAfter: 2 } as const;

/** Nodes of a shared ingress where the cluster has none yet: one in each of three zones. */
const SHARED_NODES = 3;

/** Kubernetes makes the balancer of such a Service without Terraform: it is public by default and stays when the cluster is destroyed. */
export const serviceLoadBalancer: Check = {
  id: 'service-load-balancer',
  severity: 'error',
  title: 'no Service makes a load balancer of its own',
  source: 'https://kubernetes.io/docs/concepts/services-networking/service/#loadbalancer',
  run: (model) => {
    const services = model.services.filter((service) => readAt(service, 'spec', 'type') === 'LoadBalancer');
    const probes = renderProbes(services.length, model.cluster);
    return services.map((object) => ({
      subject: describeObject(object),
      message: `type LoadBalancer makes a public balancer that Terraform does not manage; ${probes}; ${renderDeadPod(object, model)}; use type ClusterIP behind the cluster's shared ingress`,
      object,
    }));
  },
};

/** Probes per second of all such Services at the most nodes, and those of one balancer in front of the nodes of proxies. */
function renderProbes(balancers: number, cluster: ClusterSpec): string {
  const zones = new Set(cluster.pools.flatMap((pool) => pool.zones)).size;
  const own: HealthProbes = { balancers, nodes: nodesOf(cluster), zones, intervalSeconds: INTERVAL_SECONDS };
  const [traffic] = cluster.traffic;
  const nodes = traffic?.daemon.pools.reduce((sum, pool) => sum + mostNodes(pool), 0) ?? SHARED_NODES;
  const intervalSeconds = traffic?.ingress.health.intervalSeconds ?? INTERVAL_SECONDS;
  const shared: HealthProbes = { balancers: 1, nodes, zones, intervalSeconds };
  const noun = balancers === 1 ? 'its checks come' : `the checks of all ${balancers} come`;
  return `${noun} to ${probeSum(own)}, those of a shared ingress to ${probeSum(shared)}`;
}

function nodesOf({ pools }: ClusterSpec): number {
  return pools.reduce((sum, pool) => sum + mostNodes(pool), 0);
}

/**
 * Harm of one dead pod until Kubernetes forgets it. On AWS a check of a node goes on to any pod, so that healthy nodes fail it; on Google a
 * check asks the node alone, so that requests to the dead pod fail without a notice.
 */
function renderDeadPod(service: KubernetesObject, model: PlatformModel): string {
  const pods = Math.max(1, podsOf(service, model) ?? 2);
  const of = pods === 1 ? 'while its one pod is dead' : `while one of ${pods} pods is dead`;
  if (model.cluster.cloud === 'google')
    return `${of}, 1 request in ${pods} fails, because a check asks the node and no pod`;
  const nodes = nodesOf(model.cluster);
  const out = rounded(nodes * shareOut({ pods, ...AWS_CHECKS }));
  return `${of}, ${out} of ${nodes} nodes on average are out of their balancer, because a check of a node goes on to any pod`;
}

/** Least pods of the workload that a Service selects; undefined where no manifest shows it. */
function podsOf(service: KubernetesObject, { workloadsByNamespace }: PlatformModel): number | undefined {
  const selector = Object.entries(readTexts(readAt(service, 'spec', 'selector')));
  if (selector.length === 0) return undefined;
  const workloads = workloadsByNamespace.get(namespaceOf(service)) ?? [];
  const selected = workloads.find(({ pod }) => selector.every(([key, value]) => pod.labels[key] === value));
  return selected?.leastReplicas;
}
