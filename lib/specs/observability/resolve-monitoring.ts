import type { MonitoringMembers, MonitoringSettings } from './monitoring-fields';

/**
 * The monitoring stack that evaluates the alerts of a cluster, with the selector of its series.
 *
 * The default is the label `cluster`, because most set-ups with several clusters write it, and Google's managed Prometheus does on
 * every series.
 */
export function resolveMonitoring(members: MonitoringMembers, physicalName: string): MonitoringSettings {
  return { ...members, seriesSelector: members.seriesSelector ?? { cluster: physicalName } };
}
