import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { DnsAuthorizations } from '../../google/ingress/dns-authorizations';
import { GclbRecords } from '../../google/ingress/gclb-records';
import { SharedGclb } from '../../google/ingress/shared-gclb';
import type { GclbBackend } from '../../google/ingress/shared-gclb-props';
import { ProjectServices } from '../../google/project-services';
import type { GoogleClusterSpec } from '../../specs/cluster/cluster-spec';
import type { EnvironmentSpec } from '../../specs/environment/environment-spec';
import { edgeStackName } from '../../specs/environment/stack-names';
import type { IngressBackend, IngressSpec } from '../../specs/ingress/ingress-spec';
import { addStateBackend } from '../state-backend';
import { addGlobalGoogleProvider } from './add-google-provider';
import type { GoogleFoundationStack } from './google-foundation-stack';
import type { GooglePlatformStack } from './google-platform-stack';

/** A cluster of an environment, with the stacks in which its network and its pools are. */
export interface EdgeCluster {
  /** The cluster. */
  readonly cluster: GoogleClusterSpec;
  /** The stack of its network. */
  readonly foundation: Pick<GoogleFoundationStack, 'network'>;
  /** The stack of its pools, read through its remote state; it must be deployed first. */
  readonly platform: GooglePlatformStack;
}

/** Properties of {@link GoogleEdgeStack}. */
export interface GoogleEdgeStackProps {
  /** The environment, which names the stack and states where its state is stored. */
  readonly environment: EnvironmentSpec;
  /** All clusters of the environment. */
  readonly clusters: readonly EdgeCluster[];
}

/**
 * The global balancers of an environment, in a stack of their own even for one cluster: in the stack of a cluster, a second cluster would
 * have to move them into another state, which means to destroy them.
 */
export class GoogleEdgeStack extends TerraformStack {
  /** Balancers by the names of their ingresses. */
  readonly balancers: ReadonlyMap<string, SharedGclb>;

  constructor(scope: Construct, props: GoogleEdgeStackProps) {
    const { environment, clusters } = props;
    const name = edgeStackName(environment);
    super(scope, name);
    addGlobalGoogleProvider(this, environment);
    addStateBackend(this, environment.state, name);
    for (const { platform } of clusters) this.addDependency(platform);
    const projectId = environment.account;
    const ingresses = environment.ingress;
    const services = apisOf(ingresses);
    const { resources: after } = new ProjectServices(this, 'services', { projectId, services });
    const environmentName = environment.name;
    const shared = { environmentName, projectId, ingresses, after };
    const authorizations = new DnsAuthorizations(this, 'authorizations', shared);
    const balancers = ingresses.map((ingress) => {
      const backends = ingress.backends.map((backend) => attached(backend, clusters));
      const parts = { ingress, projectId, backends, authorizations, after };
      return { ingress, balancer: new SharedGclb(this, `ingress-${ingress.name}`, parts) };
    });
    this.balancers = new Map(balancers.map(({ ingress, balancer }) => [ingress.name, balancer]));
    const recorded = balancers.map(({ ingress, balancer }) => ({ ingress, addresses: balancer.addresses }));
    new GclbRecords(this, 'records', { projectId, balancers: recorded, authorizations, after });
  }
}

/** APIs of a balancer beyond those of a cluster. */
function apisOf(ingresses: readonly IngressSpec[]): readonly string[] {
  const ownsRecords = ingresses.some(({ dns }) => dns.kind === 'cloud-dns');
  return ['certificatemanager.googleapis.com', ...(ownsRecords ? ['dns.googleapis.com'] : [])];
}

function attached(backend: IngressBackend, clusters: readonly EdgeCluster[]): GclbBackend {
  const found = clusters.find(({ cluster }) => cluster.name === backend.cluster);
  if (found === undefined) throw new Error(`no stacks of cluster '${backend.cluster}' are among the given ones`);
  const { cluster, foundation, platform } = found;
  const names = backend.daemon.pools.map(({ name }) => name);
  const pools = cluster.pools.flatMap((spec) => {
    const nodes = platform.pools.get(spec.name);
    return nodes !== undefined && names.includes(spec.name) ? [{ spec, nodes }] : [];
  });
  return { backend, network: foundation.network, pools };
}
