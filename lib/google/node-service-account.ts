import { ProjectIamMember } from '@cdktf/provider-google/lib/project-iam-member';
import { ServiceAccount } from '@cdktf/provider-google/lib/service-account';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { GoogleClusterSpec } from '../specs/cluster/cluster-spec';
import { boundedName } from '../values/bounded-name';

const MAX_ACCOUNT_ID = 30;

/**
 * What a node does with its own identity: write logs and metrics, and pull images. Host-network pods can use this identity
 * too, so nothing is added here for a workload; workloads have identities of their own.
 *
 * @see https://cloud.google.com/kubernetes-engine/docs/how-to/hardening-your-cluster#use_least_privilege_sa
 */
const NODE_ROLES = {
  node: 'roles/container.defaultNodeServiceAccount',
  'image-reader': 'roles/artifactregistry.reader',
} as const;

/** What {@link NodeServiceAccount} is made from. */
export interface NodeServiceAccountProps {
  /** The cluster whose nodes they are; the account lives in its project. */
  readonly cluster: GoogleClusterSpec;
  /** Resources that must exist first: the APIs of the project. */
  readonly after: readonly ITerraformDependable[];
}

/** The identity of a cluster's nodes, with the roles that a node needs and no more. Its account id follows the cluster's name. */
export class NodeServiceAccount extends Construct {
  /** The account itself, without its roles. */
  readonly resource: ServiceAccount;
  /** Known before it exists, so that the names of pools can depend on it. */
  readonly email: string;
  /** Role bindings; a cluster or pool that starts before they exist has nodes that never become Ready. */
  readonly bindings: readonly ProjectIamMember[];

  constructor(scope: Construct, id: string, props: NodeServiceAccountProps) {
    super(scope, id);
    const { cluster } = props;
    const { projectId } = cluster;
    const accountId = boundedName(`${cluster.physicalName}-nodes`, MAX_ACCOUNT_ID);
    this.email = `${accountId}@${projectId}.iam.gserviceaccount.com`;
    this.resource = new ServiceAccount(this, 'account', {
      project: projectId,
      accountId,
      displayName: `Nodes of GKE cluster ${cluster.physicalName}`,
      dependsOn: [...props.after],
    });
    this.bindings = Object.entries(NODE_ROLES).map(
      ([name, role]) =>
        new ProjectIamMember(this, `role-${name}`, { project: projectId, role, member: this.resource.member }),
    );
  }
}
