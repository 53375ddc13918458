/**
 * Most bytes of user data on each cloud. EC2 counts them before base64; a value of Compute Engine's metadata has 256 KiB, and base64 makes
 * four bytes of three.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html
 * @see https://cloud.google.com/compute/docs/metadata/setting-custom-metadata
 */
export const USER_DATA_BYTES = { aws: 16_384, google: 196_608 } as const;
