import { k8s } from 'cdk8s-plus-27';
import { REBOOT_COORDINATOR, REBOOT_SENTINEL_FOLDER } from '../../specs/reboots/reboot-names';
import { renderKuredFlags, SENTINEL_MOUNT } from './kured-flags';
import { type CoordinatedPool, REBOOT_METRICS_PORT, rebootCoordinatorName } from './reboot-coordinator-names';

/** Memory for the list of the node's pods during a drain, and disk for the five log files of 10 MiB that the kubelet keeps. */
const LIMITS = { memory: k8s.Quantity.fromString('96Mi'), 'ephemeral-storage': k8s.Quantity.fromString('64Mi') };

const METRICS_PROBE = { httpGet: { path: '/metrics', port: k8s.IntOrString.fromString('metrics') } };

/** kured's container, privileged because it enters the mount namespace of the node's init to call systemctl there. */
export function renderCoordinatorContainer({ pool, reboots }: CoordinatedPool): k8s.Container {
  return {
    name: REBOOT_COORDINATOR,
    image: reboots.image,
    imagePullPolicy: 'IfNotPresent',
    command: ['/usr/bin/kured'],
    args: renderKuredFlags(rebootCoordinatorName(pool), reboots),
    env: [{ name: 'KURED_NODE_ID', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } }],
    ports: [{ name: 'metrics', containerPort: REBOOT_METRICS_PORT, protocol: 'TCP' }],
    resources: {
      requests: { cpu: k8s.Quantity.fromString('10m'), ...LIMITS },
      limits: LIMITS,
    },
    securityContext: {
      privileged: true,
      allowPrivilegeEscalation: true,
      runAsUser: 0,
      runAsNonRoot: false,
      readOnlyRootFilesystem: true,
    },
    readinessProbe: { ...METRICS_PROBE, periodSeconds: 10, timeoutSeconds: 5 },
    // The probe tolerates long delays, because a kured that restarts in the middle of a drain uncordons its node and begins
    // again.
    livenessProbe: { ...METRICS_PROBE, periodSeconds: 60, timeoutSeconds: 10, failureThreshold: 5 },
    volumeMounts: [{ name: 'sentinel', mountPath: SENTINEL_MOUNT, readOnly: true }],
  };
}

/** Volumes of kured's pod: only the folder in which the node requests its reboot. */
export function renderCoordinatorVolumes(): k8s.Volume[] {
  return [{ name: 'sentinel', hostPath: { path: REBOOT_SENTINEL_FOLDER, type: 'DirectoryOrCreate' } }];
}
