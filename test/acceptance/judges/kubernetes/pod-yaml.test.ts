import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { addStandardCharts } from '../../../../lib/charts/add-standard-charts';
import { synthesizeCharts } from '../../../../lib/charts/synthesize-charts';
import { readAt } from '../../../../lib/model/read-fields';
import { EnvironmentSpec } from '../../../../lib/specs/environment/environment-spec';
import { POD_TYPES, type PodField } from '../../../../lib/specs/workload/pod-yaml/pod-field-names';
import type { KubernetesObject } from '../../../../lib/values/kubernetes-object';
import { type PodDraft, type PodPart, podEnvironment, podProblems, podText } from '../../../fixtures/pod-workload';
import { ControlPlane, KUBERNETES_MINORS } from '../../harness/control-plane';
import type { ApiAnswer, ApiObject } from '../../harness/control-plane-client';
import { ObjectClient } from '../../harness/object-client';
import { pollUntil } from '../../harness/poll';
import { Session } from '../../harness/session';

const FOLDER = join(__dirname, '../../../fixtures/pod-yaml');
const LEVELS = ['baseline', 'restricted'] as const;

const texts = readdirSync(FOLDER)
  .sort()
  .map((file) => ({ name: file.replace(/\.yml$/, ''), text: readFileSync(join(FOLDER, file), 'utf8') }));
const accepted = texts.filter(({ text }) => podProblems({ text }).length === 0);

/** Texts that keelson refuses and whose pods the API server refuses as they are: kinds of values, spelling, sizes and rights. */
const REFUSED_BY_BOTH = [
  'flag-in-env',
  'host-access',
  'limit-below-request',
  'list-for-object',
  'misspelt-deep',
  'misspelt-probe',
  'misspelt-resources',
  'number-in-annotation',
  'number-in-args',
  'number-in-env',
  'privileged',
  'unconfined',
  'wrong-quantity',
];

/** Rights of a container, each of which one of the levels refuses or allows. */
const RIGHTS: readonly PodPart[] = [
  {},
  // The server finds privileges that may not grow beside all privileges invalid.
  { privileged: true, allowPrivilegeEscalation: null },
  { privileged: false },
  { procMount: 'Default' },
  { seccompProfile: { type: 'Unconfined' } },
  { seccompProfile: { type: 'RuntimeDefault' } },
  { seccompProfile: { type: 'Localhost', localhostProfile: 'a.json' } },
  { appArmorProfile: { type: 'Unconfined' } },
  { appArmorProfile: { type: 'RuntimeDefault' } },
  { seLinuxOptions: { type: 'spc_t' } },
  { seLinuxOptions: { type: 'container_t', level: 's0' } },
  { seLinuxOptions: { user: 'system_u' } },
  { seLinuxOptions: { role: 'system_r' } },
  ...['CHOWN', 'NET_BIND_SERVICE', 'SYS_TIME', 'NET_RAW', 'ALL'].map((name) => ({
    capabilities: { add: [name], drop: ['ALL'] },
  })),
  { capabilities: { drop: ['NET_RAW'] } },
  { allowPrivilegeEscalation: true },
  { allowPrivilegeEscalation: null },
  { runAsNonRoot: false },
  { runAsUser: 0 },
  { runAsUser: 10_001 },
];

/** Volumes, each of which one of the levels refuses or allows. */
const VOLUMES: readonly PodPart[] = [
  { emptyDir: { sizeLimit: '1Mi' } },
  { configMap: { name: 'a' } },
  { secret: { secretName: 'a' } },
  { downwardAPI: { items: [] } },
  { persistentVolumeClaim: { claimName: 'a' } },
  { projected: { sources: [{ configMap: { name: 'a' } }] } },
  { csi: { driver: 'example.com' } },
  { nfs: { server: 'a', path: '/' } },
  { hostPath: { path: '/' } },
];

/** Objects that keelson writes for a text. */
function objectsOf(text: string): readonly KubernetesObject[] {
  const [cluster] = EnvironmentSpec.from(podEnvironment({ text })).clusters;
  if (cluster === undefined) throw new Error('the fixture has no cluster');
  const files = synthesizeCharts(cluster, [addStandardCharts]);
  return files.filter(({ path }) => path.includes('60-shop-cart')).flatMap(({ objects }) => objects);
}

/** A pod of the template that keelson writes for a text. */
function podOf(text: string): KubernetesObject {
  const deployment = objectsOf(text).find(({ kind }) => kind === 'Deployment');
  const { metadata, spec } = readAt(deployment, 'spec', 'template') as PodDraft;
  return { apiVersion: 'v1', kind: 'Pod', metadata: { ...metadata, name: 'tried', namespace: 'shop' }, spec };
}

describe.each(KUBERNETES_MINORS)('pods that a team wrote itself on %s', (minor) => {
  let plane: ControlPlane;
  let objects: ObjectClient;

  const tryPod = (namespace: string, pod: object): Promise<ApiAnswer<ApiObject>> =>
    plane.request('POST', `/api/v1/namespaces/${namespace}/pods?dryRun=All&fieldValidation=Strict`, pod);

  beforeAll(async () => {
    plane = await ControlPlane.start(Session.current(), `pods-${minor.replace('.', '-')}`, minor);
    objects = new ObjectClient(plane);
    for (const [name, level] of Object.entries({
      shop: 'restricted',
      baseline: 'baseline',
      restricted: 'restricted',
    })) {
      const labels = { 'pod-security.kubernetes.io/enforce': level };
      await objects.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } });
      const path = `/api/v1/namespaces/${name}/serviceaccounts/default`;
      const isThere = async () => (await plane.request('GET', path)).status === 200 || undefined;
      await pollUntil(`the account of ${name}`, isThere, { seconds: 30 });
    }
  });
  afterAll(() => plane.stop());

  test.each(accepted)('accepts the objects of $name.yml, and a second apply writes nothing', async ({ text }) => {
    const written = objectsOf(text);
    for (const object of written) await objects.apply(object);
    const stored = async () => {
      const kinds = ['serviceaccounts/cart', 'services/cart'].map((path) => `/api/v1/namespaces/shop/${path}`);
      const deployment = '/apis/apps/v1/namespaces/shop/deployments/cart';
      const answers = await Promise.all([...kinds, deployment].map((path) => plane.request('GET', path)));
      return answers.map(({ body }) => [body.metadata?.uid, body.metadata?.generation]);
    };
    const before = await stored();
    for (const object of written) await objects.apply(object);
    expect(await stored()).toEqual(before);
    const { status, body, warnings } = await tryPod('shop', podOf(text));
    expect([status, status === 201 ? '' : body['message'], warnings]).toEqual([201, '', []]);
  });

  test.each(REFUSED_BY_BOTH)('refuses the pod of %s.yml as it is, as keelson does', async (name) => {
    const { text = '' } = texts.find((each) => each.name === name) ?? {};
    expect(podProblems({ text })).not.toEqual([]);
    const pod = { ...parse(text), metadata: { name: 'tried', ...parse(text).metadata } };
    const { status } = await tryPod('shop', pod);
    expect([400, 403, 422]).toContain(status);
  });

  test.each(LEVELS)("agrees with keelson on every right and volume at the level '%s'", async (level) => {
    const disagreeing: string[] = [];
    for (const draft of drafts()) {
      const text = podText(draft.change);
      const problems = podProblems({ text }, { team: { podSecurity: level } });
      // Folders of the node are refused at every level of keelson's own accord, in other words.
      const own = problems.filter((line) => line.includes('Pod Security level') || line.includes('hostPath'));
      expect(problems).toEqual(own);
      const pod = JSON.parse(text);
      const { status, body } = await tryPod(level, { ...pod, metadata: { name: 'tried' } });
      // Any other status says that the draft itself is no valid pod, so that nothing would be compared.
      const isAnswer = status === 201 || status === 403;
      if (!isAnswer || (status === 201) !== (problems.length === 0)) {
        disagreeing.push(`${draft.name}: ${status} ${body['message'] ?? ''}; ${problems.join('; ')}`);
      }
    }
    expect(disagreeing).toEqual([]);
  });

  if (minor === KUBERNETES_MINORS.at(-1)) {
    test('the table of fields holds the fields and kinds that the API server publishes', async () => {
      const { body } = await plane.request<OpenApi>('GET', '/openapi/v3/api/v1');
      const published = publishedTypes(body.components.schemas);
      const ours = [...POD_TYPES].map(([name, type]) => [name, Object.fromEntries(type)] as const);
      expect(ours.length).toBeGreaterThan(90);
      for (const [name, fields] of ours) {
        const told = Object.fromEntries(
          Object.entries(published.get(name) ?? {}).map(([field, kind]) => [
            field,
            isUnjudged(fields[field]) ? { ...kind, kind: 'any' } : kind,
          ]),
        );
        expect([name, fields]).toEqual([name, told]);
      }
    });
  }
});

interface Draft {
  readonly name: string;
  readonly change: (pod: PodDraft) => void;
}

/** Pods that differ from an accepted one in a right of the container or of the pod, or in a volume. */
function drafts(): readonly Draft[] {
  const ofContainers = RIGHTS.map((rights) => ({
    name: `container ${JSON.stringify(rights)}`,
    change: ({
      spec: {
        containers: [web],
      },
    }: PodDraft) => {
      Object.assign(web['securityContext'] as object, rights);
    },
  }));
  const ofPods = RIGHTS.filter((rights) =>
    Object.keys(rights).every((right) => POD_TYPES.get('PodSecurityContext')?.has(right)),
  ).map((rights) => ({
    name: `pod ${JSON.stringify(rights)}`,
    change: ({ spec }: PodDraft) => {
      Object.assign(spec['securityContext'] as object, rights);
    },
  }));
  const bare = {
    name: 'no rights at all',
    change: ({ spec }: PodDraft) => {
      delete spec['securityContext'];
      delete spec.containers[0]['securityContext'];
    },
  };
  const ofVolumes = VOLUMES.map((volume) => ({
    name: `volume ${JSON.stringify(volume)}`,
    change: ({ spec }: PodDraft) => {
      spec['volumes'] = [{ name: 'data', ...volume }];
    },
  }));
  return [...ofContainers, ...ofPods, bare, ...ofVolumes];
}

interface OpenApi {
  readonly components: { readonly schemas: Readonly<Record<string, OpenApiSchema>> };
}

interface OpenApiSchema {
  readonly type?: string;
  readonly format?: string;
  readonly $ref?: string;
  readonly allOf?: readonly OpenApiSchema[];
  readonly oneOf?: readonly OpenApiSchema[];
  readonly items?: OpenApiSchema;
  readonly additionalProperties?: OpenApiSchema;
  readonly properties?: Readonly<Record<string, OpenApiSchema>>;
}

/** Fields of every type that the server publishes, in the words of our table. */
function publishedTypes(
  schemas: OpenApi['components']['schemas'],
): ReadonlyMap<string, Readonly<Record<string, PodField>>> {
  return new Map(
    Object.entries(schemas).map(([name, { properties = {} }]) => {
      const fields = Object.entries(properties).map(([field, schema]) => [field, fieldOf(schema)] as const);
      return [name.split('.').at(-1) ?? '', Object.fromEntries(fields)] as const;
    }),
  );
}

function fieldOf(schema: OpenApiSchema): PodField {
  if (schema.type === 'array') return { kind: kindOf(schema.items ?? {}), holds: 'list' };
  const { additionalProperties } = schema;
  if (additionalProperties !== undefined) return { kind: kindOf(additionalProperties), holds: 'map' };
  return { kind: kindOf(schema), holds: 'one' };
}

const SINGLE: Readonly<Record<string, string>> = { string: 'text', boolean: 'flag', integer: 'number' };

function kindOf({ type, $ref, allOf = [] }: OpenApiSchema): string {
  const name = ($ref ?? allOf[0]?.$ref)?.split('.').at(-1);
  if (name === 'Quantity') return 'quantity';
  if (name === 'IntOrString') return 'numberOrText';
  if (name === 'Time') return 'text';
  return name ?? SINGLE[type ?? ''] ?? `unknown ${type}`;
}

function isUnjudged(field: PodField | undefined): boolean {
  return field?.kind === 'any';
}
