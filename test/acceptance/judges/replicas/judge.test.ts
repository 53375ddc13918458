import { KUBERNETES_MINORS, type KubernetesMinor } from '../../harness/control-plane';
import { Session } from '../../harness/session';
import { CONTROL, CONTROL_MIN } from './control';
import { fallTooFast, riseTooFast, type WantedPods } from './replicas-watch';
import { DOWN, HANDED, LIVING, MAX, MIN, SCALED, UP } from './scaled-clusters';
import { type Observed, observe } from './scenario';

const seen = new Map<KubernetesMinor, Observed>();

/** Both minors live through the same day side by side, because they mostly wait. */
beforeAll(async () => {
  await Promise.all(KUBERNETES_MINORS.map(async (minor) => seen.set(minor, await observe(minor))));
}, 300_000);

function of(minor: KubernetesMinor): Observed {
  const observed = seen.get(minor);
  if (observed === undefined) throw new Error(`nothing was observed on ${minor}`);
  return observed;
}

function podsOf(history: readonly WantedPods[] | undefined): readonly number[] {
  return (history ?? []).map(({ pods }) => pods);
}

describe.each(KUBERNETES_MINORS)('Kubernetes %s', (minor) => {
  test('finds nothing to change when the files of services with a range are applied again', () => {
    // kubectl says 'configured' of every budget, because its patch always contains the selector, whose patch strategy is 'replace'.
    const judged = of(minor).secondApply.filter((line) => !line.startsWith('poddisruptionbudget.policy/'));
    expect(judged.filter((line) => line.startsWith('horizontalpodautoscaler.autoscaling/'))).toHaveLength(
      SCALED.length,
    );
    expect(judged.filter((line) => !line.endsWith(' unchanged'))).toEqual([]);
  });

  test.each(SCALED)('leaves %s at its least number while only the sidecars are busy', (name) => {
    expect(podsOf(of(minor).idle[name])).toEqual([MIN]);
  });

  test('adds pods to the control for its busy sidecars, because its autoscaler counts all containers', () => {
    expect(Math.max(...podsOf(of(minor).idle[CONTROL]))).toBeGreaterThan(CONTROL_MIN);
  });

  test.each(SCALED)('raises %s under load to its most pods and not beyond, in the stated steps', (name) => {
    const history = of(minor).rise[name] ?? [];
    expect(Math.max(...podsOf(history))).toBe(MAX);
    expect(podsOf(history).at(-1)).toBe(MAX);
    expect(riseTooFast(history, UP)).toBeUndefined();
    Session.current().fact('replicas', `${name} on ${minor}, up`, podsOf(history).join(' '));
  });

  test('raises the control beyond that number', () => {
    expect(Math.max(...podsOf(of(minor).rise[CONTROL]))).toBeGreaterThan(MAX);
  });

  test.each(SCALED)('lets %s fall no faster than stated, and never below its least number', (name) => {
    const history = of(minor).fall[name] ?? [];
    expect(podsOf(history)[0]).toBe(MAX);
    expect(podsOf(history).at(-1)).toBe(MIN);
    expect(Math.min(...podsOf(history))).toBe(MIN);
    expect(fallTooFast(history, DOWN)).toBeUndefined();
    Session.current().fact('replicas', `${name} on ${minor}, down`, podsOf(history).join(' '));
  });

  test('lets the control fall faster than that', () => {
    const history = of(minor).fall[CONTROL] ?? [];
    expect(fallTooFast(history, DOWN)).toBeDefined();
    Session.current().fact('replicas', `${CONTROL} on ${minor}, down`, podsOf(history).join(' '));
  });

  test.each(HANDED.slice(0, 2))(
    'keeps every pod of a living service while the guide hands it over by the %s',
    (name) => {
      expect(podsOf(of(minor).handed[name])).toEqual([LIVING]);
    },
  );

  test.each(HANDED.slice(2))('drops %s to one pod, whose range came without the commands of the guide', (name) => {
    expect(Math.min(...podsOf(of(minor).handed[name]))).toBe(1);
  });

  test('refuses a stub for no Deployment or with another number, and a stub that is applied by the client', () => {
    const { refusedStubs } = of(minor);
    expect(refusedStubs.absent).toContain('The Deployment "nobody" is invalid');
    expect(refusedStubs['other-number']).toContain(
      'Apply failed with 1 conflict: conflict with "kubectl": .spec.replicas',
    );
    expect(refusedStubs['client-side']).toContain('The Deployment "client" is invalid');
  });
});
