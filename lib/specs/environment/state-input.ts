/** Place where Terraform keeps the state of an environment's stacks, one object per stack. */
export type StateInput =
  | {
      /** Files `state/<stack>.tfstate` beside the output folder; not for a team, because nobody else has the files. */
      readonly kind: 'local';
    }
  | {
      /** S3 with its native lock file (Terraform 1.10 or newer); always encrypted. */
      readonly kind: 's3';
      /**
       * Name of an existing bucket, which should keep versions. Changing it is refused by the lock, because a deploy would begin from an
       * empty state.
       */
      readonly bucket: string;
      /** Region of the bucket. Changing it is made in place, because it only states where the bucket is. */
      readonly region: string;
      /**
       * Prefix of the object keys. Changing it is refused by the lock, as for `bucket`.
       * @default 'keelson'
       */
      readonly keyPrefix?: string;
      /**
       * ARN of a KMS key in the bucket's region, or of an alias. Changing it is made in place: states that are written afterwards are
       * encrypted with the new key.
       * @default - the bucket's own encryption
       */
      readonly kmsKeyId?: string;
    }
  | {
      readonly kind: 'gcs';
      /**
       * Name of an existing bucket, which should keep versions. Changing it is refused by the lock, because a deploy would begin from an
       * empty state.
       */
      readonly bucket: string;
      /**
       * Prefix of the object names. Changing it is refused by the lock, as for `bucket`.
       * @default 'keelson'
       */
      readonly prefix?: string;
    };
