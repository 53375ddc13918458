import { cpuLimitOnJvm } from '../../../lib/checks/containers/cpu-limit-on-jvm';
import { linesOf, objectOf } from '../../fixtures/judged-objects';
import { type ManifestOverrides, manifest } from '../../fixtures/manifests';

const said = (overrides: ManifestOverrides, ...more: Parameters<typeof linesOf>[1]) =>
  linesOf(cpuLimitOnJvm, [manifest(overrides), ...more]);

const limited = { resources: { requests: { cpu: '1', memory: '1Gi' }, limits: { cpu: '2', memory: '1Gi' } } };
const java = { env: [{ name: 'JAVA_TOOL_OPTIONS', value: '-Xmx512m' }] };

const refusal = (evidence: string, limit = '2000m') =>
  `error: Deployment 'shop/api': container 'api' runs a JVM (${evidence}) with a CPU limit of ${limit}: its collector and compilers use the limit up in bursts, and all its threads then stand still for the rest of each 100 ms; `;
const REMOVE = 'remove the limit, and tell the JVM its processors by -XX:ActiveProcessorCount';

it.each<[string, Readonly<Record<string, unknown>>, string]>([
  ['a variable of the launcher', java, 'its variable JAVA_TOOL_OPTIONS'],
  ['a variable from a Secret', { env: [{ name: 'JAVA_OPTS', valueFrom: {} }] }, 'its variable JAVA_OPTS'],
  ['a command', { command: ['/usr/bin/java', '-jar', 'app.jar'] }, "its command 'java'"],
  ['a command in a shell', { command: ['sh', '-c', 'exec java -jar app.jar'] }, "its command 'java'"],
  ['an image of a runtime', { image: 'docker.io/library/eclipse-temurin:21-jre' }, "its image 'eclipse-temurin'"],
  ['an image of a runtime with its line', { image: 'r.io:5000/app-jre21@sha256:ab' }, "its image 'app-jre21'"],
  ['an image of a known program', { image: 'quay.io/keycloak/keycloak:26.0' }, "its image 'keycloak'"],
])('refuses a CPU limit of a container that %s shows to run Java', (_, container, evidence) => {
  expect(said({ container: { ...limited, ...container } })).toEqual([`${refusal(evidence)}${REMOVE}`]);
});

it('refuses a limit that the pod states for all its containers, and one that the namespace fills in', () => {
  const pod = { resources: { limits: { cpu: '3' } } };
  const container = { ...java, resources: {} };
  expect(said({ pod, container })).toEqual([
    `${refusal('its variable JAVA_TOOL_OPTIONS', '3000m of its pod')}${REMOVE}`,
  ]);
  const range = objectOf('LimitRange', { limits: [{ type: 'Container', default: { cpu: '500m' } }] }, 'defaults');
  expect(said({ container }, range)).toEqual([
    `${refusal('its variable JAVA_TOOL_OPTIONS', '500m that its namespace fills in')}remove the default CPU limit from the namespace's LimitRange`,
  ]);
});

it.each<[string, Readonly<Record<string, unknown>>]>([
  ['a JVM without a CPU limit', { ...java }],
  ['a CPU limit of another program, which is a choice', { ...limited }],
  ['a CPU limit of a program that only watches one in Java', { ...limited, image: 'example.com/kafka-exporter:1' }],
  ['a CPU limit of a program whose name begins like Java', { ...limited, image: 'example.com/javascript-runner:1' }],
  ['a CPU limit of a program that gets a word as argument', { ...limited, args: ['--language', 'java'] }],
])('accepts %s', (_, container) => {
  expect(said({ container })).toEqual([]);
});

it('is suppressed by an annotation with a reason', () => {
  const annotations = { 'keelson.dev/ignore-cpu-limit-on-jvm': 'pinned processors' };
  expect(said({ annotations, container: { ...limited, ...java } })).toEqual([
    expect.stringMatching(/^suppressed \(pinned processors\)/),
  ]);
});
