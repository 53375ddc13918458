import { standardChart } from '../../../../lib/charts/standard-chart';
import { synthesizeCharts } from '../../../../lib/charts/synthesize-charts';
import type { RuleGroup } from '../../../../lib/kubernetes/alerts/alert-rules';
import type { ClusterSpec } from '../../../../lib/specs/cluster/cluster-spec';
import { EnvironmentSpec } from '../../../../lib/specs/environment/environment-spec';
import { needsTuner } from '../../../../lib/specs/kernel/kernel-plan';
import type { NodePoolSpec } from '../../../../lib/specs/pool/node-pool-spec';
import { coordinatedCluster } from '../../../fixtures/coordinated-cluster';
import { type ManifestObject, readManifestObjects, splitManifest } from '../../harness/control-plane-apply';
import { Session } from '../../harness/session';
import { type SynthesizedEnvironment, synthesizedEnvironments } from '../../harness/synthesized';
import { AUTOSCALER_TAINT, OWN_TAINT, tunedClusters } from '../../harness/tuned-clusters';
import { type AlertCase, carries } from './alert-case';
import { breakRules, MISTAKEN, MISTAKEN_REBOOTS, UNREADABLE } from './corpus';
import { checkRules, testRules } from './promtool';
import { rebootCases } from './reboot-cases';
import { allowanceCases, tableCases, unseenCases } from './table-cases';
import { taintCases, tunerCases } from './tuner-cases';

const AWS = { environment: 'paas', cluster: 'paas-main' };
const REBOOTING = { environment: 'paas-production', cluster: 'paas-production-main', pool: 'general' };
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
  reboots: rebootCases(REBOOTING),
  google: [...taintCases(GOOGLE, OWN_TAINT), ...tunerCases(GOOGLE), ...tableCases(GOOGLE), ...unseenCases(GOOGLE)],
};

const CLUSTERS = [...tunedClusters(), { name: 'reboots', manifests: rebootManifests() }].map(({ name, manifests }) => {
  return { name, groups: ruleGroups(manifests), cases: CASES[name] ?? [] };
});

const SOUND = soundRules('aws');
const SOUND_REBOOTS = soundRules('reboots');

afterAll(() => {
  const session = Session.current();
  const moments = Object.values(CASES).flatMap((cases) => cases.flatMap((each) => each.moments));
  session.fact('alerts', 'alerts', CLUSTERS.flatMap(({ groups }) => rulesOf(groups)).length);
  session.fact('alerts', 'moments judged', moments.length);
  session.fact('alerts', 'negative controls', UNREADABLE.length + MISTAKEN.length + MISTAKEN_REBOOTS.length);
});

function ruleGroups(manifests: readonly ManifestObject[]): readonly RuleGroup[] {
  const rules = manifests.filter(({ object }) => object.kind === 'PrometheusRule');
  return rules.flatMap(({ object }) => (object['spec'] as { readonly groups: readonly RuleGroup[] }).groups);
}

/** The rules of one of the clusters, and their cases, for changing one of them. */
function soundRules(wanted: string): { readonly groups: readonly RuleGroup[]; readonly cases: readonly AlertCase[] } {
  return CLUSTERS.find(({ name }) => name === wanted) ?? { groups: [], cases: [] };
}

function rebootManifests(): readonly ManifestObject[] {
  const files = synthesizeCharts(coordinatedCluster(), [
    standardChart('00-namespaces'),
    standardChart('80-reboot-alerts'),
  ]);
  return files.flatMap(({ path, text }) => splitManifest(path, text));
}

function rulesOf(groups: readonly RuleGroup[]) {
  return groups.flatMap((group) => group.rules);
}

describe.each(CLUSTERS)('a cluster with alerts: $name', ({ name, groups, cases }) => {
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

/** Objects with alerts, and the pools that want them. */
const ALERTING: Readonly<Record<string, (pool: NodePoolSpec) => boolean>> = {
  'node-tuner-alerts': (pool) => needsTuner(pool.kernel),
  'reboot-alerts': (pool) => pool.reboots?.kind === 'coordinated',
};

test.each(synthesizedEnvironments())("environment '$name' alerts wherever a pool wants it", async (environment) => {
  const manifests = environment.manifests.flatMap(readManifestObjects);
  for (const [name, wants] of Object.entries(ALERTING)) {
    const alerting = manifests.filter(({ object }) => object.metadata?.name === name);
    expect([name, alerting.length]).toEqual([
      name,
      clustersOf(environment).filter(({ pools }) => pools.some(wants)).length,
    ]);
    for (const manifest of alerting) {
      expect(await checkRules(`${environment.name} ${manifest.file}`, ruleGroups([manifest]))).toEqual([]);
    }
  }
});

function clustersOf({ input }: SynthesizedEnvironment): readonly ClusterSpec[] {
  return EnvironmentSpec.from(input).clusters;
}

describe('refuses', () => {
  test.each(UNREADABLE)('$name', async (broken) => {
    const complaints = await checkRules(`unreadable ${broken.name}`, breakRules(SOUND.groups, broken));
    expect(complaints.join('\n')).toMatch(broken.complaint);
  });

  const mistaken = [
    ...MISTAKEN.map((broken) => ({ name: broken.name, broken, sound: SOUND })),
    ...MISTAKEN_REBOOTS.map((broken) => ({ name: broken.name, broken, sound: SOUND_REBOOTS })),
  ];

  test.each(mistaken)('$name', async ({ broken, sound }) => {
    const groups = breakRules(sound.groups, broken);
    expect(await checkRules(`mistaken ${broken.name}`, groups)).toEqual([]);
    // A week is long, even to promtool: cases of other alerts would say nothing of this one.
    const cases = sound.cases.filter(({ alert }) => alert === broken.alert);
    const complaints = await testRules(`mistaken ${broken.name}`, groups, cases);
    expect(complaints.join('\n')).toMatch(broken.complaint);
  });
});
