/** The daemon that sets kernel parameters on nodes and restores those that are overwritten. */
export interface NodeTunerInput {
  /**
   * Image with a POSIX sh, awk and curl; its tag must name a version.
   * @default 'docker.io/curlimages/curl:8.16.0'
   */
  readonly image?: string;
  /**
   * Seconds between two passes over all keys, 1 to 2: the longest time for which a value that kube-proxy overwrites stays wrong.
   * @default 1
   */
  readonly assertSeconds?: number;
  /**
   * Seconds between two checks of the node's taints, 5 to 300, once the startup taint is removed; until then every pass checks them.
   * @default 15
   */
  readonly taintCheckSeconds?: number;
  /**
   * Whether kube-proxy runs on the nodes. The daemon then waits for kube-proxy before it removes the startup taint, because kube-proxy
   * overwrites connection-tracking values when it starts.
   * Changing it rolls the pods of the daemon; on AWS it adds or removes a daemon that only keeps the keys which kube-proxy overwrites.
   * @default - true, except with Dataplane V2, which has no kube-proxy
   */
  readonly kubeProxy?: boolean;
  /**
   * Folder on the node from which node_exporter's textfile collector reads metrics.
   * @default '/var/lib/node_exporter/textfile_collector'
   */
  readonly metricsFolder?: string;
}
