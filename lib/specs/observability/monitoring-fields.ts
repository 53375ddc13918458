import { kinds, mapOf, members } from '../fields/compound-fields';
import { optional, type Resolved, withDefault } from '../fields/field';
import { oneOf, text } from '../fields/leaf-fields';
import type {
  GoogleManagedStackInput,
  MonitoringInput,
  MonitoringStackInput,
  OperatorStackInput,
} from './monitoring-input';

/** Fields of what reads the alerts of a cluster; what stands for a missing selector is its resolver's to say. */
export const monitoringFields = members<MonitoringInput>()({
  stack: kinds<MonitoringStackInput>()({
    operator: members<OperatorStackInput>()({ kind: oneOf('operator'), ruleLabels: withDefault(mapOf(text), {}) }),
    'google-managed': members<GoogleManagedStackInput>()({ kind: oneOf('google-managed') }),
  }),
  seriesSelector: optional(mapOf(text)),
});

/** What reads the alerts of a cluster that says nothing of it. */
export const UNSTATED_MONITORING = { stack: { kind: 'operator' } } as const satisfies MonitoringInput;

/** What reads the alerts of a cluster, as its fields alone resolve it. */
export type MonitoringMembers = Resolved<typeof monitoringFields>;

/** What reads the alerts of a cluster, with every default filled in. */
export type MonitoringSettings = MonitoringMembers & {
  /** Labels by which every series of the cluster is chosen; none where its Prometheus holds no other cluster. */
  readonly seriesSelector: Readonly<Record<string, string>>;
};
