import { ProjectIamMember } from '@cdktf/provider-google/lib/project-iam-member';
import { ServiceAccount } from '@cdktf/provider-google/lib/service-account';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { GoogleClusterSpec } from '../specs/cluster/cluster-spec';
import { boundedName } from '../values/bounded-name';

const MAX_ACCOUNT_ID = 30;

/**
 * Roles of the nodes' own identity: to write logs and metrics, and to pull images. Pods in the host network can use this
 * identity, too, therefore workloads get no role here and have identities of their own.
 *
 * @see https://cloud.google.com/kubernetes-engine/docs/how-to/hardening-your-cluster#use_least_privilege_sa
 */
const NODE_ROLES = {
  node: 'roles/container.defaultNodeServiceAccount',
  'image-reader': 'roles/artifactregistry.reader',
} as const;

/** What {@link NodeServiceAccount} is made from. */
export interface NodeServiceAccountProps {
  /** The cluster of the nodes; the account is in the cluster's project. */
  readonly cluster: GoogleClusterSpec;
  /** Resources that must exist before the account: the APIs of the project. */
  readonly after: readonly ITerraformDependable[];
}

/** The service account of a cluster's nodes, with only the roles that a node needs. Its account id is derived from the cluster's name. */
export class NodeServiceAccount extends Construct {
  /** The account, without its roles. */
  readonly resource: ServiceAccount;
  /** Email of the account, known before the account exists, so that the names of pools can depend on it. */
  readonly email: string;
  /** Role bindings of the account; nodes that start before the bindings exist never become Ready. */
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
