import { type PodDraft, type PodPart, podProblems, podText } from '../../../fixtures/pod-workload';

const AT = 'podYaml.spec.containers[0]';
const LABEL = 'must be a DNS label: at most 63 lower-case letters, digits and dashes, first and last a letter or digit';
const PORT = 'must have at most 15 lower-case letters, digits and single dashes, with a letter among them';
const VARIABLE = 'must be letters, digits, dashes, dots and underscores, not beginning with a digit';
const SOURCES = 'configMapKeyRef, fieldRef, fileKeyRef, resourceFieldRef, secretKeyRef';
const SECRET = { secretName: 'a' };

function inContainer(fields: PodPart): readonly string[] {
  return podProblems({ text: podText((pod: PodDraft) => void Object.assign(pod.spec.containers[0], fields)) });
}

function inSpec(fields: PodPart): readonly string[] {
  return podProblems({ text: podText((pod: PodDraft) => void Object.assign(pod.spec, fields)) });
}

test.each<[string, PodPart, string]>([
  ['the name of a container', { name: 'My_App' }, `'${AT}.name' ${LABEL}, got 'My_App'; choose such a name`],
  [
    'a variable that begins with a digit',
    { env: [{ name: '1A', value: 'x' }] },
    `'${AT}.env[0].name' ${VARIABLE}, got '1A'; rename the variable`,
  ],
  [
    'a variable without a name',
    { env: [{ value: 'x' }] },
    `'${AT}.env[0].name' ${VARIABLE}, got nothing; rename the variable`,
  ],
  [
    'two values of a variable',
    { env: [{ name: 'A', value: 'x', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } }] },
    `'${AT}.env[0].valueFrom' must be absent beside 'value', got {"fieldRef":{"fieldPath":"spec.nodeName"}}; keep one of them`,
  ],
  [
    'a variable from nowhere',
    { env: [{ name: 'A', valueFrom: {} }] },
    `'${AT}.env[0].valueFrom' must have exactly one source: ${SOURCES}, got nothing; state one`,
  ],
  [
    'a word in other letters',
    { imagePullPolicy: 'always' },
    `'${AT}.imagePullPolicy' must be one of 'Always', 'IfNotPresent', 'Never', got 'always'; write 'Always'`,
  ],
  [
    'a port of an unknown protocol',
    {
      ports: [
        { name: 'http', containerPort: 8080 },
        { containerPort: 1, protocol: 'QUIC' },
      ],
    },
    `'${AT}.ports[1].protocol' must be one of 'TCP', 'UDP', 'SCTP', got 'QUIC'; choose one of them`,
  ],
  [
    'a mount without a path',
    { volumeMounts: [{ name: 'a' }] },
    `'${AT}.volumeMounts[0].mountPath' must be given, got nothing; state it`,
  ],
  [
    'two mounts of one path',
    {
      volumeMounts: [
        { name: 'a', mountPath: '/a' },
        { name: 'a', mountPath: '/a' },
      ],
    },
    `'${AT}.volumeMounts' must name every mountPath once, got '/a'; remove or rename one of them`,
  ],
])('refuses %s', (_, fields, message) => {
  const text = podText((pod) => {
    Object.assign(pod.spec.containers[0], fields);
    if ('volumeMounts' in fields) Object.assign(pod.spec, { volumes: [{ name: 'a', secret: SECRET }] });
  });
  expect(podProblems({ text })).toEqual([message]);
});

test.each(['HTTP', '8080', 'a--b', 'a-name-of-sixteen'])('refuses the name %s of a port', (name) => {
  const probe = { readinessProbe: { tcpSocket: { port: 8080 } } };
  expect(inContainer({ ports: [{ name, containerPort: 8080 }], ...probe })).toEqual([
    `'${AT}.ports[0].name' ${PORT}, got '${name}'; rename the port, and the probes that name it`,
  ]);
});

test.each<[string, readonly PodPart[], string]>([
  [
    'without a source',
    [{ name: 'a' }],
    "'podYaml.spec.volumes[0]' must have exactly one source, got nothing; state one, such as 'emptyDir' or 'configMap'",
  ],
  [
    'with two sources',
    [{ name: 'a', secret: SECRET, configMap: { name: 'b' } }],
    "'podYaml.spec.volumes[0]' must have exactly one source, got 'secret, configMap'; keep one of them",
  ],
  [
    'with a name in capitals',
    [{ name: 'A', secret: SECRET }],
    `'podYaml.spec.volumes[0].name' ${LABEL}, got 'A'; choose such a name`,
  ],
])('refuses a volume %s', (_, volumes, message) => {
  expect(inSpec({ volumes })).toEqual([message]);
});

test('refuses a policy of names that Kubernetes does not have', () => {
  expect(inSpec({ dnsPolicy: 'clusterfirst' })).toEqual([
    "'podYaml.spec.dnsPolicy' must be one of 'ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None', got 'clusterfirst'; write 'ClusterFirst'",
  ]);
});

test('accepts names that begin with a digit, and an empty value beside a source', () => {
  const env = [{ name: 'a.b-C', value: '', valueFrom: { secretKeyRef: { name: 'a', key: 'b' } } }];
  expect(inContainer({ name: '1app', env, imagePullPolicy: 'IfNotPresent' })).toEqual([]);
});
