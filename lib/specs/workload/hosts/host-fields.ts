import { atMost, kinds, list, mapOf, members } from '../../fields/compound-fields';
import { optional, type Resolved, withDefault, withOwnDefaults } from '../../fields/field';
import { flag, oneOf, text, whole } from '../../fields/leaf-fields';
import { inert, replaces } from '../../fields/state-effect';
import type {
  CaptureShardInput,
  CookieShardInput,
  HeaderShardInput,
  HostInput,
  HostTimeoutsInput,
  QueryShardInput,
  ShardKeyInput,
  UriShardInput,
} from './host-input';

/** Most prefixes of paths of a host at one service. */
const MAX_PATHS = 16;

const shardBy = kinds<ShardKeyInput>()({
  uri: members<UriShardInput>()({ kind: oneOf('uri') }),
  header: members<HeaderShardInput>()({ kind: oneOf('header'), name: text }),
  cookie: members<CookieShardInput>()({ kind: oneOf('cookie'), name: text }),
  query: members<QueryShardInput>()({ kind: oneOf('query'), name: text }),
  capture: members<CaptureShardInput>()({ kind: oneOf('capture'), pattern: text }),
});

/** Fields of a host of a service. */
export const hostFields = members<HostInput>()({
  host: replaces(text),
  ingress: text,
  paths: withDefault(atMost(MAX_PATHS, list(text)), ['/']),
  protocol: optional(oneOf('http1', 'h2', 'grpc', 'websocket')),
  shardBy: optional(shardBy),
  wwwRedirect: withDefault(flag, false),
  compress: withDefault(flag, false),
  responseHeaders: withDefault(mapOf(text), {}),
  maxHops: inert(optional(whole({ min: 1, max: 8 }))),
  timeouts: withOwnDefaults(
    members<HostTimeoutsInput>()({
      responseSeconds: withDefault(whole({ min: 1, max: 3600, unit: 'seconds' }), 30),
      socketSeconds: withDefault(whole({ min: 10, max: 86_400, unit: 'seconds' }), 3600),
    }),
  ),
});

/** Members of a host with every default of a field filled in. */
export type HostMembers = Resolved<typeof hostFields>;

/** Part of a request that decides which pod answers. */
export type ShardKey = NonNullable<HostMembers['shardBy']>;
