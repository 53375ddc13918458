import { atMost, list, type Members, mapOf, members } from '../fields/compound-fields';
import { optional, withDefault } from '../fields/field';
import { longText, oneOf, text, whole } from '../fields/leaf-fields';
import { refused, rolls } from '../fields/state-effect';
import { sizeField } from '../pool/node-pool-fields';
import type { CommonGroupInput, GroupFileInput, GroupPortInput } from './group-input';

/** Groups of a cluster at most. */
export const MAX_GROUPS = 50;

/** Ports of a group at most; a security group of EC2 has 60 rules in each direction. */
const MAX_PORTS = 30;

/** Characters of a file at most: user data of EC2 has 16 KiB. */
const MAX_FILE_CHARACTERS = 16_384;

const file = members<GroupFileInput>()({
  content: longText(MAX_FILE_CHARACTERS),
  mode: withDefault(text, '0644'),
});

const port = members<GroupPortInput>()({
  port: whole({ min: 1, max: 65_535 }),
  protocol: withDefault(oneOf('tcp', 'udp'), 'tcp'),
  from: list(text),
});

/** Fields of a group that both clouds share. */
export const commonGroupFields = {
  name: refused(text),
  size: sizeField,
  zones: optional(list(text)),
  files: rolls(withDefault(mapOf(file), {})),
  commands: rolls(withDefault(list(list(text)), [])),
  ports: withDefault(atMost(MAX_PORTS, list(port)), []),
} satisfies Members<CommonGroupInput>;
