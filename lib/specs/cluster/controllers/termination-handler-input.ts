/** aws-node-termination-handler as keelson installs it on AWS. It reads the events of the cluster's groups from a queue. */
export interface TerminationHandlerInput {
  /**
   * Image with a version of 1.25, or a digest. Changing it rolls the pods of the handler.
   * @default 'public.ecr.aws/aws-ec2/aws-node-termination-handler:v1.25.6'
   */
  readonly image?: string;
  /**
   * Nodes that one pod of the handler drains at once, 1 to 100. Further nodes wait, and their terminate hooks run meanwhile: a node whose
   * hook runs out first, or whose spot notice does, is terminated without a drain. Nothing compares the number with the sizes of pools.
   * Most nodes go together where a zone fails or spot capacity is taken back, so state as many as the largest zone has where all of them
   * must be drained. Changing it rolls the pods of the handler.
   * @default 10
   */
  readonly concurrentDrains?: number;
}
