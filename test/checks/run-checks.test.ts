import fc from 'fast-check';
import { ALL_CHECKS } from '../../lib/checks/all-checks';
import type { Check } from '../../lib/checks/check';
import { runChecks } from '../../lib/checks/run-checks';
import { awsCluster, awsEnvironment } from '../fixtures/aws-environment';
import { manifest, modelOf } from '../fixtures/manifests';

const clusters = [awsCluster({ controllers: { terminationHandler: 'existing' } })];
const model = modelOf(awsEnvironment({ clusters }), [manifest()]);

function breaking(id: string, subjects: string[], annotations: Record<string, string> = {}): Check {
  const object = manifest({ annotations });
  return {
    id,
    severity: 'error',
    title: 'a rule',
    source: 'a test',
    run: () => subjects.map((subject) => ({ subject, message: 'is wrong', object })),
  };
}

it('a cluster without violations has no findings', () => {
  expect(runChecks(model)).toEqual([]);
});

it('findings have the same order, whatever the order of checks and objects', () => {
  const one = breaking('b-rule', ['z', 'a']);
  const two = breaking('a-rule', ['m']);
  const findings = runChecks(model, [one, two]);
  expect(findings.map(({ check, subject }) => `${check} ${subject}`)).toEqual([
    "a-rule cluster 'main' > m",
    "b-rule cluster 'main' > a",
    "b-rule cluster 'main' > z",
  ]);
  expect(runChecks(model, [two, breaking('b-rule', ['a', 'z'])])).toEqual(findings);
});

describe('the annotation of an object', () => {
  it('suppresses one check for the object, and the finding holds the reason', () => {
    const rule = breaking('a-rule', ['x'], { 'keelson.dev/ignore-a-rule': ' moves away in May ' });
    expect(runChecks(model, [rule])).toEqual([
      {
        check: 'a-rule',
        severity: 'error',
        subject: "cluster 'main' > x",
        message: 'is wrong',
        suppressedBy: 'moves away in May',
      },
    ]);
  });

  it.each([
    ['without a reason', { 'keelson.dev/ignore-a-rule': ' ' }],
    ['for another check', { 'keelson.dev/ignore-b-rule': 'a reason' }],
  ])('has no effect %s', (_, annotations) => {
    expect(runChecks(model, [breaking('a-rule', ['x'], annotations)])[0]).not.toHaveProperty('suppressedBy');
  });
});

describe('every check', () => {
  it('has a unique id that fits into an annotation', () => {
    const ids = ALL_CHECKS.map((check) => check.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(`ignore-${id}`).toMatch(/^[a-z]([a-z-]{0,61}[a-z])$/);
  });

  it('names its source', () => {
    for (const check of ALL_CHECKS) expect(check.source).toMatch(/^https:\/\//);
  });
});

it('no content of a vendored manifest makes a check fail', () => {
  const any = fc.jsonValue({ maxDepth: 2 });
  const orAny = (arbitrary: fc.Arbitrary<unknown>) => fc.oneof({ weight: 4, arbitrary }, { weight: 1, arbitrary: any });
  const members = (...names: readonly string[]) =>
    orAny(fc.record(Object.fromEntries(names.map((name) => [name, any])), { requiredKeys: [] }));
  const quantities = orAny(fc.record({ cpu: any, memory: fc.constantFrom('1Gi', 'x', 1) }, { requiredKeys: [] }));
  const resources = orAny(fc.record({ requests: quantities, limits: quantities }, { requiredKeys: [] }));
  const probe = members('httpGet', 'tcpSocket', 'grpc', 'exec', 'periodSeconds', 'failureThreshold');
  const container = orAny(
    fc
      .record(
        { ...{ name: any, image: any, env: any, command: any, args: any, ports: any, restartPolicy: any, resources } },
        { requiredKeys: [] },
      )
      .chain((base) =>
        fc.tuple(probe, probe).map(([livenessProbe, readinessProbe]) => ({ ...base, livenessProbe, readinessProbe })),
      ),
  );
  const volume = members('name', 'hostPath', 'persistentVolumeClaim', 'ephemeral');
  const pod = orAny(
    fc.record({ containers: fc.array(container), initContainers: any, volumes: fc.array(volume), resources }),
  );
  const spec = fc.record(
    {
      ...{
        replicas: any,
        minReplicas: any,
        maxReplicas: any,
        minReplicaCount: any,
        strategy: any,
        updateStrategy: any,
      },
      ...{
        selector: any,
        accessModes: any,
        hard: any,
        volumeClaimTemplates: any,
        maxUnavailable: any,
        minAvailable: any,
      },
      scaleTargetRef: orAny(fc.constant({ kind: 'Deployment', name: 'x' })),
      template: orAny(fc.record({ metadata: any, spec: pod })),
    },
    { requiredKeys: [] },
  );
  const kinds = [
    ...['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'Pod', 'HorizontalPodAutoscaler', 'ScaledObject'],
    ...['PersistentVolumeClaim', 'ResourceQuota', 'PodDisruptionBudget', 'LimitRange'],
  ];
  const namespace = fc.constantFrom('shop', 'vendor');
  const objects = fc.array(fc.record({ kind: fc.constantFrom(...kinds), spec, namespace }), { maxLength: 8 });
  fc.assert(
    fc.property(objects, (drawn) => {
      const manifests = drawn.map((each) => ({
        ...{ apiVersion: 'v1', kind: each.kind, spec: each.spec },
        metadata: { name: 'x', namespace: each.namespace },
      }));
      runChecks(modelOf(awsEnvironment({ tier: 'production' }), manifests));
    }),
    { numRuns: 300 },
  );
});
