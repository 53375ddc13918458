/** The default image of a component, and the versions for which its flags and scripts are written. */
export interface ShippedImage {
  /** Reference with the tag of a version. */
  readonly image: string;
  /** First characters of every version that our flags and scripts support: `1.23.`; empty where every version is supported. */
  readonly versions: string;
}

/** Date of {@link SHIPPED_IMAGES}: on this day each version was the newest published one that had been tested with keelson. */
export const SHIPPED_IMAGES_AS_OF = '2026-11-01';

/** Every image that manifests name by default, in alphabetical order of the component. */
export const SHIPPED_IMAGES = {
  /** kured exits at start when it gets an unknown flag, and its flags change with its minor versions. */
  kured: { image: 'ghcr.io/kubereboot/kured:1.23.0', versions: '1.23.' },
  /** The tuner's script needs a POSIX sh, an awk that does what busybox awk does, and curl; any version of them will do. */
  nodeTuner: { image: 'docker.io/curlimages/curl:8.16.0', versions: '' },
} as const satisfies Readonly<Record<string, ShippedImage>>;
