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

/** The machine and the Kubernetes minors that an image must match, beside its family. */
export interface ImageSurroundings extends ImageMinors {
  /** Architecture of the machine, from the table of machine types. */
  readonly architecture: Architecture;
}

/** Rules of a pool's image: the abilities of its family, and its source. */
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
      ? `be absent for '${family}', which reads its settings as TOML`
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

/** The promoted image replaces the pinned one, so that it must have the same family, architecture and minor. */
function judgePromotedPath(pool: AwsNodePoolMembers, surroundings: ImageSurroundings, problems: Problems): void {
  const path = pool.reboots?.kind === 'replace' ? pool.reboots.promotion?.fromParameter : undefined;
  if (path === undefined) return;
  judgePathWords({ property: 'reboots.promotion.fromParameter', path }, { pool, surroundings }, problems);
}

/** Compares family, architecture and Kubernetes minor with those that a path names; what the path does not name is accepted. */
function judgePathWords(
  image: ImagePath,
  { pool, surroundings }: { readonly pool: AwsNodePoolMembers; readonly surroundings: ImageSurroundings },
  problems: Problems,
): void {
  judgeFamilyWord(pool.aws.image.family, image, problems);
  judgeArchitectureWord({ ...image, architecture: surroundings.architecture }, problems);
  judgeMinorWord(image, surroundings, problems);
}
