import { kinds, mapOf, members } from '../fields/compound-fields';
import { optional, type Resolved, withDefault } from '../fields/field';
import { oneOf, text } from '../fields/leaf-fields';
import type {
  GoogleManagedStackInput,
  MonitoringInput,
  MonitoringStackInput,
  OperatorStackInput,
} from './monitoring-input';

/** Fields of what evaluates the alerts of a cluster; the resolver derives a missing selector from the name of the cluster. */
export const monitoringFields = members<MonitoringInput>()({
  stack: kinds<MonitoringStackInput>()({
    operator: members<OperatorStackInput>()({ kind: oneOf('operator'), ruleLabels: withDefault(mapOf(text), {}) }),
    'google-managed': members<GoogleManagedStackInput>()({ kind: oneOf('google-managed') }),
  }),
  seriesSelector: optional(mapOf(text)),
});

/** The default of `monitoring`, for a cluster whose input does not state it. */
export const UNSTATED_MONITORING = { stack: { kind: 'operator' } } as const satisfies MonitoringInput;

/** The monitoring stack of a cluster, as its fields alone resolve it. */
export type MonitoringMembers = Resolved<typeof monitoringFields>;

/** The monitoring stack of a cluster, with every default filled in. */
export type MonitoringSettings = MonitoringMembers & {
  /** Labels by which rules select the series of the cluster; empty where its Prometheus holds no other cluster. */
  readonly seriesSelector: Readonly<Record<string, string>>;
};
