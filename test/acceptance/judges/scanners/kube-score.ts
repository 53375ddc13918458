import { runProgram } from '../../harness/run-program';
import { toolPath } from '../../harness/tools';
import type { ScanResult } from './checkov';
import type { Finding } from './findings';

interface ScoredObject {
  readonly type_meta: { readonly kind: string };
  readonly object_meta: { readonly name: string; readonly namespace?: string };
  readonly checks: readonly ScoredCheck[];
}

interface ScoredCheck {
  readonly check: { readonly id: string };
  /** Grade of a check: 10 is good, 7 almost good, 5 a warning, 1 critical. */
  readonly grade: number;
  readonly skipped: boolean;
  readonly comments: readonly { readonly path: string; readonly summary: string }[] | null;
}

const ALL_WELL = 10;

/** Scans manifest files with every rule of kube-score, including optional ones, and ignores annotations that switch rules off. */
export async function runKubeScore(
  files: readonly string[],
  target: { readonly subject: string; readonly kubernetesVersion: string },
): Promise<ScanResult> {
  const outcome = await runProgram([
    toolPath('kube-score'),
    'score',
    '--output-format=json',
    '--all-default-optional',
    '--disable-ignore-checks-annotations',
    `--kubernetes-version=v${target.kubernetesVersion}`,
    ...files,
  ]);
  // Exit code 1 means that there are findings.
  if (outcome.status !== 0 && outcome.status !== 1) {
    return { findings: [], scanned: 0, refusals: [`kube-score cannot read: ${outcome.stderr.trim()}`] };
  }
  if (outcome.stdout === '') {
    return { findings: [], scanned: 0, refusals: [`kube-score cannot read: ${outcome.stderr.trim()}`] };
  }
  const objects = JSON.parse(outcome.stdout) as readonly ScoredObject[];
  return {
    findings: objects.flatMap((object) => object.checks.flatMap((check) => toFindings(target.subject, object, check))),
    scanned: objects.length,
    refusals: [],
  };
}

function toFindings(
  subject: string,
  object: ScoredObject,
  { check, grade, skipped, comments }: ScoredCheck,
): Finding[] {
  if (skipped || grade === ALL_WELL) return [];
  const { name, namespace } = object.object_meta;
  const id = [object.type_meta.kind, namespace, name].filter((part) => part !== undefined).join('.');
  const said = comments?.map(({ path, summary }) => [path, summary].filter((part) => part !== '').join(': ')) ?? [];
  return [{ scanner: 'kube-score', rule: check.id, subject: `${subject}/${id}`, message: said.join('; ') }];
}
