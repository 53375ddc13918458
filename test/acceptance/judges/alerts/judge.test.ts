import { standardChart } from '../../../../lib/charts/standard-chart';
import { synthesizeCharts } from '../../../../lib/charts/synthesize-charts';
import type { AlertRule, RuleGroup } from '../../../../lib/kubernetes/alerts/alert-rules';
import { renderNodeTunerAlerts } from '../../../../lib/kubernetes/node-tuner/node-tuner-alerts';
import { renderRebootAlerts } from '../../../../lib/kubernetes/reboot-coordinator/reboot-alerts';
import type { AwsClusterSpec, ClusterSpec } from '../../../../lib/specs/cluster/cluster-spec';
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
import { type GoogleScope, scopeAsGoogle } from './google-scope';
import { checkRules, testRules } from './promtool';
import { rebootCases } from './reboot-cases';
import { allowanceCases, tableCases, unseenCases } from './table-cases';
import { taintCases, tunerCases } from './tuner-cases';
import { beside, elsewhere, inCluster, labelled, type TargetLabels } from './two-clusters';

const AWS = { environment: 'paas', cluster: 'paas-main' };
const REBOOTING = { environment: 'paas-production', cluster: 'paas-production-main', pool: 'general' };
const GOOGLE = { environment: 'streaming', cluster: 'streaming-main' };

/** What Google's managed Prometheus writes on every series of the cluster. */
const GOOGLE_SCOPE = { project_id: 'example-streaming', location: 'europe-west4', cluster: 'streaming-main' };
const MANAGED = { ...GOOGLE, ...GOOGLE_SCOPE };

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
  'google-managed': [
    ...taintCases(MANAGED, OWN_TAINT),
    ...tunerCases(MANAGED),
    ...tableCases(MANAGED),
    ...unseenCases(MANAGED),
  ],
};

/** What the scrapers write on every series of each cluster. */
const TARGETS: Readonly<Record<string, TargetLabels>> = {
  aws: { cluster: AWS.cluster },
  reboots: { cluster: REBOOTING.cluster },
  google: { cluster: GOOGLE.cluster },
  'google-managed': GOOGLE_SCOPE,
};

const REBOOTS = { name: 'reboots', cluster: coordinatedCluster(), manifests: rebootManifests(coordinatedCluster()) };

const CLUSTERS = [...tunedClusters(), REBOOTS].map(({ name, cluster, manifests }) => {
  const targets = TARGETS[name] ?? {};
  return { name, cluster, targets, groups: ruleGroups(manifests), cases: inCluster(CASES[name] ?? [], targets) };
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

/** The groups of rules as a Prometheus gets them: those of ClusterRules with what Google's operator writes into them. */
function ruleGroups(manifests: readonly ManifestObject[]): readonly RuleGroup[] {
  return manifests.flatMap(({ object }) => {
    if (object.kind !== 'PrometheusRule' && object.kind !== 'ClusterRules') return [];
    const { groups } = object['spec'] as { readonly groups: readonly RuleGroup[] };
    return object.kind === 'ClusterRules' ? scopeAsGoogle(groups, GOOGLE_SCOPE) : groups;
  });
}

/** The rules of one of the clusters, and their cases, for changing one of them. */
function soundRules(wanted: string): { readonly groups: readonly RuleGroup[]; readonly cases: readonly AlertCase[] } {
  return CLUSTERS.find(({ name }) => name === wanted) ?? { groups: [], cases: [] };
}

function rebootManifests(cluster: AwsClusterSpec): readonly ManifestObject[] {
  const files = synthesizeCharts(cluster, [standardChart('00-namespaces'), standardChart('80-reboot-alerts')]);
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

/** Another cluster on the same Prometheus, with nodes of the same names. */
const OTHER = { cluster: 'paas-staging-main' };

/** What our cluster tells while nothing happens: its daemons, which run nowhere. */
const QUIET = {
  'kube_daemonset_status_desired_number_scheduled{namespace="keelson-system",daemonset="node-tuner-edge"}': '0x10400',
  'kube_daemonset_status_desired_number_scheduled{namespace="keelson-system",daemonset="reboot-coordinator-general"}':
    '0x10400',
};

/** Names of the alerts that promtool saw wrong. */
function alertsIn(complaints: readonly string[]): readonly string[] {
  return [...new Set([...complaints.join('').matchAll(/alertname: (\w+)/g)].map(([, name = '']) => name))].sort();
}

/** The rules of a cluster that asks for no label of its own, as all were in 0.1.0. */
function blindRules(cluster: ClusterSpec): readonly RuleGroup[] {
  const blind = { ...cluster, monitoring: { ...cluster.monitoring, seriesSelector: {} } };
  return [...renderNodeTunerAlerts(blind), ...renderRebootAlerts(blind)];
}

/** A week is long, even to promtool: one course of it says what the others would. */
function ofOneWeek(cases: readonly AlertCase[]): readonly AlertCase[] {
  const isLong = ({ series }: AlertCase) => Object.values(series).some((values) => /x10400/.test(values));
  const [first] = cases.filter(isLong);
  return cases.filter((each) => each === first || !isLong(each));
}

describe.each(CLUSTERS)('on a Prometheus that holds another cluster too: $name', (ours) => {
  const { name, groups, cases, targets } = ours;
  const others = { ...targets, ...OTHER };
  const troubles = elsewhere(ofOneWeek(CASES[name] ?? []), others, labelled(QUIET, targets));
  const besideHealthy = beside(ofOneWeek(cases), labelled(QUIET, others));

  test('stays silent while everything goes wrong in the other cluster', async () => {
    expect(await testRules(`${name} elsewhere`, groups, troubles)).toEqual([]);
  });

  test('tells what it tells alone while nothing happens in the other cluster', async () => {
    expect(await testRules(`${name} beside`, groups, besideHealthy)).toEqual([]);
  });

  test('would speak in the name of the wrong cluster without its selector', async () => {
    const blind = blindRules(ours.cluster);
    expect(await checkRules(`${name} blind`, blind)).toEqual([]);
    const wrong = alertsIn(await testRules(`${name} blind`, blind, troubles));
    expect(wrong).toEqual([...new Set(cases.map(({ alert }) => alert))].sort());
  });

  test('would not notice that it sees nothing without its selector', async () => {
    const unseen = besideHealthy.filter(({ alert }) => ['NodeTunerUnseen', 'NodeRebootOverdue'].includes(alert));
    const wrong = alertsIn(await testRules(`${name} blind beside`, blindRules(ours.cluster), unseen));
    expect(wrong).toEqual([...new Set(unseen.map(({ alert }) => alert))]);
  });
});

describe("Google's operator, which stands in for itself here,", () => {
  const [rule] = SOUND.groups.flatMap(({ rules }) => rules);
  const scoped = (change: Partial<AlertRule>, scope: GoogleScope = GOOGLE_SCOPE) => {
    if (rule === undefined) throw new Error('no rule');
    return () => scopeAsGoogle([{ name: 'own', rules: [{ ...rule, ...change }] }], scope);
  };
  const { cluster: _, ...labels } = rule?.labels ?? { severity: 'page', environment: '' };

  test('refuses a rule with a label that it writes itself, which every rule of 0.1.0 had', () => {
    expect(scoped({ expr: 'up{cluster="streaming-main"}' })).toThrow(/label "cluster" already set/);
  });

  test('refuses a selector of another cluster', () => {
    expect(scoped({ labels })).toThrow(/conflicting label matcher cluster="paas-main" found on kube_node_spec_taint/);
  });

  test('takes a rule of its own cluster', () => {
    const expr = 'up{cluster="streaming-main"}';
    const [group] = scoped({ labels, expr })();
    expect(group?.rules[0]?.labels).toEqual({ ...labels, ...GOOGLE_SCOPE });
    expect(group?.rules[0]?.expr).toMatch(/^up\{.*project_id="example-streaming",location="europe-west4"/);
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
