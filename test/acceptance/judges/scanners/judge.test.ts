import { readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import { type PlanFile, planFiles } from '../../harness/plan-json';
import { Session } from '../../harness/session';
import { type SynthesizedEnvironment, synthesizedEnvironments } from '../../harness/synthesized';
import accepted from './accepted-findings.json';
import { BROKEN_MANIFESTS, BROKEN_PLANS, type CorpusEntry, corpusPath } from './corpus';
import { type AcceptedFinding, type Finding, judgeFindings } from './findings';
import { scanManifests, scanPlan } from './scan';

/** Kinds for which kube-score has rules. */
const SCORED_KINDS = ['CronJob', 'DaemonSet', 'Deployment', 'Job', 'NetworkPolicy', 'PodDisruptionBudget', 'Service'];

const ACCEPTED = accepted as readonly AcceptedFinding[];

function kindsOf(files: readonly string[]): readonly string[] {
  const documents = files.flatMap((file) => parseAllDocuments(readFileSync(file, 'utf8')));
  return documents.map((document) => String((document.toJS() as { kind: unknown }).kind));
}

function missing(findings: readonly Finding[], entry: CorpusEntry) {
  return entry.expected.filter(({ scanner, rule, subject }) => {
    return !findings.some(
      (each) => each.scanner === scanner && each.rule === rule && each.subject === `corpus/${subject}`,
    );
  });
}

async function scanEnvironment(environment: SynthesizedEnvironment): Promise<readonly Finding[]> {
  const files = environment.manifests.map((manifest) => manifest.path);
  const [cluster] = environment.input.clusters;
  const kubernetesVersion = cluster?.kubernetesVersion ?? '';
  const { checkov, kubeScore } = await scanManifests({ name: environment.name, kubernetesVersion, files });
  const kinds = kindsOf(files);
  expect([...checkov.refusals, ...kubeScore.refusals]).toEqual([]);
  expect(checkov.scanned).toBeGreaterThanOrEqual(kinds.length);
  expect(kubeScore.scanned).toBeGreaterThanOrEqual(kinds.filter((kind) => SCORED_KINDS.includes(kind)).length);
  return [...checkov.findings, ...kubeScore.findings];
}

async function scanPlanOf(plan: PlanFile): Promise<readonly Finding[]> {
  const { findings, scanned, refusals } = await scanPlan({ name: plan.stack, path: plan.path });
  expect(refusals).toEqual([]);
  expect(scanned).toBeGreaterThanOrEqual(plannedResources(plan.path));
  return findings;
}

function plannedResources(path: string): number {
  const plan = JSON.parse(readFileSync(path, 'utf8')) as {
    readonly planned_values: { readonly root_module: { readonly resources?: readonly { readonly mode: string }[] } };
  };
  const resources = plan.planned_values.root_module.resources ?? [];
  return resources.filter((resource) => resource.mode === 'managed').length;
}

test('manifests and plans of all environments have only accepted findings', async () => {
  const findings: Finding[] = [];
  const plans = await planFiles();
  for (const environment of synthesizedEnvironments()) {
    const own = plans.filter((plan) => plan.environment === environment.name);
    const found = await Promise.all([scanEnvironment(environment), ...own.map(scanPlanOf)]);
    findings.push(...found.flat());
  }
  const session = Session.current();
  session.fact('scanners', 'plans', plans.length);
  session.fact('scanners', 'findings, all accepted by a reason', findings.length);
  session.fact('scanners', 'negative controls', BROKEN_MANIFESTS.length + BROKEN_PLANS.length + 6);
  expect(judgeFindings(findings, ACCEPTED)).toEqual([]);
});

describe('negative controls', () => {
  test.each(BROKEN_MANIFESTS)('$file is found', async (entry) => {
    const set = { name: 'corpus', kubernetesVersion: '1.34', files: [corpusPath(entry.file)] };
    const { checkov, kubeScore } = await scanManifests(set);
    expect(missing([...checkov.findings, ...kubeScore.findings], entry)).toEqual([]);
  });

  test.each(BROKEN_PLANS)('$file is found', async (entry) => {
    const { findings } = await scanPlan({ name: 'corpus', path: corpusPath(entry.file) });
    expect(missing(findings, entry)).toEqual([]);
  });

  test('a rule that an annotation switches off is reported, and kube-score ignores the annotation', async () => {
    const files = [corpusPath('pod-that-hides.k8s.yaml')];
    const { checkov, kubeScore } = await scanManifests({ name: 'corpus', kubernetesVersion: '1.34', files });
    expect(checkov.refusals).toEqual(['corpus/Pod.shop.agent skips CKV_K8S_16 of checkov']);
    expect(kubeScore.findings.map((finding) => finding.rule)).toContain('container-security-context-privileged');
  });

  test('a file that is no manifest is reported', async () => {
    const files = [corpusPath('no-manifest.k8s.yaml')];
    const { checkov, kubeScore } = await scanManifests({ name: 'corpus', kubernetesVersion: '1.34', files });
    expect(checkov.scanned).toBe(0);
    expect(kubeScore.refusals).toEqual([expect.stringContaining('kube-score cannot read')]);
  });

  const finding: Finding = { scanner: 'checkov', rule: 'CKV_1', subject: 'paas/Pod.shop.api', message: 'said' };
  const reason = 'The rule asks for what this object must not have, since it guards the thing that the rule is about.';

  test.each([
    ['a finding that no entry explains', [finding], [], 'checkov CKV_1 on paas/Pod.shop.api: said'],
    ['an entry for another subject', [finding], [{ ...finding, subject: 'paas/Pod.shop', reason }], 'checkov CKV_1 on'],
    ['an entry that matches nothing', [], [{ ...finding, subject: '*', reason }], 'matches no finding any more'],
    ['an entry without a reason', [finding], [{ ...finding, subject: '*', reason: 'by design' }], 'has no real reason'],
  ])('%s fails', (_name, findings, entries, message) => {
    expect(judgeFindings(findings, entries)).toContainEqual(expect.stringContaining(message));
  });
});
