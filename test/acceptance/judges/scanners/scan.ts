import { copyFileSync, mkdtempSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Session } from '../../harness/session';
import { type CheckovFramework, runCheckov, type ScanResult } from './checkov';
import { runKubeScore } from './kube-score';

/** Manifest files of one environment; rules compare objects with each other, therefore environments are never mixed. */
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

/** Findings of both scanners of manifests. */
export async function scanManifests(set: ManifestSet): Promise<Readonly<Record<'checkov' | 'kubeScore', ScanResult>>> {
  const folder = copyInto(`manifests-${set.name}`, set.files);
  const [checkov, kubeScore] = await Promise.all([
    runCheckov('kubernetes', folder, set.name),
    runKubeScore(set.files, { subject: set.name, kubernetesVersion: set.kubernetesVersion }),
  ]);
  return { checkov, kubeScore };
}

/** Findings of checkov in the plan of one stack; stacks are never mixed, because checkov would link resources with equal names. */
export function scanPlan(plan: PlanToScan): Promise<ScanResult> {
  const framework: CheckovFramework = 'terraform_plan';
  return runCheckov(framework, copyInto(`plan-${plan.name}`, [plan.path]), plan.name);
}

/** Copies only these files, because checkov reads everything in a folder, including settings for itself. */
function copyInto(name: string, files: readonly string[]): string {
  const folder = mkdtempSync(join(Session.current().subfolder('scanners'), `${name}-`));
  for (const [index, file] of files.entries()) copyFileSync(file, join(folder, `${index}-${basename(file)}`));
  return folder;
}
