import type { MonitoringInput } from '../../../lib/specs/observability/monitoring-input';
import { awsCluster, awsEnvironment } from '../../fixtures/aws-environment';
import { googleCluster, googleEnvironment } from '../../fixtures/google-environment';
import { onlyCluster } from '../../fixtures/manifests';
import { problemsOf } from '../problems-of';

const OPERATOR = { kind: 'operator' } as const;
const MANAGED = { kind: 'google-managed' } as const;

const onAws = (monitoring?: MonitoringInput) =>
  awsEnvironment({ clusters: [awsCluster({ ...(monitoring && { monitoring }) })] });
const onGoogle = (monitoring?: MonitoringInput) =>
  googleEnvironment({ clusters: [googleCluster({ ...(monitoring && { monitoring }) })] });

const AT_AWS = "environment 'paas' > cluster 'main'";
const AT_GOOGLE = "environment 'streaming' > cluster 'main'";

describe('monitoring that is not stated', () => {
  it("is the operator's stack with rules without labels, which select series by the name of the cluster", () => {
    expect(onlyCluster(onAws()).monitoring).toEqual({
      stack: { kind: 'operator', ruleLabels: {} },
      seriesSelector: { cluster: 'paas-main' },
    });
    expect(onlyCluster(onGoogle()).monitoring).toMatchObject({
      stack: { kind: 'operator' },
      seriesSelector: { cluster: 'streaming-main' },
    });
  });
});

describe('monitoring is accepted', () => {
  it.each<[string, MonitoringInput]>([
    ['without a selector', { stack: OPERATOR, seriesSelector: {} }],
    ['with several labels', { stack: OPERATOR, seriesSelector: { tenant: 'a b', _k8s_Cluster: 'x"y' } }],
    ['with labels of rules', { stack: { ...OPERATOR, ruleLabels: { release: 'monitoring', 'example.com/role': '' } } }],
  ])('%s', (_, monitoring) => {
    expect(problemsOf(onAws(monitoring))).toEqual([]);
    expect(onlyCluster(onAws(monitoring)).monitoring).toMatchObject(monitoring);
  });

  it.each<[string, MonitoringInput]>([
    ["with Google's stack", { stack: MANAGED }],
    [
      "with Google's stack and a label as Google writes it",
      { stack: MANAGED, seriesSelector: { location: 'europe-west4' } },
    ],
    [
      "with Google's stack and a label that Google does not write",
      { stack: MANAGED, seriesSelector: { tenant: 'video' } },
    ],
    [
      "with the operator's stack on GKE and another location",
      { stack: OPERATOR, seriesSelector: { location: 'here' } },
    ],
  ])('%s', (_, monitoring) => {
    expect(problemsOf(onGoogle(monitoring))).toEqual([]);
  });
});

describe('monitoring is refused', () => {
  it("with Google's stack on AWS", () => {
    expect(problemsOf(onAws({ stack: MANAGED }))).toEqual([
      `${AT_AWS}: 'monitoring.stack.kind' must be 'operator' on AWS, got 'google-managed'; use the operator's stack; only GKE has Google's managed Prometheus`,
    ]);
  });

  it('with an unknown kind, and without a kind', () => {
    const wrong = (stack: unknown) => problemsOf(onAws({ stack } as MonitoringInput));
    const rule = "'monitoring.stack.kind' must be one of 'operator', 'google-managed'";
    expect(wrong({ kind: 'amazon-managed' })).toEqual([`${AT_AWS}: ${rule}, got 'amazon-managed'; choose one of them`]);
    expect(wrong({})).toEqual([`${AT_AWS}: ${rule}, got nothing; choose one of them`]);
  });

  it.each(['release:monitoring', '-a', 'a/b/c', 'B.example.com/role'])(
    'with %j as the key of a label of rules',
    (key) => {
      expect(problemsOf(onAws({ stack: { ...OPERATOR, ruleLabels: { [key]: 'x' } } }))).toEqual([
        `${AT_AWS}: 'monitoring.stack.ruleLabels.${key}' must be a label key: at most 63 letters, digits, dashes, dots or underscores, with an optional DNS prefix and a slash, got '${key}'; write it as 'name' or 'example.com/name'`,
      ]);
    },
  );

  it.each(['a b', '-', 'x'.repeat(64)])('with %j as the value of a label of rules', (value) => {
    expect(problemsOf(onAws({ stack: { ...OPERATOR, ruleLabels: { release: value } } }))).toEqual([
      `${AT_AWS}: 'monitoring.stack.ruleLabels.release' must be a label value: at most 63 letters, digits, dashes, dots or underscores, first and last a letter or digit, got '${value}'; choose such a value, or the empty one`,
    ]);
  });

  it("with labels of rules on Google's stack, which has no rule objects of the operator", () => {
    const stack = { ...MANAGED, ruleLabels: { release: 'monitoring' } } as MonitoringInput['stack'];
    expect(problemsOf(onGoogle({ stack }))).toEqual([
      `${AT_GOOGLE}: 'monitoring.stack.ruleLabels' must be a known property, got {"release":"monitoring"}; remove it, or correct its spelling; the known properties are kind`,
    ]);
  });

  it.each(['k8s-cluster', '1st', 'über', 'a.b', '__name__', '__address__'])('with %j as a label of series', (name) => {
    expect(problemsOf(onAws({ stack: OPERATOR, seriesSelector: { [name]: 'x' } }))).toEqual([
      `${AT_AWS}: 'monitoring.seriesSelector.${name}' must be a label of Prometheus: letters, digits and underscores, not beginning with a digit or with two underscores, got '${name}'; name the label that the scraper writes on every series of the cluster`,
    ]);
  });

  it.each(['job', 'namespace', 'instance', 'node', 'pod', 'container'])(
    'with the label %j, which differs between the series of one cluster',
    (name) => {
      expect(problemsOf(onAws({ stack: OPERATOR, seriesSelector: { [name]: 'x' } }))).toEqual([
        `${AT_AWS}: 'monitoring.seriesSelector.${name}' must be a label that all series of the cluster share, and not container, instance, job, namespace, node, pod, got '${name}'; name a label that tells clusters apart, such as 'cluster'; the rules would miss the series with other values`,
      ]);
    },
  );

  it('with an empty value, which would select series without the label', () => {
    expect(problemsOf(onAws({ stack: OPERATOR, seriesSelector: { cluster: '' } }))).toEqual([
      `${AT_AWS}: 'monitoring.seriesSelector.cluster' must have a value, got ''; state the value that the series have, or 'seriesSelector: {}' for a Prometheus that holds this cluster alone`,
    ]);
  });

  it.each([
    ['cluster', 'streaming-main'],
    ['location', 'europe-west4'],
    ['project_id', 'example-streaming'],
  ])('with another value of %s than Google writes, because Google refuses the object', (name, own) => {
    expect(problemsOf(onGoogle({ stack: MANAGED, seriesSelector: { [name]: 'other' } }))).toEqual([
      `${AT_GOOGLE}: 'monitoring.seriesSelector.${name}' must be '${own}' with 'google-managed', which limits every rule to its own cluster and refuses another value, got 'other'; leave the label out`,
    ]);
  });
});
