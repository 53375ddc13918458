/** Members of a pod's spec, or of a container. */
type Members = Readonly<Record<string, unknown>>;

/** Spec of a traffic daemon's pod, as far as the faults change it. */
export interface ProxyPodSpec extends Members {
  readonly containers: readonly [ProxyContainer];
  readonly initContainers: readonly [Members];
  readonly volumes: readonly Members[];
}

interface ProxyContainer extends Members {
  readonly ports: readonly Members[];
  readonly securityContext: Members;
  readonly volumeMounts: readonly Members[];
}

/** A change after which the pods are no longer those of the daemon. */
export interface TrafficFault {
  readonly name: string;
  readonly change: (spec: ProxyPodSpec) => Members;
  /** Message of the policy's refusal. */
  readonly message: RegExp;
}

const RIGHTS = /may have no privileged container, none that can gain privileges, and none that can write to its image/;
const PORTS = /must state the ports 8080, 8081, 8404 of the node and no others/;
const VOLUMES = /may have no volumes but ConfigMaps, empty folders, and the folder \/run\/keelson of the node/;

/** The spec with other members of its only container. */
function ofProxy(change: (proxy: ProxyContainer) => Members): (spec: ProxyPodSpec) => Members {
  return ({ containers: [proxy] }) => ({ containers: [{ ...proxy, ...change(proxy) }] });
}

/** The spec with other members of the security context of its only container. */
function withRights(rights: Members): (spec: ProxyPodSpec) => Members {
  return ofProxy(({ securityContext }) => ({ securityContext: { ...securityContext, ...rights } }));
}

/** Ports of the container, with another number for one of them. */
function withPort(from: number, to: number): (spec: ProxyPodSpec) => Members {
  return ofProxy(({ ports }) => ({
    ports: ports.map((port) => (port['hostPort'] === from ? { ...port, containerPort: to, hostPort: to } : port)),
  }));
}

/** The spec with one more volume. */
function withVolume(volume: Members): (spec: ProxyPodSpec) => Members {
  return ({ volumes }) => ({ volumes: [...volumes, { name: 'more', ...volume }] });
}

const TOKEN = { sources: [{ serviceAccountToken: { path: 'token', expirationSeconds: 3600 } }] };

/** Every way in which a pod of the namespace may not differ from the daemon's own. */
export const TRAFFIC_FAULTS: readonly TrafficFault[] = [
  {
    name: 'another image',
    change: ofProxy(() => ({ image: 'docker.io/library/haproxy-other:3.2.26' })),
    message: /must have one container, proxy, with the image docker\.io\/library\/haproxy/,
  },
  {
    name: 'a second container',
    change: ({ containers: [proxy] }) => ({ containers: [proxy, { ...proxy, name: 'second', ports: [] }] }),
    message: /must have one container, proxy/,
  },
  {
    name: 'a container of another name',
    change: ofProxy(() => ({ name: 'other' })),
    message: /must have one container, proxy/,
  },
  {
    name: 'another init container',
    change: ({ initContainers: [gate] }) => ({ initContainers: [{ ...gate, name: 'other' }] }),
    message: /may have no init container but tuned-gate/,
  },
  {
    name: 'an init container with another image',
    change: ({ initContainers: [gate] }) => ({
      initContainers: [{ ...gate, image: 'docker.io/library/busybox:1.37' }],
    }),
    message: /may have no init container but tuned-gate, with the image docker\.io\/curlimages\/curl/,
  },
  { name: 'a folder of the node', change: withVolume({ hostPath: { path: '/etc' } }), message: VOLUMES },
  { name: 'a token as a volume', change: withVolume({ projected: TOKEN }), message: VOLUMES },
  { name: 'a Secret as a volume', change: withVolume({ secret: { secretName: 'any' } }), message: VOLUMES },
  {
    name: "the tuner's folder in the proxy",
    change: ofProxy(({ volumeMounts }) => ({
      volumeMounts: [...volumeMounts, { name: 'node-tuner-state', mountPath: '/node' }],
    })),
    message: /may mount no folder of the node in the container proxy/,
  },
  {
    name: "the tuner's folder writable in the gate",
    change: ({ initContainers: [gate] }) => ({
      initContainers: [{ ...gate, volumeMounts: [{ name: 'node-tuner-state', mountPath: '/run/keelson' }] }],
    }),
    message: /mounts that it only reads/,
  },
  { name: 'another port of the node', change: withPort(8080, 8085), message: PORTS },
  {
    name: 'one more port of the node',
    change: ofProxy(({ ports }) => ({ ports: [...ports, { containerPort: 9000, hostPort: 9000 }] })),
    message: PORTS,
  },
  {
    name: 'the pod network',
    change: (spec) => ({
      ...ofProxy(({ ports }) => ({ ports: ports.map(({ hostPort, ...port }) => ({ ...port, hostPort })) }))(spec),
      hostNetwork: false,
    }),
    message: /must use the network of its node/,
  },
  { name: 'the processes of the node', change: () => ({ hostPID: true }), message: /may not use the process or IPC/ },
  { name: 'the IPC of the node', change: () => ({ hostIPC: true }), message: /may not use the process or IPC/ },
  {
    name: 'a privileged container',
    change: withRights({ privileged: true, allowPrivilegeEscalation: true }),
    message: RIGHTS,
  },
  {
    name: 'a container that can gain privileges',
    change: withRights({ allowPrivilegeEscalation: true }),
    message: RIGHTS,
  },
  {
    name: 'a container that can write to its image',
    change: withRights({ readOnlyRootFilesystem: false }),
    message: RIGHTS,
  },
  {
    name: 'an added capability',
    change: withRights({ capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] } }),
    message: /must drop ALL capabilities in every container, and may add none/,
  },
  {
    name: 'kept capabilities',
    change: withRights({ capabilities: { drop: ['NET_RAW'] } }),
    message: /must drop ALL capabilities/,
  },
  { name: 'the user root', change: withRights({ runAsUser: 0 }), message: /may have no container with the user root/ },
  {
    name: 'no seccomp profile',
    change: withRights({ seccompProfile: { type: 'Unconfined' } }),
    message: /may have no container with the user root, another seccomp profile/,
  },
  {
    name: 'any user of the image',
    change: () => ({ securityContext: { seccompProfile: { type: 'RuntimeDefault' } } }),
    message: /must run as another user than root/,
  },
  {
    name: 'another service account',
    change: () => ({ serviceAccountName: 'default' }),
    message: /must have the service account proxy without a mounted token/,
  },
  {
    name: 'a mounted token',
    change: () => ({ automountServiceAccountToken: true }),
    message: /must have the service account proxy without a mounted token/,
  },
  {
    name: 'a class that the kubelet ends last',
    change: () => ({ priorityClassName: 'keelson-platform-v1' }),
    message: /must have the priority class keelson-traffic-v1/,
  },
];
