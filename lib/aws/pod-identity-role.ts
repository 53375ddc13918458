import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { Construct } from 'constructs';
import { renderServiceTrust } from './iam-policy';

/** What {@link PodIdentityRole} is made from. */
export interface PodIdentityRoleProps {
  /** Physical name, at most 64 characters. Changing it replaces the role. */
  readonly name: string;
  /** What the role is for, shown in IAM. */
  readonly description: string;
  /** Namespace of the service account. */
  readonly namespace: string;
  /** The only service account whose pods may take the role. */
  readonly serviceAccount: string;
  /** ARNs of managed policies by a name that is part of construct ids. */
  readonly policyArns: Readonly<Record<string, string>>;
}

/**
 * An IAM role for the pods of one service account, handed out by the pod-identity agent.
 *
 * Its trust names the service account, so that nobody who may create associations can lend it to other pods.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html
 */
export class PodIdentityRole extends Construct {
  /** The role. */
  readonly resource: IamRole;
  /** Use it after the policies are attached: {@link attachments}. */
  readonly roleArn: string;
  /** What a consumer waits for, lest its pods start without permissions. */
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
