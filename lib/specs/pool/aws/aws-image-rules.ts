import type { Problems } from '../../../values/problems';
import {
  type ImageMinors,
  type ImagePath,
  judgeArchitectureWord,
  judgeFamilyWord,
  judgeMinorWord,
  judgePinnedParameter,
} from '../../machine/aws-image-path-rules';
import { imageTraits } from '../../machine/image-family';
import type { AwsNodePoolInput } from '../node-pool-input';

/** Rules of a pool's image: the family, what it can do, and where it comes from. */
export function judgeAwsImage(pool: AwsNodePoolInput, minors: ImageMinors, problems: Problems): void {
  const { image } = pool.aws;
  const traits = imageTraits(image.family);
  if (traits?.cloud !== 'aws') {
    const rule = "be an image family of AWS: 'al2023', 'ubuntu', 'bottlerocket'";
    problems.add('aws.image.family', rule, image.family, 'choose one of them');
    return;
  }
  judgeJoin(pool, traits.joins, problems);
  judgeDisk(pool, traits.minDiskGib, problems);
  if (pool.aws.instanceStore === true && !traits.offersInstanceStore) {
    const remedy = "use 'al2023', which sets the disks up at boot, or a larger root disk";
    problems.add(
      'aws.instanceStore',
      `be false for '${image.family}', which cannot use NVMe disks at boot`,
      true,
      remedy,
    );
  }
  judgeSource(pool, minors, problems);
  judgePromotedPath(pool, minors, problems);
}

function judgeJoin(pool: AwsNodePoolInput, joins: readonly string[], problems: Problems): void {
  const { family, bootstrap } = pool.aws.image;
  if (bootstrap === undefined || joins.includes(bootstrap)) return;
  const possible = joins.filter((join) => join !== 'toml').map((join) => `'${join}'`);
  const rule =
    possible.length === 0
      ? `be absent for '${family}', which takes its settings as TOML`
      : `be ${possible.join(' or ')} for '${family}'`;
  problems.add('aws.image.bootstrap', rule, bootstrap, 'leave it out');
}

function judgeDisk(pool: AwsNodePoolInput, minDiskGib: number, problems: Problems): void {
  const { sizeGib } = pool.aws.rootDisk;
  const holds = Number.isInteger(sizeGib) && sizeGib >= minDiskGib && sizeGib <= 16384;
  const rule = `be a whole number of ${minDiskGib} to 16384 GiB for '${pool.aws.image.family}'`;
  problems.require(holds, 'aws.rootDisk.sizeGib', rule, sizeGib, 'images of containers need room besides the system');
}

function judgeSource(pool: AwsNodePoolInput, minors: ImageMinors, problems: Problems): void {
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
  judgePathWords({ property, path: source.ssmParameter }, { pool, minors }, problems);
}

/** The image that a schedule promotes takes the place of the pinned one, so it has to be of the same kind. */
function judgePromotedPath(pool: AwsNodePoolInput, minors: ImageMinors, problems: Problems): void {
  const path = pool.reboots?.kind === 'replace' ? pool.reboots.promotion?.fromParameter : undefined;
  if (path === undefined) return;
  judgePathWords({ property: 'reboots.promotion.fromParameter', path }, { pool, minors }, problems);
}

/** What the words of a path tell of the image: family, architecture and Kubernetes minor; those that it lacks are believed. */
function judgePathWords(
  image: ImagePath,
  { pool, minors }: { readonly pool: AwsNodePoolInput; readonly minors: ImageMinors },
  problems: Problems,
): void {
  judgeFamilyWord(pool.aws.image.family, image, problems);
  judgeArchitectureWord({ ...image, architecture: pool.machine.architecture ?? 'amd64' }, problems);
  judgeMinorWord(image, minors, problems);
}
