import type { Problems } from '../../values/problems';
import type { Architecture } from './machine';

const FLOATING_SEGMENTS = new Set(['recommended', 'latest', 'current']);
const SERIAL = /\d{8}/;

/** Words in a path that name the architecture of the image. */
const ARCHITECTURE_WORDS: Readonly<Record<string, Architecture>> = { x86_64: 'amd64', amd64: 'amd64', arm64: 'arm64' };

/** Word in a path that names the image family. */
const FAMILY_WORDS: Readonly<Record<string, RegExp>> = {
  al2023: /amazon-linux-2023|al2023/,
  ubuntu: /ubuntu/,
  bottlerocket: /bottlerocket/,
};

/** Minors of Kubernetes for which an image may be built. */
export interface ImageMinors {
  readonly kubernetesVersion: string;
  /** Minor that the cluster runs while its control plane is upgraded, because the nodes may stay on this minor meanwhile. */
  readonly runningVersion: string | undefined;
}

/** Path of an image's SSM parameter, and the property that states the path. */
export interface ImagePath {
  /** Path of the property in the input. */
  readonly property: string;
  /** Path of an SSM parameter. */
  readonly path: string;
}

/** Refuses an SSM parameter that AWS moves to newer images; returns whether the path is valid. */
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
  const remedy =
    'replace the floating part by a version, because otherwise machines are replaced whenever a new image is published';
  return problems.require(!isFloating(path), property, rule, path, remedy);
}

function isFloating(path: string): boolean {
  if (/:\d+$/.test(path)) return false;
  const segments = path.split('/');
  if (segments.some((segment) => FLOATING_SEGMENTS.has(segment))) return true;
  // Canonical's paths of one pinned version contain `stable` too, followed by a serial number.
  const mayFloat = segments.some((segment) => segment === 'stable' || segment.endsWith('-latest'));
  return mayFloat && !SERIAL.test(path);
}

/** Refuses a path that names another image family than the pool's; a path without the name of a family is accepted. */
export function judgeFamilyWord(family: string, { property, path }: ImagePath, problems: Problems): void {
  const other = Object.entries(FAMILY_WORDS).find(([name, word]) => name !== family && word.test(path))?.[0];
  const holds = other === undefined || FAMILY_WORDS[family]?.test(path) === true;
  problems.require(
    holds,
    property,
    `be a path of '${family}'`,
    path,
    `change the family or the path, which is of '${other}'`,
  );
}

/** An image path and the architecture of the machine that boots it. */
export interface ArchitecturePath extends ImagePath {
  readonly architecture: Architecture;
}

/** Refuses an image of another architecture than the machine's; a path without the name of an architecture is accepted. */
export function judgeArchitectureWord(image: ArchitecturePath, problems: Problems): void {
  const words = Object.keys(ARCHITECTURE_WORDS).filter((word) =>
    new RegExp(`(^|[/-])${word}($|[/-])`).test(image.path),
  );
  const holds = words.length === 0 || words.some((word) => ARCHITECTURE_WORDS[word] === image.architecture);
  const rule = `be an image for the machine's architecture, ${image.architecture}`;
  problems.require(holds, image.property, rule, image.path, 'change the path or the machine');
}

/** Refuses a path that names a minor of Kubernetes which the cluster does not run; a path without a minor is accepted. */
export function judgeMinorWord({ property, path }: ImagePath, minors: ImageMinors, problems: Problems): void {
  const named = [...path.matchAll(/(?<=[/-])1\.\d{2}(?=[/-]|$)/g)].map((match) => match[0]);
  const allowed = [minors.kubernetesVersion, ...(minors.runningVersion === undefined ? [] : [minors.runningVersion])];
  const holds = named.length === 0 || allowed.some((minor) => named.every((name) => name === minor));
  const rule = `be an image of Kubernetes ${allowed.join(' or ')}, the version of the control plane`;
  problems.require(holds, property, rule, path, 'choose the path of that version');
}
