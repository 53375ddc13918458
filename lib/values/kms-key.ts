import { refuse } from './refuse';

/** ARN of a KMS key by its id or by an alias, in the form that the AWS provider accepts. */
const ARN = /^arn:(aws[a-z-]*):kms:([a-z0-9-]+):(\d{12}):(key|alias)\/([\w/-]+)$/;

/** The parts of a KMS key's ARN that rules read. */
export interface KmsKeyArn {
  /** `aws`, or the partition of China, GovCloud or another sovereign cloud. */
  readonly partition: string;
  /** Region of the key; a key never moves to another region. */
  readonly region: string;
  /** Whether the ARN names an alias, which somebody may point to another key later. */
  readonly isAlias: boolean;
}

/**
 * ARN of a KMS key or of an alias of one.
 *
 * @throws ConfigError when the text is neither.
 */
export function parseKmsKeyArn(text: string): KmsKeyArn {
  const [, partition, region, , kind] = ARN.exec(text) ?? [];
  if (partition === undefined || region === undefined) {
    refuse('arn', 'be the ARN of a KMS key', text, 'copy it from the key');
  }
  return { partition, region, isAlias: kind === 'alias' };
}
