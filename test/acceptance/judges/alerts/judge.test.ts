import type { RuleGroup } from '../../../../lib/kubernetes/alert-rules';
import { EnvironmentSpec } from '../../../../lib/specs/environment-spec';
import { type ManifestObject, readManifestObjects } from '../../harness/control-plane-apply';
import { Session } from '../../harness/session';
import { type SynthesizedEnvironment, synthesizedEnvironments } from '../../harness/synthesized';
import { AUTOSCALER_TAINT, OWN_TAINT, tunedClusters } from '../../harness/tuned-clusters';
import { type AlertCase, carries } from './alert-case';
import { breakRules, MISTAKEN, UNREADABLE } from './corpus';
import { checkRules, testRules } from './promtool';
import { allowanceCases, tableCases, unseenCases } from './table-cases';
import { taintCases, tunerCases } from './tuner-cases';

const AWS = { environment: 'paas', cluster: 'paas-main' };
const GOOGLE = { environment: 'streaming', cluster: 'streaming-main' };

const CASES: Readonly<Record<string, readonly AlertCase[]>> = {
  aws: [
    ...taintCases(AWS, AUTOSCALER_TAINT),
    ...taintCases(AWS, OWN_TAINT),
    ...tunerCases(AWS),
    ...tableCases(AWS),
    ...unseenCases(AWS),
    ...allowanceCases(AWS),
  ],
  google: [...taintCases(GOOGLE, OWN_TAINT), ...tunerCases(GOOGLE), ...tableCases(GOOGLE), ...unseenCases(GOOGLE)],
};

const CLUSTERS = tunedClusters().map(({ name, manifests }) => {
  return { name, groups: ruleGroups(manifests), cases: CASES[name] ?? [] };
});

const [{ groups: soundGroups, cases: soundCases } = { groups: [], cases: [] }] = CLUSTERS;

afterAll(() => {
  const session = Session.current();
  const moments = Object.values(CASES).flatMap((cases) => cases.flatMap((each) => each.moments));
  session.fact('alerts', 'alerts', CLUSTERS.flatMap(({ groups }) => rulesOf(groups)).length);
  session.fact('alerts', 'moments judged', moments.length);
  session.fact('alerts', 'negative controls', UNREADABLE.length + MISTAKEN.length);
});

function ruleGroups(manifests: readonly ManifestObject[]): readonly RuleGroup[] {
  const rules = manifests.filter(({ object }) => object.kind === 'PrometheusRule');
  return rules.flatMap(({ object }) => (object['spec'] as { readonly groups: readonly RuleGroup[] }).groups);
}

function rulesOf(groups: readonly RuleGroup[]) {
  return groups.flatMap((group) => group.rules);
}

describe.each(CLUSTERS)('a tuned cluster on $name', ({ name, groups, cases }) => {
  test('has rules that Prometheus loads', async () => {
    expect(await checkRules(name, groups)).toEqual([]);
  });

  test('is told of what goes wrong, with the right words, and of nothing else', async () => {
    expect(await testRules(name, groups, cases)).toEqual([]);
  });

  test('has no alert that was never seen to fire, or never seen to be silent', () => {
    for (const { alert, labels } of rulesOf(groups)) {
      const moments = cases.filter((each) => each.alert === alert).flatMap((each) => each.moments);
      const fires = moments.filter((moment) => moment.fires.some((firing) => carries(firing, labels)));
      expect([alert, labels.severity, fires.length > 0, fires.length < moments.length]).toEqual([
        alert,
        labels.severity,
        true,
        true,
      ]);
    }
  });
});

test.each(synthesizedEnvironments())("environment '$name' alerts wherever a tuner runs", async (environment) => {
  const manifests = environment.manifests.flatMap(readManifestObjects);
  const alerting = manifests.filter(({ object }) => object.metadata?.name === 'node-tuner-alerts');
  expect(alerting).toHaveLength(tunedClustersOf(environment));
  for (const manifest of alerting) {
    expect(await checkRules(`${environment.name} ${manifest.file}`, ruleGroups([manifest]))).toEqual([]);
  }
});

function tunedClustersOf({ input }: SynthesizedEnvironment): number {
  const { clusters } = EnvironmentSpec.from(input);
  return clusters.filter((cluster) => cluster.pools.some((pool) => pool.kernel.needsTuner)).length;
}

describe('refuses', () => {
  test.each(UNREADABLE)('$name', async (broken) => {
    const complaints = await checkRules(`unreadable ${broken.name}`, breakRules(soundGroups, broken));
    expect(complaints.join('\n')).toMatch(broken.complaint);
  });

  test.each(MISTAKEN)('$name', async (broken) => {
    const groups = breakRules(soundGroups, broken);
    expect(await checkRules(`mistaken ${broken.name}`, groups)).toEqual([]);
    const complaints = await testRules(`mistaken ${broken.name}`, groups, soundCases);
    expect(complaints.join('\n')).toMatch(broken.complaint);
  });
});
