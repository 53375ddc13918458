import { kinds, type Members, members } from '../../fields/compound-fields';
import { optional, type Resolved, withDefault, withOwnDefaults } from '../../fields/field';
import { oneOf, text, whole } from '../../fields/leaf-fields';
import { inPlace, rolls } from '../../fields/state-effect';
import { USER_DATA_BYTES } from '../../machine/user-data-bytes';
import { googleGroupScalingField } from '../../scaling/scaling-fields';
import { groupFields } from '../group-fields';
import type { GoogleGroupHealthInput, GroupHttpHealthInput, GroupTcpHealthInput } from './google-group-health-input';
import type {
  GoogleGroupDiskInput,
  GoogleGroupDiskKeyInput,
  GoogleGroupInput,
  GoogleGroupMachineInput,
  GoogleGroupRolloutInput,
} from './google-group-input';

const disk = members<GoogleGroupDiskInput>()({
  sizeGib: whole({ min: 10, max: 65_536, unit: 'GiB' }),
  type: optional(oneOf('pd-standard', 'pd-balanced', 'pd-ssd', 'hyperdisk-balanced')),
  kmsKey: optional(members<GoogleGroupDiskKeyInput>()({ name: text, access: inPlace(oneOf('granted', 'grant')) })),
});

const port = whole({ min: 1, max: 65_535 });

const times = {
  intervalSeconds: withDefault(whole({ min: 1, max: 300, unit: 'seconds' }), 10),
  timeoutSeconds: withDefault(whole({ min: 1, max: 300, unit: 'seconds' }), 5),
  unhealthyAfter: withDefault(whole({ min: 1, max: 10 }), 5),
  healthyAfter: withDefault(whole({ min: 1, max: 10 }), 2),
  initialDelaySeconds: withDefault(whole({ min: 0, max: 3600, unit: 'seconds' }), 300),
} satisfies Members<Omit<GroupTcpHealthInput, 'kind' | 'port'>>;

const health = kinds<GoogleGroupHealthInput>()({
  http: members<GroupHttpHealthInput>()({ kind: oneOf('http'), port, path: text, ...times }),
  tcp: members<GroupTcpHealthInput>()({ kind: oneOf('tcp'), port, ...times }),
});

/** Fields of a group of machines on Google Cloud. */
export const googleGroupFields = members<GoogleGroupInput>()({
  ...groupFields(USER_DATA_BYTES.google),
  machine: members<GoogleGroupMachineInput>()({ type: rolls(text) }),
  image: rolls(members<GoogleGroupInput['image']>()({ name: text })),
  disk: rolls(disk),
  scaling: withDefault(googleGroupScalingField, { kind: 'fixed' }),
  rollout: withOwnDefaults(
    members<GoogleGroupRolloutInput>()({
      maxSurge: withDefault(whole({ min: 0, max: 100 }), 1),
      maxUnavailable: withDefault(whole({ min: 0, max: 100 }), 0),
    }),
  ),
  health: optional(health),
});

/** Members of a group on Google Cloud with every default of a field filled in. */
export type GoogleGroupMembers = Resolved<typeof googleGroupFields>;

/** Health of a group on Google Cloud with every default filled in. */
export type GoogleGroupHealth = NonNullable<GoogleGroupMembers['health']>;
