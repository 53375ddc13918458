import type { Problems } from '../../../values/problems';
import {
  type ImageMinors,
  type ImagePath,
  judgeArchitectureWord,
  judgeFamilyWord,
  judgeMinorWord,
  judgePinnedParameter,
} from '../../machine/aws-image-path-rules';
import { IMAGE_FAMILIES } from '../../machine/image-family';
import type { Architecture } from '../../machine/machine';
import type { AwsNodePoolMembers } from '../node-pool-fields';

/** What an image has to fit, beside its family. */
export interface ImageSurroundings extends ImageMinors {
  /** Architecture of the machine, by the table. */
  readonly architecture: Architecture;
}

/** Rules of a pool's image: the family, what it can do, and where it comes from. */
export function judgeAwsImage(pool: AwsNodePoolMembers, surroundings: ImageSurroundings, problems: Problems): void {
  const { image } = pool.aws;
  const traits = IMAGE_FAMILIES[image.family];
  judgeJoin(pool, traits.joins, problems);
  if (pool.aws.instanceStore && !traits.offersInstanceStore) {
    const remedy = "use 'al2023', which sets the disks up at boot, or a larger root disk";
    problems.add(
      'aws.instanceStore',
      `be false for '${image.family}', which cannot use NVMe disks at boot`,
      true,
      remedy,
    );
  }
  judgeSource(pool, surroundings, problems);
  judgePromotedPath(pool, surroundings, problems);
}

function judgeJoin(pool: AwsNodePoolMembers, joins: readonly string[], problems: Problems): void {
  const { family, bootstrap } = pool.aws.image;
  if (bootstrap === undefined || joins.includes(bootstrap)) return;
  const possible = joins.filter((join) => join !== 'toml').map((join) => `'${join}'`);
  const rule =
    possible.length === 0
      ? `be absent for '${family}', which takes its settings as TOML`
      : `be ${possible.join(' or ')} for '${family}'`;
  problems.add('aws.image.bootstrap', rule, bootstrap, 'leave it out');
}

function judgeSource(pool: AwsNodePoolMembers, surroundings: ImageSurroundings, problems: Problems): void {
  const { source } = pool.aws.image;
  if ('amiId' in source) {
    const holds = /^ami-([0-9a-f]{8}|[0-9a-f]{17})$/.test(source.amiId);
    problems.require(
      holds,
      'aws.image.source.amiId',
      "be an image id: 'ami-' and 17 hexadecimal digits",
      source.amiId,
      'copy it from the image',
    );
    return;
  }
  const property = 'aws.image.source.ssmParameter';
  if (!judgePinnedParameter(property, source.ssmParameter, problems)) return;
  judgePathWords({ property, path: source.ssmParameter }, { pool, surroundings }, problems);
}

/** The image that a schedule promotes takes the place of the pinned one, so it has to be of the same kind. */
function judgePromotedPath(pool: AwsNodePoolMembers, surroundings: ImageSurroundings, problems: Problems): void {
  const path = pool.reboots?.kind === 'replace' ? pool.reboots.promotion?.fromParameter : undefined;
  if (path === undefined) return;
  judgePathWords({ property: 'reboots.promotion.fromParameter', path }, { pool, surroundings }, problems);
}

/** What the words of a path tell of the image: family, architecture and Kubernetes minor; those that it lacks are believed. */
function judgePathWords(
  image: ImagePath,
  { pool, surroundings }: { readonly pool: AwsNodePoolMembers; readonly surroundings: ImageSurroundings },
  problems: Problems,
): void {
  judgeFamilyWord(pool.aws.image.family, image, problems);
  judgeArchitectureWord({ ...image, architecture: surroundings.architecture }, problems);
  judgeMinorWord(image, surroundings, problems);
}
