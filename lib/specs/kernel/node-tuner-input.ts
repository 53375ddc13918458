/** The daemon that sets and keeps kernel parameters of nodes. */
export interface NodeTunerInput {
  /**
   * Image with a POSIX sh, awk and a curl; by version, not by a moving tag.
   * @default 'docker.io/curlimages/curl:8.16.0'
   */
  readonly image?: string;
  /**
   * Seconds between two passes over all keys, 1 to 2: the time for which a value that kube-proxy overwrites may stand.
   * @default 1
   */
  readonly assertSeconds?: number;
  /**
   * Seconds between two looks at the node's taints once it was opened, 5 to 300; before that it looks every pass.
   * @default 15
   */
  readonly taintCheckSeconds?: number;
  /**
   * Whether kube-proxy runs on the nodes: it writes connection-tracking values late, so nodes are opened after it.
   * Changing it rolls the pods of the daemon; on AWS a daemon that only keeps what kube-proxy overwrites comes and goes with it.
   * @default - true, but for Dataplane V2, which has none
   */
  readonly kubeProxy?: boolean;
  /**
   * Folder on the node that node_exporter's textfile collector reads.
   * @default '/var/lib/node_exporter/textfile_collector'
   */
  readonly metricsFolder?: string;
}
