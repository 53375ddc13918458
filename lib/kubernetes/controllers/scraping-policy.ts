import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { PLATFORM_NAMESPACE } from '../../specs/labels';
import { renderWorkloadLabels } from '../workloads/placement';

/** Properties of {@link addScrapingPolicy}. */
export interface ScrapingPolicyProps {
  /** Name of a workload in the platform's namespace, which is the name of the policy too. */
  readonly name: string;
  /** Port of the metrics. */
  readonly port: number;
}

/**
 * Opens the port of the metrics of a workload in the platform's namespace, which denies all other inbound traffic. Any pod may read them,
 * because the namespace of Prometheus is unknown and the metrics are not secret.
 */
export function addScrapingPolicy(scope: Construct, { name, port }: ScrapingPolicyProps): k8s.KubeNetworkPolicy {
  return new k8s.KubeNetworkPolicy(scope, 'Scraping', {
    metadata: { name, namespace: PLATFORM_NAMESPACE },
    spec: {
      podSelector: { matchLabels: { ...renderWorkloadLabels({ name }) } },
      policyTypes: ['Ingress'],
      ingress: [
        {
          from: [{ namespaceSelector: {} }],
          ports: [{ port: k8s.IntOrString.fromNumber(port), protocol: 'TCP' }],
        },
      ],
    },
  });
}
