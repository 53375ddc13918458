import type { Problems } from '../../../values/problems';
import type { TeamSpec } from '../team-spec';
import { containersOf, type PlacedContainer, type PodObject, type PodRights } from './pod-object';

/** A right with its place in messages. */
interface Right {
  /** Path below the pod: `podYaml.spec.containers[0].securityContext.privileged`. */
  readonly path: string;
  readonly value: unknown;
}

/** Records a problem of one right. */
type Refuse = (right: Right, rule: string, remedy: string) => void;

/** Capabilities that the level `baseline` allows beside those that a container has anyway. */
const BASELINE_CAPABILITIES: ReadonlySet<string> = new Set([
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
]);

/** Types of SELinux that the level `baseline` allows. */
const SELINUX_TYPES: ReadonlySet<string> = new Set([
  '',
  'container_t',
  'container_init_t',
  'container_kvm_t',
  'container_engine_t',
]);

/** Kinds of volumes that the level `restricted` allows. */
const RESTRICTED_VOLUMES = [
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'image',
  'persistentVolumeClaim',
  'projected',
  'secret',
] as const;

/** Places in a container of a probe's or a hook's `host`, which the level `baseline` refuses since Kubernetes 1.34. */
const HANDLERS = ['livenessProbe', 'readinessProbe', 'startupProbe'] as const;

/**
 * Judges a pod by the Pod Security level of its namespace, because the API server would admit the Deployment and refuse its pods. The
 * rules that every service obeys (host namespaces, ports and folders of the node, sysctls) are judged elsewhere, at any level.
 *
 * Read in November 2026 from `k8s.io/pod-security-admission` 1.37.2.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export function judgePodSecurity(pod: PodObject, level: TeamSpec['podSecurity'], problems: Problems): void {
  const refuse: Refuse = ({ path, value }, rule, remedy) => {
    problems.add(path, `${rule}, by the Pod Security level '${level}' of the namespace`, value, remedy);
  };
  judgeRights({ path: 'podYaml.spec.securityContext', rights: pod.spec.securityContext ?? {} }, refuse);
  for (const { path, container } of containersOf(pod)) {
    judgeRights({ path: `${path}.securityContext`, rights: container.securityContext ?? {} }, refuse);
    judgeHosts({ path, container }, refuse);
  }
  if (level === 'restricted') judgeRestricted(pod, refuse);
}

interface PlacedRights {
  readonly path: string;
  readonly rights: PodRights;
}

/** Rules of the level `baseline` that pods and containers share. */
function judgeRights({ path, rights }: PlacedRights, refuse: Refuse): void {
  const { privileged, procMount, capabilities, windowsOptions, seccompProfile, appArmorProfile } = rights;
  if (privileged === true) refuse({ path: `${path}.privileged`, value: true }, 'be false', 'remove it');
  if (windowsOptions?.hostProcess === true) {
    refuse({ path: `${path}.windowsOptions.hostProcess`, value: true }, 'be false', 'remove it');
  }
  if (procMount !== undefined && procMount !== 'Default') {
    refuse({ path: `${path}.procMount`, value: procMount }, "be 'Default'", 'remove it');
  }
  for (const [name, profile] of Object.entries({ seccompProfile, appArmorProfile })) {
    if (profile?.type !== 'Unconfined') continue;
    refuse({ path: `${path}.${name}.type`, value: profile.type }, "be 'RuntimeDefault' or 'Localhost'", 'correct it');
  }
  for (const capability of capabilities?.add ?? []) {
    if (BASELINE_CAPABILITIES.has(capability)) continue;
    refuse({ path: `${path}.capabilities.add`, value: capability }, 'not add this capability', 'remove it');
  }
  judgeSeLinux({ path, rights }, refuse);
}

function judgeSeLinux({ path, rights: { seLinuxOptions = {} } }: PlacedRights, refuse: Refuse): void {
  const { type = '' } = seLinuxOptions;
  if (!SELINUX_TYPES.has(type)) {
    refuse({ path: `${path}.seLinuxOptions.type`, value: type }, 'be a type of containers', 'remove it');
  }
  for (const name of ['user', 'role'] as const) {
    const value = seLinuxOptions[name] ?? '';
    if (value !== '') refuse({ path: `${path}.seLinuxOptions.${name}`, value }, 'be absent', 'remove it');
  }
}

function judgeHosts({ path, container }: PlacedContainer, refuse: Refuse): void {
  const { preStop, postStart } = container.lifecycle ?? {};
  const handlers = [
    ...HANDLERS.map((name) => [name, container[name]] as const),
    ['lifecycle.preStop', preStop] as const,
    ['lifecycle.postStart', postStart] as const,
  ];
  for (const [name, handler] of handlers) {
    for (const kind of ['httpGet', 'tcpSocket'] as const) {
      const host = handler?.[kind]?.['host'];
      if (host === undefined || host === '') continue;
      refuse({ path: `${path}.${name}.${kind}.host`, value: host }, 'be absent', 'remove it; the kubelet asks the pod');
    }
  }
}

/** Rules that the level `restricted` adds. */
function judgeRestricted(pod: PodObject, refuse: Refuse): void {
  judgeVolumeKinds(pod, refuse);
  const shared = pod.spec.securityContext ?? {};
  if (shared.runAsUser === 0) {
    refuse({ path: 'podYaml.spec.securityContext.runAsUser', value: 0 }, 'not be the superuser', 'choose another user');
  }
  for (const { path, container } of containersOf(pod)) {
    judgeConfined({ path: `${path}.securityContext`, rights: container.securityContext ?? {} }, shared, refuse);
  }
}

function judgeConfined({ path, rights }: PlacedRights, shared: PodRights, refuse: Refuse): void {
  const { allowPrivilegeEscalation, capabilities, runAsUser } = rights;
  if (allowPrivilegeEscalation !== false) {
    refuse({ path: `${path}.allowPrivilegeEscalation`, value: allowPrivilegeEscalation }, 'be false', 'state it');
  }
  if (!(capabilities?.drop ?? []).includes('ALL')) {
    refuse({ path: `${path}.capabilities.drop`, value: capabilities?.drop }, "hold 'ALL'", "state it: ['ALL']");
  }
  for (const capability of capabilities?.add ?? []) {
    // A capability that even the milder level refuses has been refused already.
    if (capability === 'NET_BIND_SERVICE' || !BASELINE_CAPABILITIES.has(capability)) continue;
    refuse({ path: `${path}.capabilities.add`, value: capability }, "hold 'NET_BIND_SERVICE' at most", 'remove it');
  }
  const runAsNonRoot = rights.runAsNonRoot ?? shared.runAsNonRoot;
  if (runAsNonRoot !== true) {
    const remedy = 'state it there, or once for all containers in spec.securityContext';
    refuse({ path: `${path}.runAsNonRoot`, value: runAsNonRoot }, 'be true', remedy);
  }
  if (runAsUser === 0) refuse({ path: `${path}.runAsUser`, value: 0 }, 'not be the superuser', 'choose another user');
  const seccomp = rights.seccompProfile?.type ?? shared.seccompProfile?.type;
  if (seccomp === undefined) {
    const remedy = "state 'RuntimeDefault' there, or once for all containers in spec.securityContext";
    refuse({ path: `${path}.seccompProfile.type`, value: seccomp }, 'be given', remedy);
  }
}

function judgeVolumeKinds({ spec }: PodObject, refuse: Refuse): void {
  (spec.volumes ?? []).forEach((volume, index) => {
    const kinds = Object.keys(volume).filter((name) => name !== 'name' && name !== 'hostPath');
    for (const kind of kinds) {
      if ((RESTRICTED_VOLUMES as readonly string[]).includes(kind)) continue;
      const right = { path: `podYaml.spec.volumes[${index}].${kind}`, value: volume[kind] };
      refuse(right, `be one of ${RESTRICTED_VOLUMES.join(', ')}`, 'use one of them');
    }
  });
}
