import type { MonitoringMembers, MonitoringSettings } from './monitoring-fields';

/**
 * What reads the alerts of a cluster, with the selector of its series.
 *
 * The default is the label that most set-ups of several clusters write, and that Google's managed Prometheus has on every series.
 */
export function resolveMonitoring(members: MonitoringMembers, physicalName: string): MonitoringSettings {
  return { ...members, seriesSelector: members.seriesSelector ?? { cluster: physicalName } };
}
