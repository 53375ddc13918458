import type { PodSecurityContext, PodTemplate } from '../../render/pods/pod-types';
import type { ClusterSpec } from '../../specs/cluster/cluster-spec';
import type { ContainerWorkloadSpec } from '../../specs/workload/workload-spec';
import { compareText } from '../../values/compare-text';
import { renderGate } from '../node-tuner/tuned-gate';
import { hasWritableFolder, renderVolumes } from './container-volumes';
import { renderServiceContainer, renderSidecars } from './containers';
import { renderPlacement } from './placement';

/** The pod of a workload that states its container. */
export function renderContainerTemplate(workload: ContainerWorkloadSpec, cluster: ClusterSpec): PodTemplate {
  const { labels, ...placement } = renderPlacement(workload);
  const gate = renderGate(workload, cluster);
  const initContainers = [...(gate === undefined ? [] : [gate.container]), ...renderSidecars(workload)];
  const volumes = renderVolumes(workload);
  const { pullSecrets, shutdown } = workload;
  return {
    metadata: { labels },
    spec: {
      ...placement,
      serviceAccountName: workload.name,
      automountServiceAccountToken: false,
      // Otherwise every Service of the namespace would add variables, and a new one would change what a restarted process reads.
      enableServiceLinks: false,
      ...(pullSecrets.length > 0 && { imagePullSecrets: pullSecrets.map((name) => ({ name })) }),
      terminationGracePeriodSeconds: shutdown.graceSeconds,
      securityContext: renderSecurity(workload),
      ...(initContainers.length > 0 && { initContainers }),
      containers: [renderServiceContainer(workload)],
      ...(volumes.length > 0 && { volumes }),
    },
  };
}

function renderSecurity(workload: ContainerWorkloadSpec): PodSecurityContext {
  const { user } = workload.container;
  const sysctls = Object.entries(workload.sysctls)
    .map(([name, value]) => ({ name, value }))
    .sort((left, right) => compareText(left.name, right.name));
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
