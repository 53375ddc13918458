import { list, members } from '../../fields/compound-fields';
import { optional, type Resolved, withDefault } from '../../fields/field';
import { longText, oneOf, text } from '../../fields/leaf-fields';
import { inPlace } from '../../fields/state-effect';
import { serviceProtocol } from '../container/container-fields';
import type { JsonPatchInput, PodYamlInput } from './pod-yaml-input';

/** Characters of a pod's text at most; the largest pods of real clusters have a tenth of it. */
const MAX_POD_CHARACTERS = 65_536;

/** Fields of a pod that a team wrote itself. */
export const podYamlFields = members<PodYamlInput>()({
  text: longText(MAX_POD_CHARACTERS),
  container: optional(text),
  port: inPlace(optional(text)),
  protocol: inPlace(serviceProtocol),
  patches: withDefault(
    list(
      members<JsonPatchInput>()({
        op: oneOf('add', 'remove', 'replace', 'move', 'copy', 'test'),
        path: text,
        from: optional(text),
        value: optional(text),
      }),
    ),
    [],
  ),
});

/** A pod that a team wrote itself, as its fields resolve it. */
export type PodYamlMembers = Resolved<typeof podYamlFields>;
