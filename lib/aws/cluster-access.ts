import { EksAccessEntry } from '@cdktf/provider-aws/lib/eks-access-entry';
import { EksAccessPolicyAssociation } from '@cdktf/provider-aws/lib/eks-access-policy-association';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { AwsAccessInput } from '../specs/cluster/aws/aws-cluster-input';
import type { AwsClusterSpec } from '../specs/cluster/cluster-spec';
import { awsPartition } from '../values/aws-partition';

type AccessPolicy = NonNullable<AwsAccessInput['policy']>;

const ACCESS_POLICIES: Readonly<Record<AccessPolicy, string>> = {
  'cluster-admin': 'AmazonEKSClusterAdminPolicy',
  admin: 'AmazonEKSAdminPolicy',
  edit: 'AmazonEKSEditPolicy',
  view: 'AmazonEKSViewPolicy',
};

/** What {@link ClusterAccess} is made from. */
export interface ClusterAccessProps {
  /** The cluster, whose `access` lists the principals and their rights. */
  readonly cluster: AwsClusterSpec;
  /** The control plane, which must exist before its access entries. */
  readonly after: readonly ITerraformDependable[];
}

/**
 * Decides who may use the Kubernetes API: one access entry per principal with its groups, and one association per access policy.
 *
 * The pools make the entries of their node roles themselves, because EKS refuses a second entry for the same role.
 */
export class ClusterAccess extends Construct {
  /** Access entries by principal ARN. */
  readonly entries: ReadonlyMap<string, EksAccessEntry>;

  constructor(scope: Construct, id: string, props: ClusterAccessProps) {
    super(scope, id);
    const { access } = props.cluster;
    const principals = [...new Set(access.map((grant) => grant.principalArn))];
    this.entries = new Map(principals.map((principal) => [principal, this.addEntry(principal, props)]));
    for (const grant of access) {
      if (grant.policy !== undefined) this.addPolicy(grant, grant.policy, props.cluster);
    }
  }

  private addEntry(principalArn: string, { cluster, after }: ClusterAccessProps): EksAccessEntry {
    const grants = cluster.access.filter((grant) => grant.principalArn === principalArn);
    const groups = [...new Set(grants.flatMap((grant) => grant.groups ?? []))].sort();
    return new EksAccessEntry(this, `entry-${principalArn}`, {
      clusterName: cluster.physicalName,
      principalArn,
      type: 'STANDARD',
      // The list is empty rather than left out, because EKS keeps the principal's former groups when the list is left out.
      kubernetesGroups: groups,
      dependsOn: [...after],
    });
  }

  private addPolicy(grant: AwsAccessInput, policy: AccessPolicy, cluster: AwsClusterSpec): void {
    const namespaces = grant.namespaces ?? [];
    const entry = this.entries.get(grant.principalArn);
    new EksAccessPolicyAssociation(this, `${policy}-${grant.principalArn}`, {
      clusterName: cluster.physicalName,
      principalArn: grant.principalArn,
      policyArn: `arn:${awsPartition(cluster.region)}:eks::aws:cluster-access-policy/${ACCESS_POLICIES[policy]}`,
      accessScope: namespaces.length === 0 ? { type: 'cluster' } : { type: 'namespace', namespaces: [...namespaces] },
      dependsOn: entry === undefined ? [] : [entry],
    });
  }
}
