import type { Problems } from '../../values/problems';

/** A rule of a bucket's name besides its characters: the rule as a message has it, and the pattern of names that break the rule. */
type NameRule = readonly [rule: string, pattern: RegExp];

interface BucketNames {
  /** Kind of bucket with its article, for messages. */
  readonly what: string;
  readonly shape: RegExp;
  readonly rules: readonly NameRule[];
}

const ADDRESS: NameRule = ['not have the form of an IP address', /^\d{1,3}(\.\d{1,3}){3}$/];

/**
 * Form of the bucket names that each cloud accepts, and the names that it reserves.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html as of 2026-11-27
 * @see https://cloud.google.com/storage/docs/buckets#naming
 */
const BUCKETS: Readonly<Record<'s3' | 'gcs', BucketNames>> = {
  s3: {
    what: 'an S3',
    shape: /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
    rules: [
      ADDRESS,
      ["not begin with 'xn--' or 'sthree-', which S3 reserves", /^(xn--|sthree-)/],
      [
        "not end with '-s3alias', '--ol-s3', '.mrap', '--x-s3' or '--table-s3', which S3 reserves for access points, directory buckets and table buckets",
        /(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/,
      ],
    ],
  },
  gcs: {
    what: 'a Cloud Storage',
    shape: /^[a-z0-9][a-z0-9._-]{1,61}[a-z0-9]$/,
    rules: [ADDRESS, ["not begin with 'goog' or contain 'google', which Google reserves", /^goog|google/]],
  },
};

/** Rules of the name of the bucket that keeps the states. */
export function judgeStateBucket(kind: 's3' | 'gcs', bucket: string, problems: Problems): void {
  const { what, shape, rules } = BUCKETS[kind];
  const holds = shape.test(bucket) && !bucket.includes('..');
  const rule = `be the name of ${what} bucket: 3 to 63 lower-case letters, digits, dashes or dots`;
  if (
    !problems.require(
      holds,
      'state.bucket',
      rule,
      bucket,
      "write the bare name of the bucket, without 's3://' or 'gs://'",
    )
  )
    return;
  for (const [kept, pattern] of rules) {
    problems.require(
      !pattern.test(bucket),
      'state.bucket',
      kept,
      bucket,
      'name an existing bucket; the cloud has none of this name',
    );
  }
}
