/**
 * Signs by which a workload says that it is ready, and whether it is alive. The probes of its pods derive from them.
 */
export type HealthInput = HttpHealthInput | GrpcHealthInput | TcpHealthInput | ExecHealthInput | NoHealthInput;

/** Health by HTTP requests. */
export interface HttpHealthInput {
  /** A pod is ready while the path answers with a status of 200 to 399. */
  readonly kind: 'http';
  /** Path that answers while the pod can take requests, beginning with `/`. Changing it rolls the pods. */
  readonly ready: string;
  /**
   * Path that answers while the process is alive, beginning with `/`; a container that fails it for a minute is started again. It must
   * not be `ready`, because an overload would then restart healthy pods. Changing it rolls the pods.
   * @default - no container is started again by a probe
   */
  readonly alive?: string;
  /**
   * TCP port of the paths, 1024 to 65535. Changing it rolls the pods.
   * @default - the container's port
   */
  readonly port?: number;
  /**
   * Seconds that the process may take to start, 5 to 3600; for a JVM the time that its heap takes is added. Changing it rolls the pods.
   * @default 60
   */
  readonly startupSeconds?: number;
}

/** Health by the health service of gRPC. */
export interface GrpcHealthInput {
  /** A pod is ready while `grpc.health.v1.Health/Check` answers SERVING. */
  readonly kind: 'grpc';
  /** Service that Check is asked for, which is SERVING while the pod can take requests; empty for the whole server. Changing it rolls the pods. */
  readonly ready: string;
  /**
   * Service that is SERVING while the process is alive; a container that fails it for a minute is started again. It must not be
   * `ready`. Changing it rolls the pods.
   * @default - no container is started again by a probe
   */
  readonly alive?: string;
  /**
   * TCP port of the health service, 1024 to 65535. Changing it rolls the pods.
   * @default - the container's port
   */
  readonly port?: number;
  /**
   * Seconds that the process may take to start, 5 to 3600; for a JVM the time that its heap takes is added. Changing it rolls the pods.
   * @default 60
   */
  readonly startupSeconds?: number;
}

/** Health by connections. */
export interface TcpHealthInput {
  /** A pod is ready while a port accepts connections. */
  readonly kind: 'tcp';
  /**
   * TCP port, 1024 to 65535. Changing it rolls the pods.
   * @default - the container's port
   */
  readonly port?: number;
  /**
   * Seconds that the process may take to start, 5 to 3600; for a JVM the time that its heap takes is added. Changing it rolls the pods.
   * @default 60
   */
  readonly startupSeconds?: number;
}

/** Health by a command. */
export interface ExecHealthInput {
  /** A pod is ready while a command in its container ends with 0. */
  readonly kind: 'exec';
  /** The command, which must end within two seconds; never a second JVM, which would be given the memory of the first. Changing it rolls the pods. */
  readonly command: readonly string[];
  /**
   * Seconds that the process may take to start, 5 to 3600; for a JVM the time that its heap takes is added. Changing it rolls the pods.
   * @default 60
   */
  readonly startupSeconds?: number;
}

/** No health: a pod is ready as soon as its process runs. */
export interface NoHealthInput {
  /** No probe. */
  readonly kind: 'none';
  /** Reason, for the reader. Changing it changes nothing that is deployed. */
  readonly because: string;
}
