import { isAwsRegion } from './aws-partition';
import { refuse } from './refuse';

const GOOGLE_REGION = /^[a-z]+-[a-z]+\d{1,2}$/;

/**
 * A region of AWS: `eu-central-1`, or one of another partition, `eusc-de-east-1`.
 *
 * @throws ConfigError when the text does not have the form of a region in any partition; whether the region exists cannot be checked
 * offline.
 */
export function parseAwsRegion(text: string): string {
  if (!isAwsRegion(text)) refuse('region', 'be an AWS region', text, "write it as 'eu-central-1'");
  return text;
}

/**
 * A region of Google Cloud: `europe-west4`.
 *
 * @throws ConfigError when the text does not have the form of a region; whether the region exists cannot be checked offline.
 */
export function parseGoogleRegion(text: string): string {
  if (!GOOGLE_REGION.test(text)) {
    refuse('region', 'be a Google Cloud region', text, "write it as 'europe-west4', without a zone's letter");
  }
  return text;
}

/** Whether a location of Google Cloud is a single region, and not a multi-region (`eu`, `nam4`) or `global`. */
export function isGoogleRegion(location: string): boolean {
  return GOOGLE_REGION.test(location);
}

/**
 * A zone of an AWS region: the region and a letter from a to f.
 *
 * @throws ConfigError when the text is not such a zone; local zones are refused, because they have no EKS control plane of their own.
 */
export function parseAwsZone(text: string, region: string): string {
  const letters = text.startsWith(region) ? text.slice(region.length) : '';
  if (!/^[a-f]$/.test(letters)) {
    refuse('zone', `be a zone of ${region}: '${region}a' to '${region}f'`, text, 'use a zone of the region');
  }
  return text;
}

/**
 * A zone of a Google Cloud region: the region, a dash and a letter.
 *
 * @param letters letters of the zones that the region has.
 * @throws ConfigError when the text is not such a zone.
 */
export function parseGoogleZone(text: string, region: string, letters: readonly string[]): string {
  const zones = letters.map((letter) => `${region}-${letter}`);
  if (!zones.includes(text)) {
    refuse('zone', `be a zone of ${region}: ${zones.join(', ')}`, text, 'use a zone of the region');
  }
  return text;
}
