import { endOfSupport, supportOf } from '../specs/cluster/cluster-support';
import { KUBERNETES_SUPPORT_AS_OF } from '../specs/cluster/kubernetes-support';
import type { EnvironmentSpec } from '../specs/environment/environment-spec';

/**
 * Warnings about clusters whose Kubernetes minor is out of support on a day, one line each. Only `keelson synth` compares with the
 * clock; the rules compare with the date of the support data, because otherwise a valid platform would become invalid by itself.
 *
 * @param today as `2026-11-23`.
 */
export function supportWarnings(environments: readonly EnvironmentSpec[], today: string): readonly string[] {
  return environments.flatMap((environment) =>
    environment.clusters.flatMap((cluster) => {
      const end = endOfSupport(supportOf(cluster), cluster.kubernetesVersion);
      if (end === undefined || end > today) return [];
      const subject = `${environment.name}: cluster '${cluster.name}'`;
      return [
        `${subject}: support of Kubernetes ${cluster.kubernetesVersion} ended on ${end} (data of ${KUBERNETES_SUPPORT_AS_OF}); upgrade by one minor`,
      ];
    }),
  );
}
