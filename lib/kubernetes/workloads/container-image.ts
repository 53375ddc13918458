import { ImageReference } from '../../values/image-reference';

/** An image as the pod names it, and the version that people call it. */
export interface RunImage {
  /** `repository@digest` where a digest is stated, because a new tag on the same content must not restart pods; otherwise `repository:tag`. */
  readonly reference: string;
  /** The tag; undefined for an image that has a digest alone. */
  readonly version: string | undefined;
}

/**
 * Reads an image as a user states it.
 *
 * @see https://github.com/kubernetes-sigs/kustomize/issues/5664
 */
export function runImage(text: string): RunImage {
  const { registry, repository, tag, digest } = ImageReference.parse(text);
  return { reference: digest === undefined ? text : `${registry}/${repository}@${digest}`, version: tag };
}
