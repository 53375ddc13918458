import { atMost, list, type Members, mapOf, members } from '../fields/compound-fields';
import { optional, type Resolved, withDefault } from '../fields/field';
import { longText, oneOf, text, whole } from '../fields/leaf-fields';
import { onClouds, refused, rolls } from '../fields/state-effect';
import { sizeField } from '../pool/node-pool-fields';
import type { CommonGroupInput, GroupFileInput, GroupPortInput } from './group-input';

/** Groups of a cluster at most. */
export const MAX_GROUPS = 50;

/** Ports of a group at most, which have room in one security group of EC2. */
const MAX_PORTS = 30;

const port = members<GroupPortInput>()({
  port: whole({ min: 1, max: 65_535 }),
  protocol: withDefault(oneOf('tcp', 'udp'), 'tcp'),
  from: list(text),
});

/**
 * Fields of a group that both clouds share.
 *
 * @param mostCharacters characters of a file at most, because user data has a limit of its own on each cloud.
 */
export function groupFields(mostCharacters: number) {
  const file = members<GroupFileInput>()({
    content: longText(mostCharacters),
    mode: withDefault(text, '0644'),
  });
  return {
    name: refused(text),
    size: sizeField,
    // The zones of a regional instance group cannot change, and those of an Auto Scaling group are a list of subnets.
    zones: onClouds({ aws: 'in place', google: 'refused' }, optional(list(text))),
    files: rolls(withDefault(mapOf(file), {})),
    commands: rolls(withDefault(list(list(text)), [])),
    ports: withDefault(atMost(MAX_PORTS, list(port)), []),
  } satisfies Members<CommonGroupInput>;
}

/** Members of a group that both clouds share, with every default of a field filled in. */
export type CommonGroupMembers = { readonly [K in keyof GroupFields]: Resolved<GroupFields[K]> };

type GroupFields = ReturnType<typeof groupFields>;

/** The members of a cluster on which the resolution of its groups depends. */
export interface GroupSurroundings {
  readonly clusterPhysicalName: string;
  readonly networkZones: readonly string[];
}
