import type { Problems } from '../../values/problems';
import { partSubject } from '../fields/part-subject';
import type { NodePoolSpec } from '../pool/node-pool-spec';
import { isService, type WorkloadSpec } from '../workload/workload-spec';
import type { IngressCluster, IngressSpec } from './ingress-spec';
import { workloadPath } from './resolve-ingress';
import { judgeRoutes } from './routes/route-rules';
import { StatedHosts } from './routes/stated-hosts';

/** Everything of an environment through which requests go. */
export interface JudgedTraffic {
  readonly cloud: NodePoolSpec['cloud'];
  readonly clusters: readonly IngressCluster[];
  readonly ingresses: readonly IngressSpec[];
}

/** Rules of what hangs on ingresses in the clusters: hosts of services, traffic daemons, and pools that follow the use of a balancer. */
export function judgeTraffic(judged: JudgedTraffic, problems: Problems): void {
  const { clusters, ingresses } = judged;
  const stated = new StatedHosts();
  clusters.forEach((cluster, place) => {
    const own = problems.at(partSubject('cluster', cluster, place));
    cluster.pools.forEach((pool, index) => {
      judgeBalancerSignal(pool, { cluster, ingresses }, own.at(partSubject('pool', pool, index)));
    });
    cluster.workloads.forEach((workload, index) => {
      const at = own.at(partSubject('workload', workload, index));
      if (workload.kind === 'traffic-daemon') judgeDaemon(workload, { ...judged, cluster }, at);
      if (isService(workload)) judgeRoutes({ workload, cluster, ingresses, stated }, at);
    });
  });
}

interface Surroundings {
  readonly cluster: IngressCluster;
  readonly ingresses: readonly IngressSpec[];
}

/** Without a balancer whose backend is the instance group the signal has no value, and the autoscaler reports an error. */
function judgeBalancerSignal({ name, scaling }: NodePoolSpec, surroundings: Surroundings, problems: Problems): void {
  if (scaling.kind !== 'instance-group') return;
  const isBackend = backendsOf(surroundings).some(({ daemon }) => daemon.pools.some((pool) => pool.name === name));
  scaling.signals.forEach(({ kind }, index) => {
    const rule =
      "not be 'balancer', because no load balancer of the platform has the pool's instance groups as backends";
    const remedy =
      "use 'cpu', or a metric that the proxies write, or name the pool's traffic daemon in the backends of an ingress";
    problems.require(kind !== 'balancer' || isBackend, `scaling.signals[${index}].kind`, rule, kind, remedy);
  });
}

/** A proxy without an ingress has no hosts, no health check and nobody who sends it requests. */
function judgeDaemon(
  workload: WorkloadSpec,
  { cloud, ...surroundings }: Surroundings & JudgedTraffic,
  problems: Problems,
): void {
  const path = workloadPath(workload);
  const isBackend = backendsOf(surroundings).some(({ daemon }) => workloadPath(daemon) === path);
  const rule = "not be 'traffic-daemon' for a workload that no ingress of the environment has as a backend";
  const add = `add { cluster: '${surroundings.cluster.name}', workload: '${path}' } to the backends of an ingress`;
  const remedy = cloud === 'google' ? add : "remove it; environments on AWS have no member 'ingress'";
  problems.require(isBackend, 'kind', rule, workload.kind, remedy);
}

function backendsOf({ cluster, ingresses }: Surroundings): IngressSpec['backends'] {
  return ingresses.flatMap(({ backends }) => backends).filter((backend) => backend.cluster === cluster.name);
}
