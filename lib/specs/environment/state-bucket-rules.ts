import type { Problems } from '../../values/problems';

/** A rule of a bucket's name beyond its characters: what it must not be, what is wrong with it, and what to do. */
type NameRule = readonly [rule: string, pattern: RegExp];

interface BucketNames {
  /** Whose bucket it is, in messages. */
  readonly what: string;
  readonly shape: RegExp;
  readonly rules: readonly NameRule[];
}

const ADDRESS: NameRule = ['not be written as an IP address', /^\d{1,3}(\.\d{1,3}){3}$/];

/**
 * Names that a cloud keeps for itself, with the shape of those that it takes.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
 * @see https://cloud.google.com/storage/docs/buckets#naming
 */
const BUCKETS: Readonly<Record<'s3' | 'gcs', BucketNames>> = {
  s3: {
    what: 'an S3',
    shape: /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
    rules: [
      ADDRESS,
      ["not begin with 'xn--' or 'sthree-', which S3 keeps for itself", /^(xn--|sthree-)/],
      ["not end with '-s3alias' or '--ol-s3', which S3 keeps for aliases of access points", /(-s3alias|--ol-s3)$/],
    ],
  },
  gcs: {
    what: 'a Cloud Storage',
    shape: /^[a-z0-9][a-z0-9._-]{1,61}[a-z0-9]$/,
    rules: [ADDRESS, ["not begin with 'goog' or contain 'google', which Google keeps for itself", /^goog|google/]],
  },
};

/** Rules of the name of the bucket that keeps the states. */
export function judgeStateBucket(kind: 's3' | 'gcs', bucket: string, problems: Problems): void {
  const { what, shape, rules } = BUCKETS[kind];
  const holds = shape.test(bucket) && !bucket.includes('..');
  const rule = `be the name of ${what} bucket: 3 to 63 lower-case letters, digits, dashes or dots`;
  if (!problems.require(holds, 'state.bucket', rule, bucket, 'give the bare name, without a scheme')) return;
  for (const [kept, pattern] of rules) {
    problems.require(!pattern.test(bucket), 'state.bucket', kept, bucket, 'name a bucket that is there');
  }
}
