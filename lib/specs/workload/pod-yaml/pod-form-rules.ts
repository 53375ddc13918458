import type { Problems } from '../../../values/problems';
import { isVariableName } from '../container/base-container-rules';
import { requireOneOf } from './pod-choice';
import { containersOf, type JsonObject, type JsonValue, type PlacedContainer, type PodObject } from './pod-object';

/** Name of a container or a volume: the API server also takes one that begins with a digit. */
const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** Name of a port, as the registry of service names has them: a letter somewhere, and no two dashes in a row. */
const PORT_NAME = /^(?=.*[a-z])(?!.*--)[a-z0-9]([a-z0-9-]{0,13}[a-z0-9])?$/;

/** Places in which the API server takes some words only. */
const CONTAINER_WORDS = {
  imagePullPolicy: ['Always', 'IfNotPresent', 'Never'],
  terminationMessagePolicy: ['File', 'FallbackToLogsOnError'],
} as const;

const DNS_POLICIES = ['ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None'];

const PROTOCOLS = ['TCP', 'UDP', 'SCTP'];

const VALUE_SOURCES = ['configMapKeyRef', 'fieldRef', 'fileKeyRef', 'resourceFieldRef', 'secretKeyRef'] as const;

/**
 * Rules of names and words of a pod, whose kinds have been judged.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/core/validation/validation.go
 */
export function judgePodForms(pod: PodObject, problems: Problems): void {
  requireWord('podYaml.spec.dnsPolicy', { word: pod.spec['dnsPolicy'], known: DNS_POLICIES }, problems);
  for (const placed of containersOf(pod)) {
    judgeContainer(placed, problems);
    judgePorts(placed, problems);
    judgeVariables(placed, problems);
  }
  (pod.spec.volumes ?? []).forEach((volume, index) => {
    const at = `podYaml.spec.volumes[${index}]`;
    requireLabel(`${at}.name`, volume.name, problems);
    const sources = Object.keys(volume).filter((key) => key !== 'name' && volume[key] !== undefined);
    const rule = 'have exactly one source';
    const remedy = sources.length === 0 ? "state one, such as 'emptyDir' or 'configMap'" : 'keep one of them';
    problems.require(sources.length === 1, at, rule, sources.length === 0 ? undefined : sources.join(', '), remedy);
  });
}

function judgeContainer({ path, container }: PlacedContainer, problems: Problems): void {
  if (container.name !== undefined) requireLabel(`${path}.name`, container.name, problems);
  for (const [field, known] of Object.entries(CONTAINER_WORDS)) {
    requireWord(`${path}.${field}`, { word: container[field], known }, problems);
  }
}

function judgePorts({ path, container }: PlacedContainer, problems: Problems): void {
  (container.ports ?? []).forEach(({ name, containerPort, protocol }, index) => {
    const at = `${path}.ports[${index}]`;
    const isPort = containerPort !== undefined && containerPort >= 1 && containerPort <= 65_535;
    problems.require(isPort, `${at}.containerPort`, 'be a port of 1 to 65535', containerPort, 'correct it');
    const rule = 'have at most 15 lower-case letters, digits and single dashes, with a letter among them';
    const holds = name === undefined || PORT_NAME.test(name);
    problems.require(holds, `${at}.name`, rule, name, 'rename the port, and the probes that name it');
    requireWord(`${at}.protocol`, { word: protocol, known: PROTOCOLS }, problems);
  });
}

function judgeVariables({ path, container }: PlacedContainer, problems: Problems): void {
  (container.env ?? []).forEach((variable, index) => {
    const at = `${path}.env[${index}]`;
    const { name } = variable;
    const rule = 'be letters, digits, dashes, dots and underscores, not beginning with a digit';
    problems.require(name !== undefined && isVariableName(name), `${at}.name`, rule, name, 'rename the variable');
    const from = variable['valueFrom'];
    if (typeof from !== 'object' || from === null) return;
    const isAlone = (variable['value'] ?? '') === '';
    const alone = "be absent beside 'value'";
    problems.require(isAlone, `${at}.valueFrom`, alone, from, 'keep one of them');
    requireOneOf({ at: `${at}.valueFrom`, value: from as JsonObject, names: VALUE_SOURCES, what: 'source' }, problems);
  });
}

function requireLabel(at: string, name: string | undefined, problems: Problems): void {
  const rule = 'be a DNS label: at most 63 lower-case letters, digits and dashes, first and last a letter or digit';
  problems.require(name !== undefined && LABEL.test(name), at, rule, name, 'choose such a name');
}

interface Word {
  readonly word: JsonValue | undefined;
  readonly known: readonly string[];
}

function requireWord(at: string, { word, known }: Word, problems: Problems): void {
  const holds = word === undefined || known.some((each) => each === word);
  const likely = known.find((each) => each.toLowerCase() === String(word).toLowerCase());
  const remedy = likely === undefined ? 'choose one of them' : `write '${likely}'`;
  problems.require(holds, at, `be one of ${known.map((each) => `'${each}'`).join(', ')}`, word, remedy);
}
