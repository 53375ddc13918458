/** Letters of the zones in regions whose zones are not a, b and c; as of 2026-11-01. */
const DEVIATING: Readonly<Record<string, readonly string[]>> = {
  'europe-west1': ['b', 'c', 'd'],
  'us-central1': ['a', 'b', 'c', 'f'],
  'us-east1': ['b', 'c', 'd'],
};

/** Letters for every other region: most have the zones a to c, some have more. */
const USUAL = ['a', 'b', 'c', 'd', 'e', 'f'];

/**
 * Letters that a Google zone may have in a region.
 *
 * @see https://cloud.google.com/compute/docs/regions-zones
 */
export function googleZoneLetters(region: string): readonly string[] {
  return DEVIATING[region] ?? USUAL;
}
