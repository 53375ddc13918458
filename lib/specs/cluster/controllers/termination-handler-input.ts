/** aws-node-termination-handler as keelson installs it on AWS. It reads the events of the cluster's groups from a queue. */
export interface TerminationHandlerInput {
  /**
   * Image with a version of 1.25, or a digest. Changing it rolls the pods of the handler.
   * @default 'public.ecr.aws/aws-ec2/aws-node-termination-handler:v1.25.6'
   */
  readonly image?: string;
  /**
   * Nodes that one pod of the handler drains at once, 1 to 100. Further nodes wait in the queue while their hooks run out, so that it should be
   * no less than the nodes of the largest zone. Changing it rolls the pods of the handler.
   * @default 10
   */
  readonly concurrentDrains?: number;
}
