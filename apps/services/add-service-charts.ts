import { type App, Chart } from 'cdk8s';
import type { ClusterSpec } from 'keelson';
import { SampleService } from './sample-service';
import { SERVICES } from './service-facts';

/** One chart per team that has workloads: band 60, after namespaces and policies. */
export function addServiceCharts(app: App, cluster: ClusterSpec): void {
  for (const team of cluster.teams) {
    const workloads = cluster.workloads.filter((workload) => workload.namespace === team.name);
    if (workloads.length === 0) continue;
    const chart = new Chart(app, `60-${team.name}`, { disableResourceNameHashes: true });
    for (const workload of workloads) {
      const facts = SERVICES[workload.name];
      if (facts === undefined)
        throw new Error(`workload '${workload.name}' has no facts in apps/services/service-facts.ts`);
      new SampleService(chart, workload.name, { cluster, workload, facts });
    }
  }
}
