/** An image that is used where the input names none, and the versions that the text written for it holds for. */
export interface ShippedImage {
  /** Reference with the tag of a version. */
  readonly image: string;
  /** Begin of every version that our flags and scripts are written for: `1.23.`; empty where any version will do. */
  readonly versions: string;
}

/** Date of {@link SHIPPED_IMAGES}: on it each version was the newest that its makers had published and that was tried here. */
export const SHIPPED_IMAGES_AS_OF = '2026-11-01';

/** Every image that manifests name by default, in alphabetical order of what it is for. */
export const SHIPPED_IMAGES = {
  /** kured ends at a flag that it does not know, and flags change with its minors. */
  kured: { image: 'ghcr.io/kubereboot/kured:1.23.0', versions: '1.23.' },
  /** The tuner's script needs a POSIX sh, an awk as busybox has it, and a curl; none of them in a certain version. */
  nodeTuner: { image: 'docker.io/curlimages/curl:8.16.0', versions: '' },
} as const satisfies Readonly<Record<string, ShippedImage>>;
