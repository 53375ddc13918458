/** One statement of an IAM policy. */
export interface PolicyStatement {
  /** Exact actions: a wildcard grants what AWS invents next. */
  readonly actions: readonly string[];
  /** ARNs; may be tokens. */
  readonly resources: readonly string[];
  /** @default - unconditional */
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** Who may assume a role, and on what conditions. */
export interface ServiceTrust {
  /** `ec2.amazonaws.com`. */
  readonly service: string;
  /** @default ['sts:AssumeRole'] */
  readonly actions?: readonly string[];
  /** @default - unconditional */
  readonly conditions?: PolicyStatement['conditions'];
}

const POLICY_VERSION = '2012-10-17';

/** A permission policy as JSON. */
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

/** The trust policy of a role that an AWS service assumes, as JSON. */
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

/** The policy of a KMS key that leaves all grants to IAM policies of its own account. */
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
