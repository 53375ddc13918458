import {
  ComputeBackendService,
  type ComputeBackendServiceBackend,
} from '@cdktf/provider-google/lib/compute-backend-service';
import { Construct } from 'constructs';
import { type BalancingMode, balancingModeOf } from '../../specs/ingress/balancing-mode';
import { serviceTimes } from '../../specs/ingress/service-times';
import { boundedName } from '../../values/bounded-name';
import { MAX_DNS_LABEL } from '../../values/name';
import { shortHash } from '../../values/short-hash';
import { affinityArguments } from './affinity-arguments';
import { type GclbAttachment, PORT_NAME } from './gclb-attachments';
import { backendClusters } from './host-plan';
import { NEW_FIRST } from './new-first';
import type { GclbPartProps } from './shared-gclb-props';

/**
 * The scheme is stated everywhere, because the provider would otherwise choose the classic balancer, which splits no requests by their
 * headers and refuses to change into this one.
 */
export const SCHEME = 'EXTERNAL_MANAGED';

/** Share of its processors to which a node is filled where nothing states its requests. */
const MAX_UTILIZATION = 0.8;

/** Properties of {@link GclbBackendServices}. */
export interface GclbBackendServicesProps extends GclbPartProps {
  /** Instance groups of all backends. */
  readonly attachments: readonly GclbAttachment[];
  /** Id of the health check. */
  readonly healthCheck: string;
  /** Id of the security policy. */
  readonly securityPolicy: string;
}

/** Traffic of a backend service: requests that are answered soon, or websockets that stay for hours. */
type Traffic = 'http' | 'ws';

/**
 * Backend services of a balancer: for every set of clusters that answers a host, one for requests and, where a host takes them, one for
 * websockets over the same instance groups, because a service has one timeout and that of a websocket would be none for a request.
 */
export class GclbBackendServices extends Construct {
  private readonly made = new Map<string, ComputeBackendService>();
  private readonly clusters: readonly string[];
  private readonly props: GclbBackendServicesProps;

  constructor(scope: Construct, id: string, props: GclbBackendServicesProps) {
    super(scope, id);
    this.props = props;
    this.clusters = backendClusters(props.ingress);
  }

  /** Backend service of the plain requests to some of the clusters, or to all of them. */
  http(clusters: readonly string[] = this.clusters): ComputeBackendService {
    return this.service(clusters, 'http');
  }

  /** Backend service of the websockets to some of the clusters, or to all of them. */
  sockets(clusters: readonly string[] = this.clusters): ComputeBackendService {
    return this.service(clusters, 'ws');
  }

  private service(clusters: readonly string[], traffic: Traffic): ComputeBackendService {
    const part = clusters.length === this.clusters.length ? traffic : `${setName(clusters)}-${traffic}`;
    const made = this.made.get(part) ?? this.addService(part, clusters, traffic);
    this.made.set(part, made);
    return made;
  }

  private addService(part: string, clusters: readonly string[], traffic: Traffic): ComputeBackendService {
    const { ingress, projectId, attachments, healthCheck, securityPolicy } = this.props;
    const { balancer, physicalName } = ingress;
    const { responseSeconds, socketSeconds } = serviceTimes(ingress, clusters);
    const own = attachments.filter(({ cluster }) => clusters.includes(cluster));
    return new ComputeBackendService(this, part, {
      project: projectId,
      name: boundedName(`${physicalName}-${part}`, MAX_DNS_LABEL),
      description: `${traffic === 'ws' ? 'Websockets' : 'Requests'} to ${clusters.join(', ')}`,
      protocol: 'HTTP',
      portName: PORT_NAME,
      loadBalancingScheme: SCHEME,
      timeoutSec: traffic === 'ws' ? socketSeconds : responseSeconds,
      connectionDrainingTimeoutSec: balancer.drainSeconds,
      healthChecks: [healthCheck],
      backend: balanced(own, balancingModeOf(ingress)),
      securityPolicy,
      ...affinityArguments(balancer.affinity),
      logConfig: logConfig(balancer.logSamplePercent),
      lifecycle: NEW_FIRST,
      // A service whose group has no port of that name, or whose nodes are closed, answers every request with an error.
      dependsOn: [...new Set(own.flatMap(({ needs }) => needs))],
    });
  }
}

/** Name of a set of clusters. The hash tells the clusters `a` and `b-c` from `a-b` and `c`. */
function setName(clusters: readonly string[]): string {
  const joined = clusters.join('-');
  return clusters.length === 1 ? joined : `${joined}-${shortHash(clusters)}`;
}

/** Backends of a service, in the one mode of the whole balancer. */
function balanced(own: readonly GclbAttachment[], mode: BalancingMode): ComputeBackendServiceBackend[] {
  return own.map(({ group, capacityPercent, requestsPerNode }) => ({
    group,
    ...(mode === 'rate'
      ? { balancingMode: 'RATE', maxRatePerInstance: requestsPerNode }
      : { balancingMode: 'UTILIZATION', maxUtilization: MAX_UTILIZATION }),
    capacityScaler: capacityPercent / 100,
  }));
}

function logConfig(percent: number): { readonly enable: boolean; readonly sampleRate?: number } {
  return percent === 0 ? { enable: false } : { enable: true, sampleRate: percent / 100 };
}
