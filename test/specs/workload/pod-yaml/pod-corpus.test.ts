import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { podProblems } from '../../../fixtures/pod-workload';

const FOLDER = join(__dirname, '../../../fixtures/pod-yaml');

/** Messages about each text, by the name of its file; an empty list for a text that is accepted. */
const VERDICTS: Readonly<Record<string, readonly string[]>> = {
  'alias-bomb': [
    "'podYaml.text' must refer to known anchors only, and to no more than 100 copies by them, got 'Excessive alias count indicates a resource exhaustion attack'; write the parts out",
  ],
  anchors: [],
  annotations: [],
  'bare-spec': [],
  'block-scalars': [],
  'byte-order-mark': [],
  comments: [],
  'custom-tag': [
    "'podYaml.text' must be YAML 1.2 with unique keys and without tags of your own, got 'Unresolved tag: !Image at line 9, column 14'; correct the text there",
  ],
  'decimal-mode': [],
  deep: [
    "'podYaml.text' must nest lists and objects at most 64 deep, got '200 levels'; write the pod without that part",
  ],
  deployment: [
    "'podYaml.text' must be a Pod of 'v1', or its spec with 'containers', got 'apps/v1 Deployment'; keep what stands below 'spec.template', with 'apiVersion: v1' and 'kind: Pod'",
  ],
  'dry-run': [
    "'podYaml.spec.containers[0].resources.requests.cpu' must be given, got nothing; state it: '250m'",
    "'podYaml.spec.containers[0].resources.requests.memory' must be given, got nothing; state it: '256Mi'",
    "'podYaml.spec.containers[0].resources.limits.memory' must be given, got nothing; state it, best the same as the request: a node that runs out of memory ends pods that use more",
    "'podYaml.spec.containers[0].securityContext.allowPrivilegeEscalation' must be false, by the Pod Security level 'restricted' of the namespace, got nothing; state it",
    "'podYaml.spec.containers[0].securityContext.capabilities.drop' must hold 'ALL', by the Pod Security level 'restricted' of the namespace, got nothing; state it: ['ALL']",
    "'podYaml.spec.containers[0].securityContext.runAsNonRoot' must be true, by the Pod Security level 'restricted' of the namespace, got nothing; state it there, or once for all containers in spec.securityContext",
    "'podYaml.spec.containers[0].securityContext.seccompProfile.type' must be given, by the Pod Security level 'restricted' of the namespace, got nothing; state 'RuntimeDefault' there, or once for all containers in spec.securityContext",
    "'podYaml.spec.containers[0].readinessProbe' must be given for a container with a port, got nothing; add one that asks for what a request needs; otherwise requests come before the process listens",
  ],
  'duplicate-key': [
    "'podYaml.text' must be YAML 1.2 with unique keys and without tags of your own, got 'Map keys must be unique at line 16, column 7'; correct the text there",
  ],
  'empty-lists': [],
  empty: ["'podYaml.text' must hold exactly one document, got '0 documents'; keep the document with the pod"],
  'flag-in-env': ["'podYaml.spec.containers[0].env[0].value' must be text, got false; write it in quotes"],
  'fractions-as-quantities': [],
  'from-the-cluster': [
    '\'podYaml.status\' must be absent, got {"phase":"Running","podIP":"10.1.2.77"}; remove it: the cluster writes the status',
    "'podYaml.metadata.uid' must be a field of metadata that people write, not the cluster, got '0b0f7c0e-8f0b-4d9a-9c49-7f7b0a3f6a11'; remove it; the known fields are name, namespace, labels, annotations",
    "'podYaml.metadata.resourceVersion' must be a field of metadata that people write, not the cluster, got '48211'; remove it; the known fields are name, namespace, labels, annotations",
    "'podYaml.metadata.creationTimestamp' must be a field of metadata that people write, not the cluster, got '2026-10-01T09:12:44Z'; remove it; the known fields are name, namespace, labels, annotations",
  ],
  'helm-template': [
    "'podYaml.text' must have keys of text, got 'a list or an object'; write the key in quotes; render a template first",
  ],
  'host-access': [
    "'podYaml.spec.hostNetwork' must be left to daemons of the platform: two pods of a service could not share the ports of a node, got true; remove it",
    "'podYaml.spec.hostPID' must be false: the pod would see the node's processes, got true; remove it",
    "'podYaml.spec.containers[0].ports[0].hostPort' must be absent: two such pods cannot share a node, got 8080; remove it; clients use the Service",
    "'podYaml.spec.volumes[0].hostPath' must not be a folder of the node: another node has other files, and the node's own are not the team's, got {\"path\":\"/var/run/docker.sock\"}; use 'emptyDir' or a ConfigMap",
  ],
  java: [],
  json: [],
  latest: [
    "'podYaml.spec.containers[0].image' must name a version, got 'registry.example.com/shop/cart:latest'; add the tag of a version, or a digest; otherwise two pods of one release may run different programs",
  ],
  'limit-below-request': [
    "'podYaml.spec.containers[0].resources.limits.cpu' must be at least the request (1), got '500m'; raise it, or lower the request",
    "'podYaml.spec.containers[0].resources.limits.memory' must be at least the request (1Gi), got '1000Mi'; raise it, or lower the request",
  ],
  'list-for-object': [
    '\'podYaml.spec.containers[0].resources\' must be an object, got [{"requests":{"cpu":"250m"}}]; write its fields below it, indented',
  ],
  'merge-keys': [
    "'podYaml.text' must hold no merge key '<<', which YAML 1.2 does not have, got '<<'; write the merged members out",
  ],
  'misspelt-deep': [
    "'podYaml.spec.volumes[0].configMap.names' must be a field of ConfigMapVolumeSource in Kubernetes 1.37, got 'cart-config'; did you mean 'name'?",
    "'podYaml.spec.volumes[0].configMap.defaultmode' must be a field of ConfigMapVolumeSource in Kubernetes 1.37, got 292; did you mean 'defaultMode'?",
    "'podYaml.spec.containers[0].readinessProbe.httpGet.prot' must be a field of HTTPGetAction in Kubernetes 1.37, got 'http'; remove it; the known fields are host, httpHeaders, path, port, protocol, scheme",
    "'podYaml.spec.containers[0].readinessProbe.periodSecond' must be a field of Probe in Kubernetes 1.37, got 5; did you mean 'periodSeconds'?",
  ],
  'misspelt-probe': [
    '\'podYaml.spec.containers[0].readynessProbe\' must be a field of Container in Kubernetes 1.37, got {"httpGet":{"path":"/ready","port":"http"}}; did you mean \'readinessProbe\'?',
  ],
  'misspelt-resources': [
    '\'podYaml.spec.containers[0].resoruces\' must be a field of Container in Kubernetes 1.37, got {"requests":{"cpu":"250m","memory":"256Mi"},"limits":{"memory":"256Mi"}}; did you mean \'resources\'?',
  ],
  'native-sidecar': [],
  'new-octal-mode': [],
  'null-values': [],
  'number-as-key': [
    "'podYaml.text' must have keys of text, got '8080'; write the key in quotes; render a template first",
  ],
  'number-in-annotation': [
    "'podYaml.metadata.annotations.prometheus.io/scrape' must be text, got true; write it in quotes",
    "'podYaml.metadata.annotations.prometheus.io/port' must be text, got 8080; write it in quotes",
  ],
  'number-in-args': ["'podYaml.spec.containers[0].args[1]' must be text, got 8080; write it in quotes"],
  'number-in-env': ["'podYaml.spec.containers[0].env[0].value' must be text, got 8080; write it in quotes"],
  'numbers-as-quantities': [],
  'old-directive': ["'podYaml.text' must be YAML 1.2, got '%YAML 1.1'; remove that line"],
  'old-octal-mode': [
    "'podYaml.text' must hold no number with a leading zero: YAML 1.2 reads it as decimal, and Kubernetes as octal, got '0444'; write it as 292 or 0o444",
  ],
  'on-as-text': [],
  placed: [
    '\'podYaml.spec.nodeSelector\' must be left to \'pools\', got {"disktype":"ssd"}; remove it',
    '\'podYaml.spec.affinity\' must be left to \'pools\', and to the spread that keelson adds, got {"podAntiAffinity":{"requiredDuringSchedulingIgnoredDuringExecution":[{"labelSelector":{"matchLabels":{"app":"cart"}},"topologyKey":"kubernetes.io/hostname"}]}}; remove it',
    '\'podYaml.spec.tolerations\' must be left to \'pools\', got [{"key":"dedicated","operator":"Exists"}]; remove it',
  ],
  plain: [],
  privileged: [
    "'podYaml.spec.containers[0].securityContext.privileged' must be false, by the Pod Security level 'restricted' of the namespace, got true; remove it",
    "'podYaml.spec.containers[0].securityContext.capabilities.add' must not add this capability, by the Pod Security level 'restricted' of the namespace, got 'SYS_ADMIN'; remove it",
    "'podYaml.spec.containers[0].securityContext.capabilities.add' must not add this capability, by the Pod Security level 'restricted' of the namespace, got 'NET_ADMIN'; remove it",
    "'podYaml.spec.containers[0].securityContext.allowPrivilegeEscalation' must be false, by the Pod Security level 'restricted' of the namespace, got nothing; state it",
    "'podYaml.spec.containers[0].securityContext.capabilities.drop' must hold 'ALL', by the Pod Security level 'restricted' of the namespace, got nothing; state it: ['ALL']",
  ],
  'tab-indented': [
    "'podYaml.text' must be YAML 1.2 with unique keys and without tags of your own, got 'Tabs are not allowed as indentation at line 10, column 1'; correct the text there",
  ],
  'trailing-marker': [],
  'two-documents': ["'podYaml.text' must hold exactly one document, got '2 documents'; keep the document with the pod"],
  'unbounded-scratch': [
    "'podYaml.spec.volumes[0].emptyDir.sizeLimit' must be given, got nothing; state it: '64Mi'; otherwise the pod can fill the node's disk, and the kubelet evicts its neighbours",
    "'podYaml.spec.containers[0].volumeMounts[0].name' must name a volume of the pod: tmp, got 'temp'; did you mean 'tmp'?",
  ],
  unconfined: [
    "'podYaml.spec.containers[0].securityContext.allowPrivilegeEscalation' must be false, by the Pod Security level 'restricted' of the namespace, got nothing; state it",
    "'podYaml.spec.containers[0].securityContext.capabilities.drop' must hold 'ALL', by the Pod Security level 'restricted' of the namespace, got nothing; state it: ['ALL']",
    "'podYaml.spec.containers[0].securityContext.runAsNonRoot' must be true, by the Pod Security level 'restricted' of the namespace, got nothing; state it there, or once for all containers in spec.securityContext",
    "'podYaml.spec.containers[0].securityContext.seccompProfile.type' must be given, by the Pod Security level 'restricted' of the namespace, got nothing; state 'RuntimeDefault' there, or once for all containers in spec.securityContext",
  ],
  'unknown-anchor': [
    "'podYaml.text' must refer to known anchors only, and to no more than 100 copies by them, got 'Unresolved alias (the anchor must be set before the alias): small'; write the parts out",
  ],
  'waits-itself': [
    "'podYaml.spec.terminationGracePeriodSeconds' must be left to 'shutdown', got 60; remove it",
    '\'podYaml.spec.containers[0].lifecycle.preStop\' must be left to \'shutdown\', which lets the container serve until proxies have forgotten the pod, got {"exec":{"command":["sleep","20"]}}; remove it',
  ],
  'web-and-php': [],
  'windows-lines': [],
  worker: [],
  'wrong-indentation': [
    '\'podYaml.containers\' must be \'metadata\' or \'spec\', got [{"name":"web","image":"registry.example.com/shop/cart:1.4.2","ports":[{"name":"http","containerPort":8080}],"resources":{"requests":{"cpu":"250m","memory":"256Mi"},"limits":{"memory":"256Mi"}},"readinessProbe":{"httpGet":{"path":"/ready","port":"http"}}}]; remove it, or correct its indentation',
  ],
  'wrong-quantity': [
    "'podYaml.spec.containers[0].resources.requests.cpu' must be a Kubernetes quantity, got '250 m'; write cores as '500m' or '2', bytes as '256Mi' or '16Gi'",
    "'podYaml.spec.containers[0].resources.requests.memory' must be a Kubernetes quantity, got '256MB'; write cores as '500m' or '2', bytes as '256Mi' or '16Gi'",
    "'podYaml.spec.containers[0].resources.limits.memory' must be a Kubernetes quantity, got '256mb'; write cores as '500m' or '2', bytes as '256Mi' or '16Gi'",
  ],
  'yes-for-a-flag': [
    "'podYaml.spec.containers[0].securityContext.allowPrivilegeEscalation' must be true or false, got 'no'; write true or false, without quotes; YAML 1.2 reads 'yes' and 'on' as text",
    "'podYaml.spec.containers[0].securityContext.readOnlyRootFilesystem' must be true or false, got 'yes'; write true or false, without quotes; YAML 1.2 reads 'yes' and 'on' as text",
  ],
};

const names = readdirSync(FOLDER).map((file) => file.replace(/\.yml$/, ''));

test('every text of the folder has a verdict, and some texts of each kind', () => {
  expect(names.sort()).toEqual(Object.keys(VERDICTS).sort());
  expect(Object.values(VERDICTS).filter((messages) => messages.length === 0).length).toBeGreaterThan(15);
  expect(Object.values(VERDICTS).filter((messages) => messages.length > 0).length).toBeGreaterThan(25);
});

test.each(Object.entries(VERDICTS))('the text %s.yml gets its verdict', (name, messages) => {
  expect(podProblems({ text: readFileSync(join(FOLDER, `${name}.yml`), 'utf8') })).toEqual(messages);
});

test('no change of a few characters makes a text end in anything but a verdict', () => {
  const texts = names
    .map((name) => readFileSync(join(FOLDER, `${name}.yml`), 'utf8'))
    .filter((text) => text.length < 3000);
  const edit = fc.record({
    text: fc.constantFrom(...texts),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    removed: fc.integer({ min: 0, max: 40 }),
    added: fc.oneof(
      fc.string({ maxLength: 6 }),
      fc.constantFrom('\t', '&a ', '*a', '[', '{', '- ', '? ', '<<: ', '"', '\n', '---\n', '!!x '),
    ),
  });
  fc.assert(
    fc.property(edit, ({ text, at, removed, added }) => {
      const place = Math.floor(at * text.length);
      const changed = text.slice(0, place) + added + text.slice(place + removed);
      // A verdict is a list of messages; whatever else is thrown ends the property.
      return podProblems({ text: changed }).every((line) => line.startsWith("'podYaml"));
    }),
    { numRuns: 400, seed: 14 },
  );
});
