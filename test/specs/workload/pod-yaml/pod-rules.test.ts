import {
  type PodDraft,
  type PodPart,
  type PodSurroundings,
  podProblems,
  podText,
} from '../../../fixtures/pod-workload';

type Change = (pod: PodDraft) => void;

/** Problems of a pod that a test has changed. */
function judged(change: Change, others: PodSurroundings = {}): readonly string[] {
  return podProblems({ text: podText(change) }, others);
}

/** Changes the spec of the pod. */
const spec =
  (fields: PodPart): Change =>
  (pod) =>
    Object.assign(pod.spec, fields);

/** Changes the first container of the pod. */
const container =
  (fields: PodPart): Change =>
  (pod) =>
    Object.assign(pod.spec.containers[0], fields);

const AT = 'podYaml.spec.containers[0]';
const BASELINE = "by the Pod Security level 'baseline' of the namespace";
const RESTRICTED = "by the Pod Security level 'restricted' of the namespace";
const CONFINED = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };

describe('fields that others state', () => {
  test.each<[string, unknown, string]>([
    ['nodeSelector', { disk: 'ssd' }, `be left to 'pools', got {"disk":"ssd"}`],
    [
      'affinity',
      { nodeAffinity: {} },
      `be left to 'pools', and to the spread that keelson adds, got {"nodeAffinity":{}}`,
    ],
    ['tolerations', [{ operator: 'Exists' }], `be left to 'pools', got [{"operator":"Exists"}]`],
    [
      'topologySpreadConstraints',
      [{ maxSkew: 1 }],
      'be left to keelson, which spreads the pods over zones and nodes, got [{"maxSkew":1}]',
    ],
    ['nodeName', 'node-1', "be left to 'pools', got 'node-1'"],
    ['schedulerName', 'mine', "be left to the cluster's own scheduler, got 'mine'"],
    ['schedulingGates', [{ name: 'a' }], 'be left to nobody: nothing would remove them, got [{"name":"a"}]'],
    ['schedulingGroup', { podGroupName: 'a' }, `be left to the cluster's own scheduler, got {"podGroupName":"a"}`],
    ['serviceAccountName', 'cart', "be left to keelson, which gives the workload an account of its own, got 'cart'"],
    ['serviceAccount', 'cart', "be left to keelson, which gives the workload an account of its own, got 'cart'"],
    ['terminationGracePeriodSeconds', 60, "be left to 'shutdown', got 60"],
    ['imagePullSecrets', [{ name: 'a' }], `be left to 'pullSecrets', got [{"name":"a"}]`],
    [
      'hostNetwork',
      true,
      'be left to daemons of the platform: two pods of a service could not share the ports of a node, got true',
    ],
    ['priorityClassName', 'high', "be left to the platform: services have no class, and priority 0, got 'high'"],
    ['priority', 5, 'be left to the platform: services have no class, and priority 0, got 5'],
    ['overhead', { cpu: '1' }, `be left to the runtime class, got {"cpu":"1"}`],
    ['activeDeadlineSeconds', 60, 'be left to jobs: a Deployment refuses it, got 60'],
    [
      'ephemeralContainers',
      [{ name: 'a' }],
      `be left to 'kubectl debug': a Deployment refuses them, got [{"name":"a"}]`,
    ],
    ['resources', { limits: { cpu: 1 } }, 'be left to the containers, each with its own, got {"limits":{"cpu":1}}'],
    ['restartPolicy', 'Never', "be 'Always': a Deployment knows no other, got 'Never'"],
    ['automountServiceAccountToken', true, 'be false: a pod of a service holds no token of the API server, got true'],
    ['enableServiceLinks', true, 'be false: every Service of the namespace would add variables, got true'],
    ['hostPID', true, "be false: the pod would see the node's processes, got true"],
    ['hostIPC', true, "be false: the pod would see the node's shared memory, got true"],
  ])('refuses spec.%s', (field, value, message) => {
    expect(judged(spec({ [field]: value }))).toEqual([`'podYaml.spec.${field}' must ${message}; remove it`]);
  });

  it('accepts the values that keelson states itself', () => {
    const same = { restartPolicy: 'Always', automountServiceAccountToken: false, enableServiceLinks: false };
    expect(judged(spec({ ...same, hostPID: false, hostIPC: false }))).toEqual([]);
  });

  it('refuses sysctls, which the workload states', () => {
    const sysctls = [{ name: 'net.core.somaxconn', value: '1024' }];
    expect(judged((pod) => Object.assign(pod.spec['securityContext'] as object, { sysctls }))).toEqual([
      `'podYaml.spec.securityContext.sysctls' must be left to the workload's 'sysctls', got [{"name":"net.core.somaxconn","value":"1024"}]; state them there`,
    ]);
  });

  it('refuses another name or namespace than those of the workload, and labels of keelson', () => {
    const metadata = {
      name: 'basket',
      namespace: 'other',
      labels: { 'keelson.dev/pool': 'x', 'no key': 'x', fine: 'not a value' },
      annotations: { 'keelson.dev/version': '1' },
    };
    expect(judged((pod) => Object.assign(pod.metadata, metadata))).toEqual([
      "'podYaml.metadata.name' must be the workload's name, 'cart', got 'basket'; remove it, or correct it",
      "'podYaml.metadata.namespace' must be the workload's namespace, 'shop', got 'other'; remove it, or correct it",
      "'podYaml.metadata.labels' must have no keys below keelson.dev/, which are keelson's own, got 'keelson.dev/pool'; choose another prefix",
      "'podYaml.metadata.labels' must be a label key: at most 63 letters, digits, dashes, dots or underscores, with an optional DNS prefix and a slash, got 'no key'; write it as 'name' or 'example.com/name'",
      "'podYaml.metadata.labels.fine' must be a label value: at most 63 letters, digits, dashes, dots or underscores, first and last a letter or digit, got 'not a value'; choose such a value, or the empty one",
      "'podYaml.metadata.annotations' must have no keys below keelson.dev/, which are keelson's own, got 'keelson.dev/version'; choose another prefix",
    ]);
  });

  it('refuses the members that describe a container in other words', () => {
    const workload = {
      health: { kind: 'http', ready: '/ready' },
      sidecars: [{ name: 'mesh', image: 'registry.example.com/mesh:1', cpu: '100m', memory: '64Mi' }],
    } as const;
    const messages = podProblems({ text: podText() }, { workload });
    const told = (member: string, value: string) =>
      `'${member}' must be absent beside 'podYaml', which states the containers, got ${value}; remove it; the pod's text says it in its own words`;
    expect(messages).toEqual([
      told('health', '{"kind":"http","ready":"/ready"}'),
      told('sidecars', '[{"name":"mesh","image":"registry.example.com/mesh:1","cpu":"100m","memory":"64Mi"}]'),
    ]);
  });
});

describe('containers', () => {
  it('refuses a pod without a container', () => {
    const message = "'podYaml.spec.containers' must hold a container, got nothing; add the container that serves";
    expect(judged((pod) => Object.assign(pod.spec, { containers: [] }))).toEqual([message]);
    expect(podProblems({ text: 'apiVersion: v1\nkind: Pod\nspec: {}\n' })).toEqual([message]);
  });

  it('refuses a container without name and image', () => {
    expect(judged(container({ name: undefined, image: undefined }))).toEqual([
      `'${AT}.name' must be given, got nothing; state it`,
      `'${AT}.image' must be given, got nothing; state it with a version`,
    ]);
  });

  it('refuses one name for the ports of two containers, because the Service would lead to the first of them', () => {
    expect(judged((pod) => pod.spec.containers.push({ ...pod.spec.containers[0], name: 'other' }))).toEqual([
      "'podYaml.spec.containers' must name every port once, got 'http'; remove or rename one of them",
    ]);
  });

  it('refuses names that occur twice, and the name of the gate', () => {
    expect(
      judged((pod) => pod.spec.containers.push({ ...pod.spec.containers[0], ports: [], readinessProbe: undefined })),
    ).toEqual(["'podYaml.spec.containers' must name every container once, got 'web'; remove or rename one of them"]);
    expect(
      judged((pod) =>
        Object.assign(pod.spec, {
          initContainers: [{ ...pod.spec.containers[0], name: 'tuned-gate', ports: [], readinessProbe: undefined }],
        }),
      ),
    ).toEqual([
      "'podYaml.spec.initContainers[0].name' must not be the name of keelson's own container, got 'tuned-gate'; rename the container",
    ]);
  });

  it('refuses an image that nothing can pull', () => {
    expect(judged(container({ image: 'Registry/Cart:1' }))).toEqual([
      `'${AT}.image' must be an image reference, got 'Registry/Cart:1'; write it as 'registry.example.com/team/app:1.4.2'`,
    ]);
  });

  it('asks containers that run before the others for requests and a limit too', () => {
    const migrate = { name: 'migrate', image: 'registry.example.com/shop/cart:1.4.2', securityContext: CONFINED };
    const place = 'podYaml.spec.initContainers[0].resources';
    expect(judged(spec({ initContainers: [migrate] }))).toEqual([
      `'${place}.requests.cpu' must be given, got nothing; state it: '250m'`,
      `'${place}.requests.memory' must be given, got nothing; state it: '256Mi'`,
      `'${place}.limits.memory' must be given, got nothing; state it, best the same as the request: a node that runs out of memory ends pods that use more`,
    ]);
  });

  it('refuses variables that keelson sets, and variables that occur twice', () => {
    const env = [
      { name: 'KEELSON_DRAIN_SECONDS', value: '5' },
      { name: 'TZ', value: 'UTC' },
      { name: 'TZ', value: 'UTC' },
    ];
    expect(judged(container({ env }))).toEqual([
      `'${AT}.env' must name every variable once, got 'TZ'; remove or rename one of them`,
      `'${AT}.env' must name no variables that begin with KEELSON_, which keelson sets, got 'KEELSON_DRAIN_SECONDS'; rename the variable`,
    ]);
  });

  it('lets containers that do not serve keep a preStop of their own', () => {
    const lifecycle = { preStop: { exec: { command: ['/flush'] } } };
    const added = (pod: PodDraft) =>
      pod.spec.containers.push({
        ...pod.spec.containers[0],
        name: 'logs',
        ports: [],
        readinessProbe: undefined,
        lifecycle,
      });
    expect(judged(added)).toEqual([]);
  });
});

describe('the container and the port that serve', () => {
  it('refuses names that the pod does not have', () => {
    const text = podText();
    expect(podProblems({ text, container: 'wep' })).toEqual([
      "'podYaml.container' must name a container of the pod: web, got 'wep'; did you mean 'web'?",
    ]);
    expect(podProblems({ text, port: 'grpc' })).toEqual([
      "'podYaml.port' must name a TCP port of the container: http, got 'grpc'; correct the name",
    ]);
    const unnamed = podText(
      container({
        ports: [{ containerPort: 8080 }, { name: 'dns', containerPort: 53, protocol: 'UDP' }],
        readinessProbe: { exec: { command: ['/ready'] } },
      }),
    );
    expect(podProblems({ text: unnamed, port: 'dns' })).toEqual([
      "'podYaml.port' must name a TCP port of the container: it has none with a name, got 'dns'; correct the name",
    ]);
  });

  it('refuses a port beyond the range, and metrics at a port that has no name', () => {
    const ports = [{ name: 'http', containerPort: 8080 }, { containerPort: 70_000 }];
    expect(judged(container({ ports }))).toEqual([
      `'${AT}.ports[1].containerPort' must be a port of 1 to 65535, got 70000; correct it`,
    ]);
    const measured = { workload: { metrics: { port: 9090 } } };
    expect(podProblems({ text: podText() }, measured)).toEqual([
      "'metrics.port' must be a port that the pod names: http (8080), got 9090; add it to the 'ports' of its container, with a name",
    ]);
    expect(podProblems({ text: podText() }, { workload: { metrics: {} } })).toEqual([]);
  });
});

describe('Pod Security', () => {
  const baseline = { team: { podSecurity: 'baseline' } };

  it("demands nothing of the level 'restricted' from a team of the level 'baseline'", () => {
    const change = (pod: PodDraft) => {
      pod.spec['securityContext'] = undefined;
      pod.spec.containers[0]['securityContext'] = { runAsUser: 0, capabilities: { add: ['CHOWN'] } };
      pod.spec['volumes'] = [{ name: 'share', nfs: { server: 'files', path: '/' } }];
    };
    expect(judged(change, baseline)).toEqual([]);
    expect(judged(change)).toEqual([
      `'podYaml.spec.volumes[0].nfs' must be one of configMap, csi, downwardAPI, emptyDir, ephemeral, image, persistentVolumeClaim, projected, secret, ${RESTRICTED}, got {"server":"files","path":"/"}; use one of them`,
      `'${AT}.securityContext.allowPrivilegeEscalation' must be false, ${RESTRICTED}, got nothing; state it`,
      `'${AT}.securityContext.capabilities.drop' must hold 'ALL', ${RESTRICTED}, got nothing; state it: ['ALL']`,
      `'${AT}.securityContext.capabilities.add' must hold 'NET_BIND_SERVICE' at most, ${RESTRICTED}, got 'CHOWN'; remove it`,
      `'${AT}.securityContext.runAsNonRoot' must be true, ${RESTRICTED}, got nothing; state it there, or once for all containers in spec.securityContext`,
      `'${AT}.securityContext.runAsUser' must not be the superuser, ${RESTRICTED}, got 0; choose another user`,
      `'${AT}.securityContext.seccompProfile.type' must be given, ${RESTRICTED}, got nothing; state 'RuntimeDefault' there, or once for all containers in spec.securityContext`,
    ]);
  });

  it('refuses a pod that is the superuser as a whole', () => {
    expect(judged((pod) => Object.assign(pod.spec['securityContext'] as object, { runAsUser: 0 }))).toEqual([
      `'podYaml.spec.securityContext.runAsUser' must not be the superuser, ${RESTRICTED}, got 0; choose another user`,
    ]);
  });

  test.each<[string, PodPart, string, string]>([
    ['privileged', { privileged: true }, `must be false, ${BASELINE}, got true; remove it`, ''],
    [
      'windowsOptions',
      { windowsOptions: { hostProcess: true } },
      `must be false, ${BASELINE}, got true; remove it`,
      '.hostProcess',
    ],
    ['procMount', { procMount: 'Unmasked' }, `must be 'Default', ${BASELINE}, got 'Unmasked'; remove it`, ''],
    [
      'seccompProfile',
      { seccompProfile: { type: 'Unconfined' } },
      `must be 'RuntimeDefault' or 'Localhost', ${BASELINE}, got 'Unconfined'; correct it`,
      '.type',
    ],
    [
      'appArmorProfile',
      { appArmorProfile: { type: 'Unconfined' } },
      `must be 'RuntimeDefault' or 'Localhost', ${BASELINE}, got 'Unconfined'; correct it`,
      '.type',
    ],
    [
      'capabilities',
      { capabilities: { add: ['SYS_TIME'] } },
      `must not add this capability, ${BASELINE}, got 'SYS_TIME'; remove it`,
      '.add',
    ],
    [
      'seLinuxOptions',
      { seLinuxOptions: { type: 'spc_t' } },
      `must be a type of containers, ${BASELINE}, got 'spc_t'; remove it`,
      '.type',
    ],
    ['seLinuxOptions', { seLinuxOptions: { role: 'r' } }, `must be absent, ${BASELINE}, got 'r'; remove it`, '.role'],
  ])("refuses %s at the level 'baseline'", (right, securityContext, message, below) => {
    const messages = judged(container({ securityContext }), baseline);
    expect(messages).toEqual([`'${AT}.securityContext.${right}${below}' ${message}`]);
  });

  it('refuses probes and hooks that ask another host', () => {
    const changed = container({
      readinessProbe: { httpGet: { path: '/', port: 80, host: '169.254.169.254' } },
      lifecycle: { postStart: { httpGet: { path: '/', port: 80, host: 'other' } } },
    });
    const told = (place: string, host: string) =>
      `'${AT}.${place}.httpGet.host' must be absent, ${BASELINE}, got '${host}'; remove it; the kubelet asks the pod`;
    expect(judged(changed, baseline)).toEqual([
      told('readinessProbe', '169.254.169.254'),
      told('lifecycle.postStart', 'other'),
    ]);
  });

  it('judges no level in the namespace of the platform, where pods may do everything', () => {
    const text = podText(container({ securityContext: { privileged: true } }));
    expect(podProblems({ text }, { workload: { namespace: 'keelson-system' } })).toEqual([]);
  });
});
