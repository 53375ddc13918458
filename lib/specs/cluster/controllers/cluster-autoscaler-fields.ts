import { list, members } from '../../fields/compound-fields';
import { optional, type Resolved, withDefault, withOwnDefaults } from '../../fields/field';
import { flag, oneOf, text, whole } from '../../fields/leaf-fields';
import type { ClusterAutoscalerInput, KeptNodesInput, ScaleDownInput } from './cluster-autoscaler-input';

const DAY_SECONDS = 86_400;

/** Longest time in seconds that a node may take to join, as `aws.rollout.joinTimeoutSeconds` has it. */
const MAX_JOIN_SECONDS = 7200;

const scaleDown = members<ScaleDownInput>()({
  enabled: withDefault(flag, true),
  unneededSeconds: withDefault(whole({ min: 60, max: DAY_SECONDS, unit: 'seconds' }), 600),
  delayAfterAddSeconds: withDefault(whole({ min: 0, max: DAY_SECONDS, unit: 'seconds' }), 600),
  utilizationPercent: withDefault(whole({ min: 1, max: 100, unit: 'percent' }), 50),
});

const keepsNodesWith = members<KeptNodesInput>()({
  localStorage: withDefault(flag, false),
  systemPods: withDefault(flag, true),
  customControllerPods: withDefault(flag, true),
});

/** Fields of the cluster autoscaler that keelson installs. */
export const clusterAutoscalerFields = members<ClusterAutoscalerInput>()({
  image: optional(text),
  expander: withDefault(oneOf('least-waste', 'most-pods', 'least-nodes', 'random'), 'least-waste'),
  priorities: optional(list(text)),
  balanceSimilarGroups: withDefault(flag, true),
  scaleDown: withOwnDefaults(scaleDown),
  keepsNodesWith: withOwnDefaults(keepsNodesWith),
  maxNodeProvisionSeconds: optional(whole({ min: 120, max: MAX_JOIN_SECONDS, unit: 'seconds' })),
});

/** The cluster autoscaler as its fields alone resolve it. */
export type ClusterAutoscalerMembers = Resolved<typeof clusterAutoscalerFields>;
