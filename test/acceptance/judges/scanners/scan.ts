import { copyFileSync, mkdtempSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Session } from '../../harness/session';
import { type CheckovFramework, runCheckov, type ScanResult } from './checkov';
import { runKubeScore } from './kube-score';

/** Manifest files that belong together: rules look across objects, so environments are never mixed. */
export interface ManifestSet {
  readonly name: string;
  readonly kubernetesVersion: string;
  readonly files: readonly string[];
}

/** The plan of one stack, as `terraform show -json` writes it. */
export interface PlanToScan {
  readonly name: string;
  readonly path: string;
}

/** What both scanners of manifests say. */
export async function scanManifests(set: ManifestSet): Promise<Readonly<Record<'checkov' | 'kubeScore', ScanResult>>> {
  const folder = copyInto(`manifests-${set.name}`, set.files);
  const [checkov, kubeScore] = await Promise.all([
    runCheckov('kubernetes', folder, set.name),
    runKubeScore(set.files, { subject: set.name, kubernetesVersion: set.kubernetesVersion }),
  ]);
  return { checkov, kubeScore };
}

/** What checkov says of the plan of one stack; stacks are never mixed, since it would link resources of equal names. */
export function scanPlan(plan: PlanToScan): Promise<ScanResult> {
  const framework: CheckovFramework = 'terraform_plan';
  return runCheckov(framework, copyInto(`plan-${plan.name}`, [plan.path]), plan.name);
}

/** Copies of nothing else than the files: checkov reads whatever stands in a folder, settings of its own too. */
function copyInto(name: string, files: readonly string[]): string {
  const folder = mkdtempSync(join(Session.current().subfolder('scanners'), `${name}-`));
  for (const [index, file] of files.entries()) copyFileSync(file, join(folder, `${index}-${basename(file)}`));
  return folder;
}
