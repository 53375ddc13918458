import type { Problems } from '../../../values/problems';
import { imageTraits } from '../../machine/image-family';
import type { Architecture } from '../../machine/machine';
import type { AwsNodePoolInput } from '../node-pool-input';

const FLOATING_SEGMENTS = new Set(['recommended', 'latest', 'current']);
const SERIAL = /\d{8}/;

/** Words of a path that tell the architecture. */
const ARCHITECTURE_WORDS: Readonly<Record<string, Architecture>> = { x86_64: 'amd64', amd64: 'amd64', arm64: 'arm64' };

/** Word of a path that tells the image family. */
const FAMILY_WORDS: Readonly<Record<string, RegExp>> = {
  al2023: /amazon-linux-2023|al2023/,
  ubuntu: /ubuntu/,
  bottlerocket: /bottlerocket/,
};

/** Minors that an image may be built for. */
export interface ImageMinors {
  readonly kubernetesVersion: string;
  /** Nodes may stay on the running minor while the control plane moves. */
  readonly runningVersion: string | undefined;
}

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

/** A path of an image, and the property that it is the value of. */
export interface ImagePath {
  /** Where it stands in the input. */
  readonly property: string;
  /** Path of an SSM parameter. */
  readonly path: string;
}

/** What the words of a path tell of the image: family, architecture and Kubernetes minor; those that it lacks are believed. */
function judgePathWords(
  image: ImagePath,
  { pool, minors }: { readonly pool: AwsNodePoolInput; readonly minors: ImageMinors },
  problems: Problems,
): void {
  judgeFamilyWord(pool.aws.image.family, image, problems);
  judgeArchitectureWord({ ...image, architecture: pool.machine.architecture ?? 'amd64' }, problems);
  judgeMinors(image, minors, problems);
}

/** Refuses a parameter whose value moves on by itself; answers whether it holds. */
export function judgePinnedParameter(property: string, path: string, problems: Problems): boolean {
  if (!/^\/[\w./-]+(:\d+)?$/.test(path)) {
    problems.add(
      property,
      "be the path of an SSM parameter, from '/aws/service/'",
      path,
      'copy it from the page of the image',
    );
    return false;
  }
  const rule = 'name one version of the image';
  const remedy = 'replace the floating part by a version; images roll when you say so, not on a day that nobody chose';
  return problems.require(!isFloating(path), property, rule, path, remedy);
}

function isFloating(path: string): boolean {
  if (/:\d+$/.test(path)) return false;
  const segments = path.split('/');
  if (segments.some((segment) => FLOATING_SEGMENTS.has(segment))) return true;
  // Canonical's pinned paths hold `stable` too, with a serial behind it.
  const mayFloat = segments.some((segment) => segment === 'stable' || segment.endsWith('-latest'));
  return mayFloat && !SERIAL.test(path);
}

function judgeFamilyWord(family: string, { property, path }: ImagePath, problems: Problems): void {
  const other = Object.entries(FAMILY_WORDS).find(([name, word]) => name !== family && word.test(path))?.[0];
  const holds = other === undefined || FAMILY_WORDS[family]?.test(path) === true;
  problems.require(holds, property, `be a path of '${family}'`, path, `it is one of '${other}': change family or path`);
}

/** An image path and the architecture of the machine that boots it. */
export interface ArchitecturePath extends ImagePath {
  readonly architecture: Architecture;
}

/** Refuses an image of another architecture than the machine's; a path that names none is believed. */
export function judgeArchitectureWord(image: ArchitecturePath, problems: Problems): void {
  const words = Object.keys(ARCHITECTURE_WORDS).filter((word) =>
    new RegExp(`(^|[/-])${word}($|[/-])`).test(image.path),
  );
  const holds = words.length === 0 || words.some((word) => ARCHITECTURE_WORDS[word] === image.architecture);
  const rule = `be an image for the machine's architecture, ${image.architecture}`;
  problems.require(holds, image.property, rule, image.path, 'change the path or the machine');
}

function judgeMinors({ property, path }: ImagePath, minors: ImageMinors, problems: Problems): void {
  const named = [...path.matchAll(/(?<=[/-])1\.\d{2}(?=[/-]|$)/g)].map((match) => match[0]);
  const allowed = [minors.kubernetesVersion, ...(minors.runningVersion === undefined ? [] : [minors.runningVersion])];
  const holds = named.length === 0 || allowed.some((minor) => named.every((name) => name === minor));
  const rule = `be an image of Kubernetes ${allowed.join(' or ')}, like the control plane`;
  problems.require(holds, property, rule, path, 'change the path with the version');
}
