import { refuse } from './refuse';

/** Key id or alias of KMS by ARN, as the provider reads it too. */
const ARN = /^arn:(aws[a-z-]*):kms:([a-z0-9-]+):(\d{12}):(key|alias)\/([\w/-]+)$/;

/** What the ARN of a KMS key tells. */
export interface KmsKeyArn {
  /** `aws`, or that of China, GovCloud or another sovereign cloud. */
  readonly partition: string;
  /** Where the key is, and stays. */
  readonly region: string;
  /** Whether it names an alias, which may point to another key tomorrow. */
  readonly isAlias: boolean;
}

/**
 * ARN of a KMS key or of an alias of one.
 *
 * @throws ConfigError when it is neither.
 */
export function parseKmsKeyArn(text: string): KmsKeyArn {
  const [, partition, region, , kind] = ARN.exec(text) ?? [];
  if (partition === undefined || region === undefined) {
    refuse('arn', 'be the ARN of a KMS key', text, 'copy it from the key');
  }
  return { partition, region, isAlias: kind === 'alias' };
}
