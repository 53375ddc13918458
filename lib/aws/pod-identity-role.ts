import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { Construct } from 'constructs';
import { renderServiceTrust } from './iam-policy';

/** Properties of {@link PodIdentityRole}. */
export interface PodIdentityRoleProps {
  /** Physical name of the role, at most 64 characters. Changing it replaces the role. */
  readonly name: string;
  /** Purpose of the role; IAM shows it as the description. */
  readonly description: string;
  /** Namespace of the service account. */
  readonly namespace: string;
  /** The only service account whose pods may assume the role. */
  readonly serviceAccount: string;
  /** ARNs of managed policies, each under a name that becomes part of a construct id. */
  readonly policyArns: Readonly<Record<string, string>>;
}

/**
 * An IAM role for the pods of one service account; the pod-identity agent hands its credentials to them.
 *
 * The trust policy names the service account, because otherwise everybody who may create associations could lend the role to
 * other pods.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html
 */
export class PodIdentityRole extends Construct {
  /** The role. */
  readonly resource: IamRole;
  /** ARN of the role. A consumer of the role must also depend on {@link attachments}. */
  readonly roleArn: string;
  /** The policy attachments; a consumer depends on them, because otherwise its pods may start without permissions. */
  readonly attachments: readonly IamRolePolicyAttachment[];

  constructor(scope: Construct, id: string, props: PodIdentityRoleProps) {
    super(scope, id);
    this.resource = new IamRole(this, 'role', {
      name: props.name,
      description: props.description,
      assumeRolePolicy: renderServiceTrust({
        service: 'pods.eks.amazonaws.com',
        actions: ['sts:AssumeRole', 'sts:TagSession'],
        conditions: {
          StringEquals: {
            'aws:RequestTag/kubernetes-namespace': props.namespace,
            'aws:RequestTag/kubernetes-service-account': props.serviceAccount,
          },
        },
      }),
    });
    this.roleArn = this.resource.arn;
    this.attachments = Object.entries(props.policyArns).map(
      ([name, policyArn]) => new IamRolePolicyAttachment(this, name, { role: this.resource.name, policyArn }),
    );
  }
}
