import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderHandlerContainer } from '../../../lib/kubernetes/termination-handler/termination-handler-container';
import { renderHandlerVariables } from '../../../lib/kubernetes/termination-handler/termination-handler-variables';
import type { AwsClusterInput } from '../../../lib/specs/cluster/aws/aws-cluster-input';
import { SHIPPED_IMAGES } from '../../../lib/specs/shipped-images';
import type { WorkloadInput } from '../../../lib/specs/workload/workload-input';
import { handled } from '../../fixtures/handled-cluster';

interface HandlerVariables {
  readonly date: string;
  readonly source: string;
  /** The release that was read. */
  readonly version: string;
  /** Type of each variable. */
  readonly variables: Readonly<Record<string, string>>;
}

const UPSTREAM: HandlerVariables = JSON.parse(
  readFileSync(join(__dirname, 'termination-handler-variables.json'), 'utf8'),
);

/** Form of the values of each type of variables. */
const SHAPES: Readonly<Record<string, RegExp>> = { bool: /^(true|false)$/, int: /^-?\d+$/, string: /^\S+$/ };

/** Variables that the SDK of AWS or the program reads beside its own settings. */
const OWN_POD = ['NODE_NAME', 'POD_NAME', 'NAMESPACE'];

function variablesOf(overrides: Partial<AwsClusterInput> = {}): Readonly<Record<string, string>> {
  return renderHandlerVariables(handled(overrides));
}

test('every variable exists, with a value of its type, in the release whose image is the default', () => {
  expect(SHIPPED_IMAGES.terminationHandler.image).toMatch(new RegExp(`:v${UPSTREAM.version}$`));
  for (const [name, value] of Object.entries(variablesOf())) {
    expect([name, UPSTREAM.variables[name]]).toEqual([name, expect.any(String)]);
    expect([name, value]).toEqual([name, expect.stringMatching(SHAPES[UPSTREAM.variables[name] ?? ''] ?? /^$/)]);
  }
  for (const name of OWN_POD) expect(UPSTREAM.variables[name]).toBe('string');
});

test('a variable that upstream does not have would be found', () => {
  expect(UPSTREAM.variables['KUBE_API_QPS']).toBeUndefined();
  expect(UPSTREAM.variables['HEARTBEAT_INTERVAL']).toBe('int');
});

test('the settings that would hold an instance for two days, or ask the metadata of an instance, are left out', () => {
  const names = Object.keys(variablesOf());
  expect(names.filter((name) => /HEARTBEAT|METADATA|IMDS/.test(name))).toEqual([]);
  expect(names).not.toContain('AWS_ENDPOINT');
});

test('the handler knows its own pod, without whose node it does not start and which it does not evict', () => {
  const { env = [] } = renderHandlerContainer(handled());
  const own = env.filter(({ value }) => value === undefined);
  expect(own.map(({ name, valueFrom }) => [name, valueFrom?.fieldRef?.fieldPath])).toEqual([
    ['NODE_NAME', 'spec.nodeName'],
    ['POD_NAME', 'metadata.name'],
    ['NAMESPACE', 'metadata.namespace'],
  ]);
  expect(new Set(env.map(({ name }) => name)).size).toBe(env.length);
});

test('the handler reads the queue of its cluster and drains only instances of the cluster', () => {
  expect(variablesOf()).toMatchObject({
    ENABLE_SQS_TERMINATION_DRAINING: 'true',
    QUEUE_URL: 'https://sqs.eu-central-1.amazonaws.com/123456789012/paas-main-node-events',
    AWS_REGION: 'eu-central-1',
    CHECK_TAG_BEFORE_DRAINING: 'true',
    MANAGED_TAG: 'kubernetes.io/cluster/paas-main',
  });
});

test('an instance never goes because the API server did not answer', () => {
  expect(variablesOf()).toMatchObject({ DELETE_SQS_MSG_IF_NODE_NOT_FOUND: 'false', USE_PROVIDER_ID: 'false' });
});

test('the time of a drain comes from the slowest workload of the pools that it drains, and every pod has its own grace', () => {
  const slow = (pool: string): WorkloadInput => {
    const shutdown = { graceSeconds: 600 };
    return { name: 'gateway', namespace: 'keelson-system', kind: 'deployment', pools: [pool], shutdown };
  };
  const gives = (workloads: readonly WorkloadInput[]) => variablesOf({ workloads })['NODE_TERMINATION_GRACE_PERIOD'];
  expect(gives([slow('general')])).toBe('630');
  expect(gives([slow('managed')])).toBe('60');
  expect(variablesOf({ workloads: [slow('general')] })['POD_TERMINATION_GRACE_PERIOD']).toBe('-1');
});

test('the number of drains at once reaches its variable', () => {
  expect(variablesOf()['WORKERS']).toBe('10');
  expect(variablesOf({ controllers: { terminationHandler: { concurrentDrains: 25 } } })['WORKERS']).toBe('25');
});
