import { ImageReference } from '../../../values/image-reference';
import type { Problems } from '../../../values/problems';
import { PLATFORM_NAMESPACE } from '../../labels';
import type { ShippedImage } from '../../shipped-images';
import type { AwsClusterSpec } from '../cluster-spec';

/** A program that keelson installs, as the rule of its name tells of it. */
interface ProgramName {
  /** Name of its Deployment and of its account. */
  readonly name: string;
  /** Property of the cluster that installs it. */
  readonly property: string;
  /** Short word for the program in messages: `handler`. */
  readonly noun: string;
}

/** Another workload of that name would have the labels and the account of the program. */
export function judgeProgramName(
  { workloads }: AwsClusterSpec,
  { name, property, noun }: ProgramName,
  problems: Problems,
): void {
  const isTaken = workloads.some((workload) => workload.namespace === PLATFORM_NAMESPACE && workload.name === name);
  const rule = `not name a workload '${name}' in ${PLATFORM_NAMESPACE}, which keelson's own objects have`;
  const remedy = `rename it; if it is your own ${noun}, state 'existing' as '${property}'`;
  problems.require(!isTaken, 'workloads', rule, `${PLATFORM_NAMESPACE}/${name}`, remedy);
}

/** The image of a program that keelson installs, as the rule of its version tells of it. */
interface ProgramImage {
  /** Property with the image. */
  readonly property: string;
  /** The work of the program, in messages: `drains nodes`. */
  readonly does: string;
  /** The dated image, and the versions whose settings keelson knows. */
  readonly shipped: ShippedImage;
  /** The rule with its reason, for a version that keelson does not know. */
  readonly rule: string;
}

/** A digest says nothing of the version, so that an image without a tag passes. */
export function judgeProgramImage(
  text: string,
  { property, does, shipped, rule }: ProgramImage,
  problems: Problems,
): void {
  const image = problems.capture(property, () => ImageReference.parse(text));
  if (image === undefined) return;
  const pin = `add the tag of a version, or a digest; a moving tag would change the program that ${does}`;
  if (!problems.require(image.hasVersion, property, 'name a version', text, pin)) return;
  const isKnown = image.tag === undefined || image.tag.startsWith(shipped.versions);
  const remedy = `use ${ImageReference.parse(shipped.image).tag}, or leave it out`;
  problems.require(isKnown, property, rule, text, remedy);
}
