import { ComputeHealthCheck } from '@cdktf/provider-google/lib/compute-health-check';
import { Construct } from 'constructs';
import { HEALTH_PATH } from '../../render/proxies/proxy-program';
import type { GoogleIngressSpec } from '../../specs/ingress/ingress-spec';
import { NEW_FIRST } from './new-first';
import type { GclbPartProps } from './shared-gclb-props';

/** Check by which the balancer learns whether a node's proxy serves: it asks the health port, which fails while the proxy leaves. */
export class GclbHealthCheck extends Construct {
  /** The check. */
  readonly resource: ComputeHealthCheck;

  /** @throws Error where traffic daemons answer checks on different ports, because a backend service has one check. */
  constructor(scope: Construct, id: string, { ingress, projectId }: GclbPartProps) {
    super(scope, id);
    const { health, physicalName } = ingress;
    this.resource = new ComputeHealthCheck(this, 'check', {
      project: projectId,
      name: physicalName,
      description: `Proxies behind balancer ${physicalName}`,
      checkIntervalSec: health.intervalSeconds,
      timeoutSec: health.timeoutSeconds,
      healthyThreshold: health.healthyAfter,
      unhealthyThreshold: health.unhealthyAfter,
      httpHealthCheck: {
        port: healthPort(ingress),
        portSpecification: 'USE_FIXED_PORT',
        requestPath: HEALTH_PATH,
        proxyHeader: 'NONE',
      },
      // Only changes of a node's health are logged, which tell afterwards when a proxy left.
      logConfig: { enable: true },
      lifecycle: NEW_FIRST,
    });
  }
}

function healthPort({ name, backends }: GoogleIngressSpec): number {
  const [first, ...others] = [...new Set(backends.map(({ daemon }) => daemon.hostPorts.health))];
  if (first === undefined) throw new Error(`ingress '${name}' has no backend; state one in 'backends'`);
  if (others.length > 0) {
    throw new Error(
      `the traffic daemons of ingress '${name}' have several health ports; set 'hostPorts.health' to ${first} in all of them`,
    );
  }
  return first;
}
