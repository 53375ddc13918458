/** A value of an environment variable that is read from a Secret of the workload's namespace. */
export interface SecretKeyInput {
  /** Name of the Secret, which somebody else creates: no secret is ever written in an environment module. Changing it rolls the pods. */
  readonly secret: string;
  /** Key within the Secret. Changing it rolls the pods. */
  readonly key: string;
}

/** A value of an environment variable that the kubelet reads from the pod itself. */
export interface PodFieldInput {
  /** Field of the pod. Changing it rolls the pods. */
  readonly field:
    | 'metadata.name'
    | 'metadata.namespace'
    | 'metadata.uid'
    | 'spec.nodeName'
    | 'status.hostIP'
    | 'status.podIP';
}

/** Value of an environment variable: text, a key of a Secret, or a field of the pod. */
export type EnvValueInput = string | SecretKeyInput | PodFieldInput;

/** A folder that a container may write to; the rest of its file system is read-only. */
export interface WritableFolderInput {
  /** Absolute path in the container, outside of the other writable folders, of `/config` and of the kernel's own. Changing it rolls the pods. */
  readonly path: string;
  /** Most bytes in the folder: `1Mi` to `1Ti`. The kubelet evicts a pod that writes more. Changing it rolls the pods. */
  readonly size: string;
  /**
   * Whether the folder is in memory; its bytes then count against the container's memory limit, which must be larger. Changing it rolls the pods.
   * @default false
   */
  readonly memory?: boolean;
}

/** Members that every container of a workload has: its image, its needs and its surroundings. */
export interface ContainerBaseInput {
  /** Image with a version: `registry.example.com/team/app:1.4.2@sha256:…`. Changing it rolls the pods. */
  readonly image: string;
  /** Processors requested, `10m` to `64`. There is no limit, because a limit throttles long before the node is full. Changing it rolls the pods. */
  readonly cpu: string;
  /** Memory requested, and the limit: `32Mi` to `256Gi`. Changing it rolls the pods. */
  readonly memory: string;
  /**
   * Disk space requested, and the limit: logs that wait for rotation, and writable folders that are not in memory. `64Mi` and the sizes of
   * these folders to `1Ti`, together with the sidecars' at most 90 percent of a node's disk. Changing it rolls the pods.
   * @default - 256Mi and the sizes of the writable folders on disk
   */
  readonly scratch?: string;
  /**
   * Environment variables by name, letters, digits, dashes, dots and underscores, none of them `KEELSON_…`. In a text Kubernetes replaces
   * `$(NAME)` by the value of a variable before it; `$$(NAME)` stays as `$(NAME)`. Changing it rolls the pods.
   * @default - only the variables that keelson itself sets
   */
  readonly env?: Readonly<Record<string, EnvValueInput>>;
  /**
   * Command that replaces the image's entry point. Changing it rolls the pods.
   * @default - the image's own
   */
  readonly command?: readonly string[];
  /**
   * Arguments of the command. Changing it rolls the pods.
   * @default - the image's own
   */
  readonly args?: readonly string[];
  /**
   * Folders that the container may write to, 16 at most. Changing it rolls the pods.
   * @default - none
   */
  readonly writable?: readonly WritableFolderInput[];
  /**
   * User and group id of the process, 1 to 65535. Changing it rolls the pods.
   * @default 10001
   */
  readonly user?: number;
}

/** The container that serves a workload's requests. */
export interface ContainerInput extends ContainerBaseInput {
  /** TCP port on which the process listens, 1024 to 65535: the process is no superuser. Changing it rolls the pods. */
  readonly port: number;
  /**
   * Protocol of the port, which decides how connections end when a pod stops, and what proxies are told. Clients use port 80 of the
   * Service for `http1`, `h2` and `websocket`, and the container's own port for `grpc` and `tcp`. Changing it rolls the pods, because the
   * name of the port changes; between `http1`, `h2` and `websocket` only the Service changes.
   * @default 'http1'
   */
  readonly protocol?: 'http1' | 'h2' | 'grpc' | 'websocket' | 'tcp';
  /**
   * Files by name, mounted read-only at `/config`. They are a ConfigMap whose name ends with a hash of its content, so that a change rolls
   * the pods, and a rollback finds the former files. All files together have at most 254 KiB as JSON, because `kubectl apply` keeps a copy
   * of the object in an annotation.
   * @default - no files
   */
  readonly config?: Readonly<Record<string, string>>;
}

/** A container beside the service: it starts before the service and ends after it. */
export interface SidecarInput extends ContainerBaseInput {
  /** DNS label, unique in the pod. Changing it rolls the pods. */
  readonly name: string;
  /**
   * TCP port on which the sidecar is ready as soon as it accepts connections, 1024 to 65535, and used by no other container of the pod. The
   * service waits for it; a sidecar that takes more than a minute is started again. Changing it rolls the pods.
   * @default - the service starts as soon as the sidecar's process runs
   */
  readonly port?: number;
}
