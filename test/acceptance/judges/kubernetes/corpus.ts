import type { KubernetesMinor } from '../../harness/control-plane';
import { type ManifestObject, splitManifest } from '../../harness/control-plane-apply';

/** An input that the judge must refuse. */
export interface BrokenInput {
  readonly name: string;
  /** Pattern that a reported problem must match. */
  readonly message: RegExp;
  /**
   * Renders the input, which is applied one band after its namespace. @returns JSON, which is YAML, or YAML where JSON cannot
   * express the mistake.
   */
  readonly render: (namespace: string, minor: KubernetesMinor) => object | string;
  /** @default - none */
  readonly namespaceLabels?: Readonly<Record<string, string>>;
}

/** Changes of the sound Deployment from which inputs start; each is merged into its place. */
interface Flaw {
  readonly spec?: object;
  readonly template?: object;
  readonly pod?: object;
  readonly container?: object;
}

const LABELS = { 'keelson.dev/workload': 'broken' };

/** Inputs that the server or its controllers refuse; the name of an input says what is wrong with it. */
export const CORPUS: readonly BrokenInput[] = [
  {
    name: 'misspelt field',
    message: /\.spec\.replica: field not declared in schema/,
    render: (namespace) => deployment(namespace, { spec: { replica: 2 } }),
  },
  {
    name: 'duplicate key',
    message: /key "replicas" already set in map/,
    render: (namespace) => {
      return JSON.stringify(deployment(namespace, {})).replace('"replicas":1', '"replicas":1,"replicas":2');
    },
  },
  {
    name: 'port 70000',
    message: /spec\.ports\[0\]\.port: Invalid value: 70000: must be between 1 and 65535, inclusive/,
    render: (namespace) => ({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'broken', namespace },
      spec: { selector: LABELS, ports: [{ port: 70_000 }] },
    }),
  },
  {
    name: 'label of 64 characters',
    message: /metadata\.labels: Invalid value: "l{64}": must be no more than 63 (characters|bytes)/,
    render: (namespace) => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'broken', namespace, labels: { 'keelson.dev/workload': 'l'.repeat(64) } },
    }),
  },
  {
    name: 'selector that does not match its template',
    message: /`selector` does not match template `labels`/,
    render: (namespace) => {
      return deployment(namespace, { template: { metadata: { labels: { 'keelson.dev/workload': 'other' } } } });
    },
  },
  {
    name: 'requests above limits',
    message: /requests: Invalid value: "2Gi": must be less than or equal to memory limit of 1Gi/,
    render: (namespace) => {
      return deployment(namespace, {
        container: { resources: { requests: { memory: '2Gi' }, limits: { memory: '1Gi' } } },
      });
    },
  },
  {
    name: 'unknown priority class',
    message: /FailedCreate: .*no PriorityClass with name keelson-nonsense-v1 was found/,
    render: (namespace) => deployment(namespace, { pod: { priorityClassName: 'keelson-nonsense-v1' } }),
  },
  {
    name: 'system-node-critical pod where no quota admits it',
    message: /FailedCreate: .*insufficient quota to match these scopes: \[\{PriorityClass In \[.*system-node-critical/,
    render: (namespace) => deployment(namespace, { pod: { priorityClassName: 'system-node-critical' } }),
  },
  {
    name: 'privileged pod in a restricted namespace',
    message: /FailedCreate: .*violates PodSecurity "restricted:latest": privileged/,
    // The label suppresses the warning that the Deployment would get, so that the pod is refused.
    namespaceLabels: {
      'pod-security.kubernetes.io/enforce': 'restricted',
      'pod-security.kubernetes.io/warn': 'privileged',
    },
    render: (namespace) => deployment(namespace, { container: { securityContext: { privileged: true } } }),
  },
  {
    name: 'bad cron',
    message: /spec\.schedule: Invalid value: "61 \* \* \* \*": end of range \(61\) above maximum \(59\)/,
    render: (namespace) => cronJob(namespace, '61 * * * *', {}),
  },
  {
    name: 'pod of a CronJob that would be refused when its hour comes',
    message: /CronJob .*: its pod: 403 .*no PriorityClass with name keelson-nonsense-v1 was found/,
    render: (namespace) => cronJob(namespace, '0 3 * * *', { priorityClassName: 'keelson-nonsense-v1' }),
  },
  {
    name: 'deprecated API',
    message: /warning: .*is deprecated in v1\.\d+\+/,
    render: (namespace, minor) => DEPRECATED[minor](namespace),
  },
  {
    name: 'kind that the server does not have',
    message: /the server has no kind 'ServiceMonitor' in 'monitoring\.coreos\.com\/v1'/,
    render: (namespace) => ({
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'ServiceMonitor',
      metadata: { name: 'broken', namespace },
    }),
  },
  {
    name: 'misspelt field of a custom resource',
    message: /\.spec\.groups\[name="broken"\]\.rules\[0\]\.severity: field not declared in schema/,
    render: (namespace) => alertRule(namespace, { severity: 'page' }),
  },
  {
    name: 'custom resource with a value that its definition refuses',
    message: /spec\.groups\[0\]\.rules\[0\]\.for: Invalid value: "10 minutes"/,
    render: (namespace) => alertRule(namespace, { for: '10 minutes' }),
  },
];

/** An API that the version still serves with a warning. */
const DEPRECATED: Readonly<Record<KubernetesMinor, (namespace: string) => object>> = {
  '1.30': () => ({
    apiVersion: 'flowcontrol.apiserver.k8s.io/v1beta3',
    kind: 'FlowSchema',
    metadata: { name: 'broken' },
    spec: { priorityLevelConfiguration: { name: 'workload-low' }, matchingPrecedence: 9_000 },
  }),
  '1.37': (namespace) => ({ apiVersion: 'v1', kind: 'Endpoints', metadata: { name: 'broken', namespace } }),
};

/** Documents of an input: its namespace, and the broken object in a later band. */
export function renderBrokenInput(input: BrokenInput, minor: KubernetesMinor): readonly ManifestObject[] {
  const namespace = `broken-${CORPUS.indexOf(input)}`;
  const body = input.render(namespace, minor);
  const metadata = { name: namespace, labels: input.namespaceLabels ?? {} };
  return [
    ...splitManifest('00-namespace.k8s.yaml', JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata })),
    ...splitManifest('60-broken.k8s.yaml', typeof body === 'string' ? body : JSON.stringify(body)),
  ];
}

function deployment(namespace: string, { spec, template, pod, container }: Flaw): object {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'broken', namespace },
    spec: {
      replicas: 1,
      selector: { matchLabels: LABELS },
      template: {
        metadata: { labels: LABELS },
        spec: { containers: [{ ...CONTAINER, ...container }], ...pod },
        ...template,
      },
      ...spec,
    },
  };
}

function alertRule(namespace: string, flaw: object): object {
  const rule = { alert: 'Broken', expr: 'vector(1)', for: '10m', ...flaw };
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: { name: 'broken', namespace },
    spec: { groups: [{ name: 'broken', rules: [rule] }] },
  };
}

const CONTAINER = { name: 'service', image: 'registry.example.com/service:1' };

function cronJob(namespace: string, schedule: string, pod: object): object {
  const spec = { restartPolicy: 'Never', containers: [CONTAINER], ...pod };
  return {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name: 'broken', namespace },
    spec: { schedule, jobTemplate: { spec: { template: { spec } } } },
  };
}
