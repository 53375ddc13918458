import { awsClusterFields } from '../cluster/aws/aws-cluster-fields';
import { googleClusterFields } from '../cluster/google/google-cluster-fields';
import { atMost, kinds, list, type Members, mapOf, members, parts } from '../fields/compound-fields';
import { optional, type Resolved, withDefault } from '../fields/field';
import { oneOf, text } from '../fields/leaf-fields';
import { inert, refused, replaces } from '../fields/state-effect';
import { googleIngressFields } from '../ingress/google/google-ingress-fields';
import type { AwsEnvironmentInput, CommonEnvironmentInput, GoogleEnvironmentInput } from './environment-input';
import type { StateInput } from './state-input';

/** Clusters of an environment at most. */
const MAX_CLUSTERS = 50;

/** Ingresses of an environment at most. */
const MAX_INGRESSES = 10;

/** Prefix of the state objects in a bucket. */
const prefix = refused(withDefault(text, 'keelson'));

/** Fields of where the state is kept. */
export const stateFields = kinds<StateInput>()({
  local: members<Extract<StateInput, { kind: 'local' }>>()({ kind: refused(oneOf('local')) }),
  s3: members<Extract<StateInput, { kind: 's3' }>>()({
    kind: refused(oneOf('s3')),
    bucket: refused(text),
    region: text,
    keyPrefix: prefix,
    kmsKeyId: optional(text),
  }),
  gcs: members<Extract<StateInput, { kind: 'gcs' }>>()({ kind: refused(oneOf('gcs')), bucket: refused(text), prefix }),
});

/** Place of the state, with every default filled in. */
export type StateSpec = Resolved<typeof stateFields>;

const common = {
  name: replaces(text),
  tier: inert(oneOf('production', 'staging', 'development')),
  state: withDefault(stateFields, { kind: 'local' }),
  peersWith: inert(withDefault(list(text), [])),
  tags: withDefault(mapOf(text), {}),
} satisfies Members<CommonEnvironmentInput>;

/** Fields of an environment by its cloud. */
export const environmentFields = {
  aws: members<AwsEnvironmentInput>()({
    ...common,
    cloud: oneOf('aws'),
    accountId: refused(text),
    clusters: atMost(MAX_CLUSTERS, parts('cluster', awsClusterFields)),
  }),
  google: members<GoogleEnvironmentInput>()({
    ...common,
    cloud: oneOf('google'),
    projectId: refused(text),
    clusters: atMost(MAX_CLUSTERS, parts('cluster', googleClusterFields)),
    ingress: withDefault(atMost(MAX_INGRESSES, parts('ingress', googleIngressFields)), []),
  }),
} as const;

/** Members of an environment with every default of a field filled in. */
export type EnvironmentMembers = Resolved<(typeof environmentFields)['aws' | 'google']>;
