/** Folder of the files that follow the hosts; the proxy reads them anew when they change. */
export const ROUTES_FOLDER = '/etc/keelson/routes';

/** Folder of the files that belong to the pod; a change of them rolls the pods. */
export const PROGRAM_FOLDER = '/etc/keelson/program';

/** Command of the container of every proxy; the admission policy of its namespace admits no other. */
export const PROXY_COMMAND: readonly string[] = ['sh', `${PROGRAM_FOLDER}/run.sh`];

/** Folder in which the proxy may write: sockets, and the sign that it leaves. It is in memory. */
export const RUN_FOLDER = '/run/keelson';

/** Path on the health port that answers 200 while the proxy serves, and 503 from the moment when its pod is told to stop. */
export const HEALTH_PATH = '/healthz';

/** A proxy as a program of a pod: its files, and how it starts and stops. */
export interface ProxyProgram {
  /** Files of {@link ROUTES_FOLDER} by name. */
  readonly routes: Readonly<Record<string, string>>;
  /** Short hash of the routes, which the metrics show while a proxy uses them. */
  readonly routesVersion: string;
  /** Files of {@link PROGRAM_FOLDER} by name. */
  readonly files: Readonly<Record<string, string>>;
  /** Command of the container. */
  readonly command: readonly string[];
  /**
   * Command before the pod is told to stop: the health port fails from its first moment, and it ends when the balancer has forgotten the
   * node, while the proxy serves on.
   */
  readonly preStop: readonly string[];
  /** Further folders in which the program has to write, beside {@link RUN_FOLDER}. */
  readonly writable: readonly string[];
  /** Path of the metrics on the port of metrics. */
  readonly metricsPath: string;
}
