import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { EksCluster } from '@cdktf/provider-aws/lib/eks-cluster';
import { IamOpenidConnectProvider } from '@cdktf/provider-aws/lib/iam-openid-connect-provider';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { AwsClusterSpec } from '../specs/cluster/cluster-spec';
import { awsPartition } from '../values/aws-partition';
import type { IAwsNetwork } from './aws-network-contract';
import { ClusterAccess } from './cluster-access';
import type { IEksCluster } from './eks-cluster-contract';
import { renderAccountKeyPolicy, renderPolicy, renderServiceTrust } from './iam-policy';
import { managedPolicyArn } from './partition';
import { publicEndpoint } from './private-access/public-endpoint';

const LOG_TYPES = ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'];

/** Days in which a scheduled deletion of the Secrets key can still be cancelled; 30 is the longest period that KMS offers. */
const KEY_DELETION_WINDOW_DAYS = 30;

/** What {@link EksControlPlane} is made from. */
export interface EksControlPlaneProps {
  /** The cluster, with its name, version, access and settings. */
  readonly cluster: AwsClusterSpec;
  /** The network; the control plane puts its interfaces into the private subnets. */
  readonly network: IAwsNetwork;
  /**
   * Lets an operator shift the traffic of the cluster out of an impaired zone with Application Recovery Controller. Changes in place.
   * @default false
   */
  readonly zonalShift?: boolean;
}

/**
 * An EKS control plane with a private endpoint, Secrets encrypted with a KMS key, all logs, and access by explicit entries only.
 *
 * A change of its name, role or Service range forces its replacement, which would lose every object of the cluster: with deletion
 * protection Terraform refuses such a plan, and EKS refuses the deletion.
 */
export class EksControlPlane extends Construct implements IEksCluster {
  /** The cluster in EKS. */
  readonly resource: EksCluster;
  readonly name: string;
  readonly endpoint: string;
  readonly certificateAuthority: string;
  readonly serviceCidr: string;
  readonly kubernetesVersion: string;
  readonly clusterSecurityGroupId: string;
  /** Issuer of service-account tokens, for roles that trust them by web identity. */
  readonly oidcIssuer: string;
  /** ARN of the identity provider in IAM that trusts {@link oidcIssuer}. */
  readonly oidcProviderArn: string;

  constructor(scope: Construct, id: string, props: EksControlPlaneProps) {
    super(scope, id);
    const { cluster } = props;
    const keyArn = cluster.controlPlane.secretsKeyArn ?? this.addSecretsKey(cluster).arn;
    const role = this.addRole(cluster);
    const before = [...this.addRolePolicies(cluster, role, keyArn), this.addLogGroup(cluster)];
    this.resource = this.addCluster(props, { roleArn: role.arn, keyArn, before });
    this.name = cluster.physicalName;
    this.endpoint = this.resource.endpoint;
    this.certificateAuthority = this.resource.certificateAuthority.get(0).data;
    this.serviceCidr = cluster.controlPlane.serviceCidr;
    this.kubernetesVersion = cluster.kubernetesVersion;
    this.clusterSecurityGroupId = this.resource.vpcConfig.clusterSecurityGroupId;
    this.oidcIssuer = this.resource.identity.get(0).oidc.get(0).issuer;
    this.oidcProviderArn = this.addIdentityProvider().arn;
    new ClusterAccess(this, 'access', { cluster, after: [this.resource] });
  }

  /** Imports a cluster that somebody else manages; nothing is created. */
  static fromAttributes(attributes: IEksCluster): IEksCluster {
    return Object.freeze({ ...attributes });
  }

  private addSecretsKey(cluster: AwsClusterSpec): KmsKey {
    const { accountId, controlPlane } = cluster;
    const key = new KmsKey(this, 'secrets-key', {
      description: `Kubernetes Secrets of ${cluster.physicalName}`,
      enableKeyRotation: true,
      deletionWindowInDays: KEY_DELETION_WINDOW_DAYS,
      policy: renderAccountKeyPolicy(awsPartition(cluster.region), accountId),
      // Without this key no Secret can be read again, not even from a backup of the cluster.
      lifecycle: { preventDestroy: controlPlane.deletionProtection },
    });
    new KmsAlias(this, 'secrets-key-alias', {
      name: `alias/${cluster.physicalName}-secrets`,
      targetKeyId: key.keyId,
    });
    return key;
  }

  private addRole(cluster: AwsClusterSpec): IamRole {
    return new IamRole(this, 'role', {
      name: `${cluster.physicalName}-control-plane`,
      description: `Control plane of ${cluster.physicalName}`,
      assumeRolePolicy: renderServiceTrust({ service: 'eks.amazonaws.com' }),
    });
  }

  private addRolePolicies(cluster: AwsClusterSpec, role: IamRole, keyArn: string): readonly ITerraformDependable[] {
    return [
      new IamRolePolicyAttachment(this, 'cluster-policy', {
        role: role.name,
        policyArn: managedPolicyArn(cluster.region, 'AmazonEKSClusterPolicy'),
      }),
      new IamRolePolicy(this, 'secrets-key-policy', {
        name: 'use-secrets-key',
        role: role.name,
        policy: renderPolicy([
          { actions: ['kms:Encrypt', 'kms:Decrypt', 'kms:ListGrants', 'kms:DescribeKey'], resources: [keyArn] },
        ]),
      }),
    ];
  }

  /** The log group must exist before the cluster, because EKS otherwise creates a group of the same name that never expires its records. */
  private addLogGroup(cluster: AwsClusterSpec): CloudwatchLogGroup {
    return new CloudwatchLogGroup(this, 'log-group', {
      name: `/aws/eks/${cluster.physicalName}/cluster`,
      retentionInDays: cluster.controlPlane.logRetentionDays,
    });
  }

  private addCluster(
    { cluster, network, zonalShift }: EksControlPlaneProps,
    parts: { roleArn: string; keyArn: string; before: readonly ITerraformDependable[] },
  ): EksCluster {
    const settings = cluster.controlPlane;
    return new EksCluster(this, 'cluster', {
      name: cluster.physicalName,
      roleArn: parts.roleArn,
      version: cluster.kubernetesVersion,
      upgradePolicy: { supportType: settings.supportType },
      // Access entries are explicit and add-ons are resources with pinned versions, therefore EKS installs no add-on and admits
      // no principal by itself.
      accessConfig: { authenticationMode: 'API', bootstrapClusterCreatorAdminPermissions: false },
      bootstrapSelfManagedAddons: false,
      deletionProtection: settings.deletionProtection,
      enabledClusterLogTypes: [...LOG_TYPES],
      encryptionConfig: { resources: ['secrets'], provider: { keyArn: parts.keyArn } },
      kubernetesNetworkConfig: { ipFamily: 'ipv4', serviceIpv4Cidr: settings.serviceCidr },
      vpcConfig: {
        subnetIds: settings.zones.map((zone) => network.privateSubnetId(zone)),
        endpointPrivateAccess: true,
        ...publicEndpoint(cluster.privateAccess),
      },
      zonalShiftConfig: { enabled: zonalShift ?? false },
      dependsOn: [...parts.before],
      lifecycle: { preventDestroy: settings.deletionProtection },
    });
  }

  /**
   * The provider pins no thumbprint: IAM trusts the issuer's certificate authority, and a pinned thumbprint would break when that
   * certificate is renewed.
   */
  private addIdentityProvider(): IamOpenidConnectProvider {
    return new IamOpenidConnectProvider(this, 'identity-provider', {
      url: this.oidcIssuer,
      clientIdList: ['sts.amazonaws.com'],
    });
  }
}
