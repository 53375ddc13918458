/**
 * The parts of a pod that keelson writes, in the API's own names. The typed L1 of cdk8s-plus-27 drops fields that are newer than
 * Kubernetes 1.27 without a message, so that a pod of a service is rendered with these types.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/
 */
export interface PodTemplate {
  readonly metadata: {
    readonly labels: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec: PodSpec;
}

/** Containers of a pod, the nodes that it may run on, and its end. */
export interface PodSpec {
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly affinity?: Affinity;
  readonly tolerations?: readonly Toleration[];
  readonly topologySpreadConstraints?: readonly TopologySpreadConstraint[];
  readonly serviceAccountName: string;
  readonly automountServiceAccountToken: boolean;
  readonly enableServiceLinks: boolean;
  readonly imagePullSecrets?: readonly { readonly name: string }[];
  readonly terminationGracePeriodSeconds: number;
  readonly securityContext: PodSecurityContext;
  readonly initContainers?: readonly InitContainer[];
  readonly containers: readonly Container[];
  readonly volumes?: readonly Volume[];
}

/** Nodes on which a pod may run, as far as a node selector cannot say it. */
export interface Affinity {
  readonly nodeAffinity?: {
    readonly requiredDuringSchedulingIgnoredDuringExecution?: {
      readonly nodeSelectorTerms: readonly {
        readonly matchExpressions?: readonly {
          readonly key: string;
          readonly operator: string;
          readonly values?: readonly string[];
        }[];
      }[];
    };
  };
}

/** A taint on which the pod may run nevertheless. */
export interface Toleration {
  readonly key?: string;
  readonly operator?: string;
  readonly value?: string;
  readonly effect?: string;
  readonly tolerationSeconds?: number;
}

/** Spread of the pods of one set over nodes or zones. */
export interface TopologySpreadConstraint {
  readonly topologyKey: string;
  readonly maxSkew: number;
  readonly whenUnsatisfiable: string;
  readonly nodeTaintsPolicy?: string;
  readonly labelSelector?: LabelSelector;
  readonly matchLabelKeys?: readonly string[];
}

/** Selects objects by their labels. */
export interface LabelSelector {
  readonly matchLabels?: Readonly<Record<string, string>>;
}

/** Rights of all processes of a pod. */
export interface PodSecurityContext {
  readonly runAsNonRoot: boolean;
  readonly runAsUser: number;
  readonly runAsGroup: number;
  /** Group of the files in the pod's volumes. */
  readonly fsGroup?: number;
  readonly seccompProfile: { readonly type: 'RuntimeDefault' };
  readonly sysctls?: readonly { readonly name: string; readonly value: string }[];
}

/** A container of a pod. */
export interface Container {
  readonly name: string;
  readonly image: string;
  readonly imagePullPolicy: 'IfNotPresent';
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly env?: readonly EnvVariable[];
  readonly ports?: readonly ContainerPort[];
  readonly resources: Resources;
  readonly securityContext: ContainerSecurityContext;
  readonly volumeMounts?: readonly VolumeMount[];
  readonly startupProbe?: Probe;
  readonly readinessProbe?: Probe;
  readonly livenessProbe?: Probe;
  readonly lifecycle?: Lifecycle;
}

/** A container that ends before the others start, or, with a restart policy of its own, a sidecar that lives as long as they do. */
export interface InitContainer extends Container {
  /**
   * `Always` makes the container a sidecar.
   *
   * @see https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/
   */
  readonly restartPolicy?: 'Always';
}

/** An environment variable: text, a key of a Secret, or a field of the pod; none of them for an empty text. */
export interface EnvVariable {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: {
    readonly secretKeyRef?: { readonly name: string; readonly key: string };
    readonly fieldRef?: { readonly fieldPath: string };
  };
}

/** A port of a container; one entry for every number, because a server-side apply merges the list by the number. */
export interface ContainerPort {
  readonly name?: string;
  readonly containerPort: number;
}

/** Requests of a container, and the most that it may use. */
export interface Resources {
  readonly requests: ResourceList;
  readonly limits: Omit<ResourceList, 'cpu'>;
}

/** Quantities of a container's resources. */
export interface ResourceList {
  readonly cpu: string;
  readonly memory: string;
  readonly 'ephemeral-storage': string;
}

/** Rights of the processes of one container. */
export interface ContainerSecurityContext {
  readonly runAsNonRoot?: boolean;
  readonly runAsUser?: number;
  readonly runAsGroup?: number;
  readonly allowPrivilegeEscalation: boolean;
  readonly readOnlyRootFilesystem: boolean;
  readonly capabilities: { readonly drop: readonly string[] };
  readonly seccompProfile?: { readonly type: 'RuntimeDefault' };
}

/** A volume in the file system of a container. */
export interface VolumeMount {
  readonly name: string;
  readonly mountPath: string;
  readonly readOnly?: boolean;
}

/** A volume of a pod: a folder of its own, the files of a ConfigMap, or a folder of the node. */
export interface Volume {
  readonly name: string;
  readonly emptyDir?: { readonly sizeLimit: string; readonly medium?: 'Memory' };
  readonly configMap?: { readonly name: string };
  readonly hostPath?: { readonly path: string; readonly type: string };
}

/** A question that the kubelet asks a container again and again. */
export interface Probe {
  readonly httpGet?: { readonly path: string; readonly port: number | string };
  readonly grpc?: { readonly port: number; readonly service?: string };
  readonly tcpSocket?: { readonly port: number | string };
  readonly exec?: { readonly command: readonly string[] };
  readonly periodSeconds: number;
  readonly timeoutSeconds: number;
  readonly failureThreshold: number;
}

/** Steps before a container gets SIGTERM. */
export interface Lifecycle {
  readonly preStop: {
    /**
     * Seconds that the kubelet itself waits, so that the image needs no program for it; at least 1, because 0 needs Kubernetes 1.33.
     *
     * @see https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/
     */
    readonly sleep: { readonly seconds: number };
  };
}
