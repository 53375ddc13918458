import type { PodSecurityContext, PodTemplate } from '../../render/pods/pod-types';
import type { ClusterSpec } from '../../specs/cluster/cluster-spec';
import type { ContainerWorkloadSpec } from '../../specs/workload/workload-spec';
import { renderGate } from '../node-tuner/tuned-gate';
import { hasWritableFolder, renderVolumes } from './container-volumes';
import { renderServiceContainer, renderSidecars } from './containers';
import { renderPlacement } from './placement';
import { renderIdentity } from './pod-identity';
import { renderSysctls } from './pod-sysctls';

/** The pod of a workload that states its container. */
export function renderContainerTemplate(workload: ContainerWorkloadSpec, cluster: ClusterSpec): PodTemplate {
  const { labels, ...placement } = renderPlacement(workload);
  const gate = renderGate(workload, cluster);
  const initContainers = [...(gate === undefined ? [] : [gate.container]), ...renderSidecars(workload)];
  const volumes = renderVolumes(workload);
  return {
    metadata: { labels },
    spec: {
      ...placement,
      ...renderIdentity(workload),
      terminationGracePeriodSeconds: workload.shutdown.graceSeconds,
      securityContext: renderSecurity(workload),
      ...(initContainers.length > 0 && { initContainers }),
      containers: [renderServiceContainer(workload)],
      ...(volumes.length > 0 && { volumes }),
    },
  };
}

function renderSecurity(workload: ContainerWorkloadSpec): PodSecurityContext {
  const { user } = workload.container;
  const sysctls = renderSysctls(workload);
  return {
    runAsNonRoot: true,
    runAsUser: user,
    runAsGroup: user,
    // A sidecar with another user writes into folders of its own, and shares their group.
    ...(hasWritableFolder(workload) && { fsGroup: user }),
    seccompProfile: { type: 'RuntimeDefault' },
    ...(sysctls.length > 0 && { sysctls }),
  };
}
