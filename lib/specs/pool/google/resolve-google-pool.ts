import type { GooglePoolInput } from './google-pool-input';
import type { GooglePoolSettings } from './google-pool-settings';

/** Fills in every default of a pool's Google settings. */
export function resolveGooglePool(input: GooglePoolInput): GooglePoolSettings {
  return {
    image: { family: input.image.family },
    disk: {
      sizeGib: input.disk.sizeGib,
      type: input.disk.type ?? 'pd-balanced',
      kmsKeyName: input.disk.kmsKeyName,
    },
    layout: input.layout ?? 'regional',
    spot: input.spot ?? false,
    upgrade: {
      maxSurge: input.upgrade?.maxSurge ?? 1,
      maxUnavailable: input.upgrade?.maxUnavailable ?? 0,
    },
    networkTags: input.networkTags ?? [],
    localSsdCount: input.localSsdCount ?? 0,
  };
}
