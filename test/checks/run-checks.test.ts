import { ALL_CHECKS } from '../../lib/checks/all-checks';
import type { Check } from '../../lib/checks/check';
import { runChecks } from '../../lib/checks/run-checks';
import { awsEnvironment } from '../fixtures/aws-environment';
import { manifest, modelOf } from '../fixtures/manifests';

const model = modelOf(awsEnvironment(), [manifest()]);

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
