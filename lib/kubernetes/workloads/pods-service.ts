import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { podsServiceName } from '../../specs/ingress/pods-service';
import type { RoutedService } from '../../specs/ingress/routed-services';
import { renderWorkloadLabels } from './placement';

/**
 * Adds the Service without an address of its own by which proxies find the pods of a service: its DNS record lists the pods that are
 * ready, so that a pod which fails its readiness probe or ends is asked no more.
 */
export function addPodsService(scope: Construct, { workload, port }: RoutedService): k8s.KubeService {
  const labels = { ...renderWorkloadLabels(workload) };
  return new k8s.KubeService(scope, 'PodsService', {
    metadata: { name: podsServiceName(workload), namespace: workload.namespace, labels },
    spec: {
      clusterIp: 'None',
      selector: labels,
      // Proxies connect to the pods themselves, so that the port is the pods' own.
      ports: [{ name: 'pods', port, targetPort: k8s.IntOrString.fromNumber(port), protocol: 'TCP' }],
    },
  });
}
