/** Where Terraform keeps the state of an environment's stacks, one object per stack. */
export type StateInput =
  | {
      /** `state/<stack>.tfstate` beside the output folder: for a first look, not for a team. */
      readonly kind: 'local';
    }
  | {
      /** S3 with its native lock file (Terraform 1.10 or newer); always encrypted. */
      readonly kind: 's3';
      /** Name of an existing bucket, best with versions kept. Changing it starts from an empty state. */
      readonly bucket: string;
      /** Region of the bucket. */
      readonly region: string;
      /**
       * Prefix of the object keys.
       * @default 'keelson'
       */
      readonly keyPrefix?: string;
      /**
       * ARN of a KMS key of the bucket's region, or of an alias.
       * @default - the bucket's own encryption
       */
      readonly kmsKeyId?: string;
    }
  | {
      readonly kind: 'gcs';
      /** Name of an existing bucket, best with versions kept. Changing it starts from an empty state. */
      readonly bucket: string;
      /**
       * Prefix of the object names.
       * @default 'keelson'
       */
      readonly prefix?: string;
    };
