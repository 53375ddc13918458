import type { ITerraformDependable } from 'cdktf';
import type { GoogleIngressSpec, IngressBackend } from '../../specs/ingress/ingress-spec';
import type { GoogleNodePoolSpec } from '../../specs/pool/node-pool-spec';
import type { GkeNodePool } from '../gke-node-pool';
import type { IGoogleNetwork } from '../google-network-contract';
import type { DnsAuthorizations } from './dns-authorizations';

/** A pool of a traffic daemon, with the instance groups of its zones. */
export interface GclbPool {
  /** Spec of the pool; its layout is `zonal`. */
  readonly spec: GoogleNodePoolSpec;
  /** The pool in Terraform: the groups of its zones, and the network tag that only its nodes carry. */
  readonly nodes: Pick<GkeNodePool, 'instanceGroupUrl' | 'networkTag'>;
}

/** A traffic daemon behind a balancer. */
export interface GclbBackend {
  /** The backend's spec: cluster, traffic daemon and share of the requests. */
  readonly backend: IngressBackend;
  /** Network of the cluster's nodes; the firewall rule is made in the project that owns the network. */
  readonly network: Pick<IGoogleNetwork, 'projectId' | 'network'>;
  /** Pools of the traffic daemon. */
  readonly pools: readonly GclbPool[];
}

/** Properties of `SharedGclb`. */
export interface SharedGclbProps {
  /** The ingress: its name is part of all physical names, and changing it makes another balancer with other addresses. */
  readonly ingress: GoogleIngressSpec;
  /** Project of the balancer; it is that of the clusters. */
  readonly projectId: string;
  /** Traffic daemons behind the balancer, in the order of the spec. */
  readonly backends: readonly GclbBackend[];
  /** Proofs that the names of managed certificates are yours, one for each name of the environment. */
  readonly authorizations: DnsAuthorizations;
  /** Resources that must exist before certificates: their API. A cluster has enabled that of all else. */
  readonly after: readonly ITerraformDependable[];
}

/** The part of the properties that every part of a balancer reads. */
export type GclbPartProps = Pick<SharedGclbProps, 'ingress' | 'projectId'>;
