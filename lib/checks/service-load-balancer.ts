import { readAt } from '../model/read-fields';
import { type Check, describeObject } from './check';

/** Kubernetes makes the balancer of such a Service without Terraform: it is public by default and stays when the cluster is destroyed. */
export const serviceLoadBalancer: Check = {
  id: 'service-load-balancer',
  severity: 'error',
  title: 'no Service makes a load balancer of its own',
  source: 'https://kubernetes.io/docs/concepts/services-networking/service/#loadbalancer',
  run: (model) =>
    model.services
      .filter((service) => readAt(service, 'spec', 'type') === 'LoadBalancer')
      .map((object) => ({
        subject: describeObject(object),
        message:
          "type LoadBalancer makes a public balancer that Terraform does not manage; use type ClusterIP behind the cluster's shared ingress",
        object,
      })),
};
