import { renderHandlerAlerts } from '../../../../lib/kubernetes/termination-handler/termination-handler-alerts';
import { handled } from '../../../fixtures/handled-cluster';
import { Session } from '../../harness/session';
import { carries } from './alert-case';
import { breakRules } from './corpus';
import { handlerCases, quietHandler } from './handler-cases';
import { MISTAKEN_HANDLER } from './handler-corpus';
import { checkRules, testRules } from './promtool';
import { beside, elsewhere, inCluster, labelled } from './two-clusters';

const ORIGIN = { environment: 'paas', cluster: 'paas-main' };
const TARGETS = { cluster: ORIGIN.cluster };

/** Labels of another cluster on the same Prometheus, with nodes of the same names. */
const OTHER = { cluster: 'paas-staging-main' };

const { cluster } = handled();
const RULES = renderHandlerAlerts(cluster);
const CASES = handlerCases(ORIGIN);
const OURS = inCluster(CASES, TARGETS);

afterAll(() => {
  const session = Session.current();
  session.fact('alerts', 'alerts on the termination handler', RULES.flatMap(({ rules }) => rules).length);
  session.fact('alerts', 'moments of the termination handler', CASES.flatMap(({ moments }) => moments).length);
});

test('the alerts on the termination handler are rules that Prometheus loads', async () => {
  expect(await checkRules('handler', RULES)).toEqual([]);
});

test('each of them fires exactly where its case expects it, with the expected text', async () => {
  expect(await testRules('handler', RULES, OURS)).toEqual([]);
});

test('each of them has a case in which it fires, and one in which it stays silent', () => {
  for (const { alert, labels } of RULES.flatMap(({ rules }) => rules)) {
    const moments = CASES.filter((each) => each.alert === alert).flatMap((each) => each.moments);
    const fires = moments.filter((moment) => moment.fires.some((firing) => carries(firing, labels)));
    expect([alert, fires.length > 0, fires.length < moments.length]).toEqual([alert, true, true]);
  }
});

test('none of them fires for another cluster on the same Prometheus', async () => {
  const troubles = elsewhere(CASES, OTHER, labelled(quietHandler(), TARGETS));
  expect(await testRules('handler elsewhere', RULES, troubles)).toEqual([]);
});

test('each of them fires as well beside another cluster where nothing happens', async () => {
  expect(await testRules('handler beside', RULES, beside(OURS, labelled(quietHandler(), OTHER)))).toEqual([]);
});

test('without the labels in their selectors they would tell of the other cluster', async () => {
  const blind = renderHandlerAlerts({ ...cluster, monitoring: { ...cluster.monitoring, seriesSelector: {} } });
  const troubles = elsewhere(CASES, OTHER, labelled(quietHandler(), TARGETS));
  const complaints = (await testRules('handler blind', blind, troubles)).join('');
  // Alerts on something that is missing or down stay silent without the labels, because they find in our cluster what the other one lacks.
  const told = ['NodeDrainGivenUp', 'NodeGoneUndrained', 'TerminateHookNotCompleted', 'TerminationHandlerErrors'];
  const wrong = [...complaints.matchAll(/alertname: (\w+)/g)].map(([, name = '']) => name);
  expect([...new Set(wrong)].sort()).toEqual(told);
});

describe('the judge refuses', () => {
  test.each(MISTAKEN_HANDLER)('$name', async (broken) => {
    const groups = breakRules(RULES, broken);
    expect(await checkRules(`handler ${broken.name}`, groups)).toEqual([]);
    const cases = OURS.filter(({ alert }) => alert === broken.alert);
    expect((await testRules(`handler ${broken.name}`, groups, cases)).join('\n')).toMatch(broken.complaint);
  });
});
