import type { ChartBuilder } from '../charts/chart-builder';
import type { ManifestFile } from '../charts/manifest-file';
import type { Finding } from '../checks/finding';
import type { EnvironmentSpec } from '../specs/environment/environment-spec';
import { manifestFolder } from '../specs/environment/stack-names';
import { CheckError } from './check-error';
import { requireEnded } from './definition/require-ended';
import type { PlatformDefinition } from './platform-definition';

/** An environment's manifests in memory, and the findings of its checks. */
export interface CheckedEnvironment {
  /** Paths begin with the environment's folder. */
  readonly files: readonly ManifestFile[];
  /** Warnings and suppressed findings only, because `checkEnvironment` throws where a check finds an error. */
  readonly findings: readonly Finding[];
}

/**
 * Synthesises an environment's manifests in memory and runs every check over them and the specs.
 *
 * @throws ConfigError when a chart breaks a rule of its own, with every such problem.
 * @throws CheckError when a check finds an error: nothing of the environment may be written then.
 */
export function checkEnvironment(platform: PlatformDefinition, environment: EnvironmentSpec): CheckedEnvironment {
  const { buildModel, runChecks, ALL_CHECKS } = loadChecks();
  const files: ManifestFile[] = [];
  const findings: Finding[] = [];
  for (const cluster of environment.clusters) {
    const folder = manifestFolder(environment, cluster);
    const clusterFiles = synthesizeManifests(platform, cluster);
    const model = buildModel(
      cluster,
      clusterFiles.filter((file) => !file.isPartial).flatMap((file) => file.objects),
    );
    findings.push(...runChecks(model, [...ALL_CHECKS, ...(platform.checks ?? [])], platform.severities));
    files.push(...clusterFiles.map((file) => ({ ...file, path: `${folder}/${file.path}` })));
  }
  const errors = findings.filter((finding) => finding.severity === 'error' && finding.suppressedBy === undefined);
  if (errors.length > 0) throw new CheckError(environment.name, errors);
  return { files, findings };
}

function synthesizeManifests(
  platform: PlatformDefinition,
  cluster: EnvironmentSpec['clusters'][number],
): readonly ManifestFile[] {
  // Loaded on first use: a command that synthesises nothing should not pay for cdk8s.
  const { synthesizeCharts } = require('../charts/synthesize-charts') as typeof import('../charts/synthesize-charts');
  const { addStandardCharts } =
    require('../charts/add-standard-charts') as typeof import('../charts/add-standard-charts');
  const { charts } = platform;
  if (charts === undefined) return synthesizeCharts(cluster, [addStandardCharts]);
  const subject = `environment '${cluster.environment.name}' > cluster '${cluster.name}'`;
  const addOwn: ChartBuilder = (app, each) => requireEnded(subject, 'charts', () => charts(app, each));
  return synthesizeCharts(cluster, [addStandardCharts, addOwn]);
}

type ChecksModules = typeof import('../model/build-model') &
  typeof import('../checks/run-checks') &
  typeof import('../checks/all-checks');

function loadChecks(): ChecksModules {
  const model = require('../model/build-model') as typeof import('../model/build-model');
  const checks = require('../checks/run-checks') as typeof import('../checks/run-checks');
  const all = require('../checks/all-checks') as typeof import('../checks/all-checks');
  return { ...model, ...checks, ...all };
}
