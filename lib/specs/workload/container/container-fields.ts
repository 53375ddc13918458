import { atMost, byMember, leafOr, list, mapOf, members } from '../../fields/compound-fields';
import { optional, type Resolved, withDefault } from '../../fields/field';
import { flag, longText, oneOf, text, whole } from '../../fields/leaf-fields';
import type {
  ContainerInput,
  PodFieldInput,
  SecretKeyInput,
  SidecarInput,
  WritableFolderInput,
} from './container-input';

/** Characters of a file of the configuration at most; all files together have a limit of their own. */
const MAX_FILE_CHARACTERS = 262_144;

/** Lowest port that a process without rights may listen on. */
const LEAST_PORT = 1024;

/** Field of a port of a container. */
export const containerPort = whole({ min: LEAST_PORT, max: 65_535 });

/** Field of the protocol of a port that serves requests. */
export const serviceProtocol = withDefault(oneOf('http1', 'h2', 'grpc', 'websocket', 'tcp'), 'http1');

const envValue = leafOr(
  text,
  byMember('field', {
    present: members<PodFieldInput>()({
      field: oneOf(
        'metadata.name',
        'metadata.namespace',
        'metadata.uid',
        'spec.nodeName',
        'status.hostIP',
        'status.podIP',
      ),
    }),
    absent: members<SecretKeyInput>()({ secret: text, key: text }),
  }),
);

const writable = members<WritableFolderInput>()({ path: text, size: text, memory: withDefault(flag, false) });

/** Fields that every container of a workload has. */
const base = {
  image: text,
  cpu: text,
  memory: text,
  scratch: optional(text),
  env: withDefault(mapOf(envValue), {}),
  command: optional(list(text)),
  args: optional(list(text)),
  writable: withDefault(atMost(16, list(writable)), []),
  user: withDefault(whole({ min: 1, max: 65_535 }), 10_001),
};

/** Fields of the container that serves. */
export const containerFields = members<ContainerInput>()({
  ...base,
  port: containerPort,
  protocol: serviceProtocol,
  config: withDefault(mapOf(longText(MAX_FILE_CHARACTERS)), {}),
});

/** Fields of a sidecar. */
export const sidecarFields = members<SidecarInput>()({ ...base, name: text, port: optional(containerPort) });

/** The container that serves, with every default of a field filled in. */
export type ContainerSpec = Resolved<typeof containerFields>;

/** A sidecar with every default of a field filled in. */
export type SidecarSpec = Resolved<typeof sidecarFields>;

/** Protocol of a container's port. */
export type ServiceProtocol = ContainerSpec['protocol'];
