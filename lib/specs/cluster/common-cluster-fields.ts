import { type Members, parts } from '../fields/compound-fields';
import { optional, withDefault, withOwnDefaults } from '../fields/field';
import { text, whole } from '../fields/leaf-fields';
import { inert, refused, replaces, rolls } from '../fields/state-effect';
import { nodeTunerFields } from '../kernel/kernel-fields';
import { monitoringFields, UNSTATED_MONITORING } from '../observability/monitoring-fields';
import { teamFields } from '../workload/team-fields';
import { workloadFields } from '../workload/workload-fields';
import type { CommonClusterInput } from './common-cluster-input';
import { controllersFields } from './controllers/controllers-fields';

/** Node pools of a cluster at most. */
export const MAX_POOLS = 100;

/** Fields of a cluster that both clouds share. */
export const commonClusterFields = {
  name: replaces(text),
  region: refused(text),
  kubernetesVersion: text,
  runningVersion: inert(optional(text)),
  teams: parts('team', teamFields),
  workloads: inert(parts('workload', workloadFields)),
  nodeTuner: rolls(withOwnDefaults(nodeTunerFields)),
  monitoring: withDefault(monitoringFields, UNSTATED_MONITORING),
  controllers: inert(withOwnDefaults(controllersFields)),
} satisfies Members<CommonClusterInput>;

/** Field of a TCP port. */
export const port = whole({ min: 1, max: 65_535 });
