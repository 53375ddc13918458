import type { Resolved } from '../../fields/field';
import type { awsPoolFields } from './aws-pool-fields';

type Members = Resolved<typeof awsPoolFields>;

/** AWS settings of a pool with every default filled in. */
export type AwsPoolSettings = Omit<Members, 'image'> & {
  /** What nodes boot, and how they join. */
  readonly image: Omit<Members['image'], 'bootstrap'> & { readonly bootstrap: 'nodeadm' | 'bootstrap.sh' | 'toml' };
};

/** AWS settings of a pool with the default filled in that follows from the image. */
export function resolveAwsPool({ image, ...others }: Members): AwsPoolSettings {
  const bootstrap = image.family === 'bottlerocket' ? 'toml' : (image.bootstrap ?? 'nodeadm');
  return { ...others, image: { ...image, bootstrap } };
}
