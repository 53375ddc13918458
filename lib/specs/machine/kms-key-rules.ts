import { type KmsKeyArn, parseKmsKeyArn } from '../../values/kms-key';
import type { Problems } from '../../values/problems';
import { judgeArnPartition } from './arn-partition-rules';

/** A KMS key of the input, and the requirements on it. */
export interface JudgedKmsKey {
  readonly property: string;
  /** Undefined where the input has no key; the rules then accept it. */
  readonly arn: string | undefined;
  /** Region of the resources that are encrypted with the key. */
  readonly region: string;
  /**
   * Why an alias of the key is not accepted.
   * @default - an alias is accepted
   */
  readonly noAlias?: string;
}

/** Rules of a KMS key: an ARN of the region and partition of the resources that it encrypts, and no alias where `noAlias` is given. */
export function judgeKmsKey({ property, arn, region, noAlias }: JudgedKmsKey, problems: Problems): void {
  if (arn === undefined) return;
  const key: KmsKeyArn | undefined = problems.capture(property, () => parseKmsKeyArn(arn));
  if (key === undefined) return;
  const remedy = 'name a key of this region, because a KMS key can only be used in its own region';
  const isHere = problems.require(key.region === region, property, `be a key of the region ${region}`, arn, remedy);
  if (isHere) judgeArnPartition({ property, arn, region }, problems);
  if (noAlias === undefined) return;
  problems.require(
    !key.isAlias,
    property,
    'be the ARN of a key and not of an alias',
    arn,
    `copy it from the key: ${noAlias}`,
  );
}
