/** One statement of an IAM policy. */
export interface PolicyStatement {
  /** Exact names of actions, because a wildcard would also grant the actions that AWS adds later. */
  readonly actions: readonly string[];
  /** ARNs of the resources; an ARN may be a token. */
  readonly resources: readonly string[];
  /** @default - unconditional */
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** The service that may assume a role, and its conditions. */
export interface ServiceTrust {
  /** Service principal, such as `ec2.amazonaws.com`. */
  readonly service: string;
  /** @default ['sts:AssumeRole'] */
  readonly actions?: readonly string[];
  /** @default - unconditional */
  readonly conditions?: PolicyStatement['conditions'];
}

const POLICY_VERSION = '2012-10-17';

/** Renders a permission policy as JSON. */
export function renderPolicy(statements: readonly PolicyStatement[]): string {
  return JSON.stringify({
    Version: POLICY_VERSION,
    Statement: statements.map((statement) => ({
      Effect: 'Allow',
      Action: statement.actions,
      Resource: statement.resources,
      ...(statement.conditions === undefined ? {} : { Condition: statement.conditions }),
    })),
  });
}

/** Renders the trust policy of a role that an AWS service assumes, as JSON. */
export function renderServiceTrust(trust: ServiceTrust): string {
  return JSON.stringify({
    Version: POLICY_VERSION,
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: trust.service },
        Action: trust.actions ?? ['sts:AssumeRole'],
        ...(trust.conditions === undefined ? {} : { Condition: trust.conditions }),
      },
    ],
  });
}

/** Renders the policy of a KMS key that leaves all grants to the IAM policies of the key's own account. */
export function renderAccountKeyPolicy(partition: string, accountId: string): string {
  return JSON.stringify({
    Version: POLICY_VERSION,
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: `arn:${partition}:iam::${accountId}:root` },
        Action: 'kms:*',
        Resource: '*',
      },
    ],
  });
}
