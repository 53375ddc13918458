import { likelyText } from '../../../values/nearest-text';
import type { Problems } from '../../../values/problems';
import type { JudgedWorkload } from '../judged-workload';
import { resolveServiceShutdown } from '../shutdown/shutdown-spec';
import type { WorkloadMembers } from '../workload-fields';
import { judgePodContainers, judgeServingContainer } from './pod-container-rules';
import { judgePodForms } from './pod-form-rules';
import { containersOf, type PlacedContainer, type PodObject } from './pod-object';
import { judgeOwnedFields } from './pod-owned-rules';
import { judgePodProbes } from './pod-probe-rules';
import { judgePodSecurity } from './pod-security-rules';
import { judgePodVolumes } from './pod-volume-rules';
import type { PodYamlMembers } from './pod-yaml-fields';
import { isTcp, podMetricsPort, servingOf } from './pod-yaml-spec';
import { readPod } from './read-pod';

/** Members that describe containers in keelson's words, of which a team's own pod needs none; `jvm` has a rule of its own. */
const EXCLUDED = ['health', 'sidecars'] as const;

/** Rules of one workload's `podYaml`; that `container` excludes it is a rule of every service. */
export function judgePodYaml({ input, stated, surroundings }: JudgedWorkload, problems: Problems): void {
  const { podYaml, namespace } = input;
  if (podYaml === undefined) return;
  for (const member of EXCLUDED) {
    const rule = "be absent beside 'podYaml', which states the containers";
    const remedy = "remove it; the pod's text says it in its own words";
    problems.require(stated[member] === undefined, member, rule, stated[member], remedy);
  }
  const { pod, problems: unread } = readPod(podYaml);
  for (const { property, rule, value, remedy } of unread) problems.add(property, rule, value, remedy);
  if (pod === undefined) return;
  judgeOwnedFields(pod, input, problems);
  judgePodContainers(pod, problems);
  judgePodForms(pod, problems);
  judgePodProbes(pod, resolveServiceShutdown(input).graceSeconds, problems);
  judgePodVolumes(pod, problems);
  const team = surroundings.teams.find(({ name }) => name === namespace);
  if (team !== undefined) judgePodSecurity(pod, team.podSecurity, problems);
  judgeServing(pod, podYaml, problems);
  if (input.metrics !== undefined) judgeMetrics(pod, { podYaml, metrics: input.metrics }, problems);
}

function judgeServing(pod: PodObject, podYaml: PodYamlMembers, problems: Problems): void {
  const { containers } = pod.spec;
  const { container, port } = servingOf(pod, podYaml);
  if (container === undefined) {
    refuseName('podYaml.container', { written: podYaml.container ?? '', known: namesOf(containers) }, problems);
    return;
  }
  const placed: PlacedContainer = { path: `podYaml.spec.containers[${containers.indexOf(container)}]`, container };
  const ports = (container.ports ?? []).filter(isTcp);
  if (podYaml.port !== undefined && port === undefined) {
    refuseName('podYaml.port', { written: podYaml.port, known: namesOf(ports) }, problems);
  }
  judgeServingContainer(placed, ports.length > 0, problems);
}

interface MeasuredPod {
  readonly podYaml: PodYamlMembers;
  readonly metrics: NonNullable<WorkloadMembers['metrics']>;
}

/** The operators of Prometheus find a port by its name. */
function judgeMetrics(pod: PodObject, { podYaml, metrics }: MeasuredPod, problems: Problems): void {
  const { name, containerPort } = servingOf(pod, podYaml).port ?? {};
  const port = containerPort === undefined ? undefined : { name, port: containerPort };
  const ports = containersOf(pod).flatMap(({ container }) => container.ports ?? []);
  const named = ports.flatMap((each) => (each.name === undefined ? [] : [`${each.name} (${each.containerPort})`]));
  problems.require(
    podMetricsPort({ pod, port }, metrics) !== undefined,
    'metrics.port',
    `be a port that the pod names: ${named.join(', ') || 'it names none'}`,
    metrics.port ?? containerPort,
    "add it to the 'ports' of its container, with a name",
  );
}

function refuseName(
  property: 'podYaml.container' | 'podYaml.port',
  { written, known }: { readonly written: string; readonly known: readonly string[] },
  problems: Problems,
): void {
  const what = property === 'podYaml.port' ? 'a TCP port of the container' : 'a container of the pod';
  const likely = likelyText(written, known);
  const remedy = likely === undefined ? 'correct the name' : `did you mean '${likely}'?`;
  problems.add(property, `name ${what}: ${known.join(', ') || 'it has none with a name'}`, written, remedy);
}

function namesOf(parts: readonly { readonly name?: string }[]): readonly string[] {
  return parts.flatMap(({ name }) => name ?? []);
}
