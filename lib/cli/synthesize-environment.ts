import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { rebootRisks } from '../specs/cluster/cluster-reboot-risks';
import { EnvironmentSpec } from '../specs/environment/environment-spec';
import { checkEnvironment } from './check-environment';
import type { PlatformDefinition } from './platform-definition';
import type { ClusterRisk } from './reboot-table';
import type { SynthSummary, SynthTask } from './worker-messages';
import { writeManifests } from './write-manifests';
import { writeStacks } from './write-stacks';

/** Checks one environment, then writes both of its outputs into the task's folders. */
export function synthesizeEnvironment(platform: PlatformDefinition, task: SynthTask): SynthSummary {
  const started = performance.now();
  const input = platform.environments.find((each) => each.name === task.environment);
  if (input === undefined) throw new Error(`environment '${task.environment}' is not in the platform`);
  const environment = EnvironmentSpec.from(input, task.locked);
  const { files, findings } = checkEnvironment(platform, environment);
  mkdirSync(task.terraformFolder, { recursive: true });
  writeStacks(platform, [environment], task.terraformFolder);
  writeManifests(files, task.kubernetesFolder);
  const stacks = measureStacks(task.terraformFolder);
  return {
    stacks: stacks.count,
    resources: stacks.resources,
    manifests: files.length,
    bytes: stacks.bytes + files.reduce((sum, file) => sum + Buffer.byteLength(file.text), 0),
    milliseconds: performance.now() - started,
    findings,
    reboots: risksOf(environment),
  };
}

function risksOf(environment: EnvironmentSpec): readonly ClusterRisk[] {
  return environment.clusters.flatMap((cluster) =>
    rebootRisks(cluster).map((risk) => ({ ...risk, cluster: cluster.name })),
  );
}

function measureStacks(folder: string): { count: number; resources: number; bytes: number } {
  const paths = readdirSync(join(folder, 'stacks')).map((stack) => join(folder, 'stacks', stack, 'cdk.tf.json'));
  return {
    count: paths.length,
    resources: paths.reduce((sum, path) => sum + countResources(path), 0),
    bytes: paths.reduce((sum, path) => sum + statSync(path).size, 0),
  };
}

function countResources(path: string): number {
  const stack = JSON.parse(readFileSync(path, 'utf8')) as { resource?: Record<string, Record<string, unknown>> };
  return Object.values(stack.resource ?? {}).reduce((sum, byId) => sum + Object.keys(byId).length, 0);
}
