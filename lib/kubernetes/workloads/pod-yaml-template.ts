import type { PodYamlTemplate } from '../../render/pods/pod-yaml-types';
import type { ClusterSpec } from '../../specs/cluster/cluster-spec';
import type { JsonObject, PodContainer, PodVariable } from '../../specs/workload/pod-yaml/pod-object';
import type { PodYamlWorkloadSpec } from '../../specs/workload/workload-spec';
import { renderGate } from '../node-tuner/tuned-gate';
import { shutdownVariables } from './container-env';
import { runImage } from './container-image';
import { renderPlacement } from './placement';
import { renderIdentity } from './pod-identity';
import { renderSysctls } from './pod-sysctls';

/**
 * The pod of a workload that a team wrote itself. keelson adds where it runs, whose identity it has, and how it stops; the rules have
 * refused texts that state any of this, so that nothing of the team's is overwritten.
 */
export function renderPodYamlTemplate(workload: PodYamlWorkloadSpec, cluster: ClusterSpec): PodYamlTemplate {
  const { metadata, spec } = workload.podYaml.pod;
  const { labels, ...placement } = renderPlacement(workload);
  const gate = renderGate(workload, cluster);
  const initContainers = [
    ...(gate === undefined ? [] : [gate.container]),
    ...(spec.initContainers ?? []).map(renderContainer),
  ];
  const hasAnnotations = Object.keys(metadata.annotations ?? {}).length > 0;
  const securityContext = renderSecurity(workload);
  return {
    metadata: {
      labels: { ...metadata.labels, ...labels },
      ...(hasAnnotations && { annotations: metadata.annotations }),
    },
    spec: {
      ...spec,
      ...placement,
      ...renderIdentity(workload),
      terminationGracePeriodSeconds: workload.shutdown.graceSeconds,
      ...(securityContext !== undefined && { securityContext }),
      ...(initContainers.length > 0 && { initContainers }),
      containers: spec.containers.map((container) => renderRegular(container, workload)),
    },
  };
}

function renderSecurity(workload: PodYamlWorkloadSpec): JsonObject | undefined {
  const own = workload.podYaml.pod.spec.securityContext;
  const sysctls = renderSysctls(workload);
  return sysctls.length === 0 ? own : { ...own, sysctls };
}

/**
 * Every container waits before SIGTERM until proxies have forgotten the pod, also those that do not serve themselves: the one that
 * serves may pass its requests on to them. A container with a `preStop` of its own keeps it.
 */
function renderRegular(container: PodContainer, workload: PodYamlWorkloadSpec): PodContainer {
  const { podYaml, shutdown } = workload;
  const seconds = shutdown.endpointLagSeconds;
  const { lifecycle } = container;
  // Left out for no time, because 0 needs Kubernetes 1.33.
  const waits = seconds > 0 && lifecycle?.preStop === undefined;
  const rendered = renderContainer(container);
  const isServing = container.name === podYaml.container;
  return {
    ...rendered,
    ...(isServing && { env: [...(rendered.env ?? []), ...shutdownVariables(shutdown)] }),
    ...(waits && { lifecycle: { ...lifecycle, preStop: { sleep: { seconds } } } }),
  };
}

function renderContainer(container: PodContainer): PodContainer {
  const { image, env } = container;
  return {
    ...container,
    ...(image !== undefined && { image: runImage(image).reference }),
    ...(env !== undefined && { env: env.map(renderVariable) }),
  };
}

/** The API server does not store an empty text, so that each apply of `value: ''` would be a write. */
function renderVariable({ value, ...variable }: PodVariable): PodVariable {
  return value === undefined || value === '' ? variable : { ...variable, value };
}
