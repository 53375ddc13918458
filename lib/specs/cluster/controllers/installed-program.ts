import type { AwsClusterSpec, ClusterSpec } from '../cluster-spec';

/** A cluster on AWS with the settings of a program that keelson installs in it. */
export interface InstalledProgram<Settings> {
  readonly cluster: AwsClusterSpec;
  readonly settings: Settings;
}

/** A program of `controllers` with its settings; undefined where nobody or somebody else installs it, and on Google Cloud. */
export function installedProgram<Settings extends object>(
  cluster: ClusterSpec,
  stated: 'existing' | Settings | undefined,
): InstalledProgram<Settings> | undefined {
  return cluster.cloud === 'aws' && typeof stated === 'object' ? { cluster, settings: stated } : undefined;
}
