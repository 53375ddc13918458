import { list, members } from '../../fields/compound-fields';
import { optional, withDefault, withOwnDefaults } from '../../fields/field';
import { flag, oneOf, text, whole } from '../../fields/leaf-fields';
import { inPlace, refused, replaces, rolls } from '../../fields/state-effect';
import type { GoogleDiskInput, GoogleDiskKeyInput, GooglePoolInput, GoogleUpgradeInput } from './google-pool-input';

/** Fields of a pool's `google` member. */
export const googlePoolFields = members<GooglePoolInput>()({
  image: rolls(members<GooglePoolInput['image']>()({ family: oneOf('cos', 'ubuntu-gke') })),
  disk: rolls(
    members<GoogleDiskInput>()({
      sizeGib: whole({ min: 20, max: 65_536, unit: 'GiB' }),
      type: optional(oneOf('pd-standard', 'pd-balanced', 'pd-ssd', 'hyperdisk-balanced')),
      kmsKey: optional(
        members<GoogleDiskKeyInput>()({ name: replaces(text), access: inPlace(oneOf('granted', 'grant')) }),
      ),
      kmsKeyName: replaces(optional(text)),
    }),
  ),
  layout: refused(withDefault(oneOf('regional', 'zonal'), 'regional')),
  spot: replaces(withDefault(flag, false)),
  upgrade: withOwnDefaults(
    members<GoogleUpgradeInput>()({
      maxSurge: withDefault(whole({ min: 0, max: 20 }), 1),
      maxUnavailable: withDefault(whole({ min: 0, max: 20 }), 0),
    }),
  ),
  networkTags: withDefault(list(text), []),
  localSsdCount: replaces(withDefault(whole({ min: 0, max: 48 }), 0)),
  replacement: replaces(optional(whole({ min: 0, max: 99 }))),
});
