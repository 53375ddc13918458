import type { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { type HandledCluster, TERMINATION_HANDLER } from '../../specs/cluster/controllers/termination-handler-spec';
import { addController } from '../controllers/controller-deployment';
import { addScrapingPolicy } from '../controllers/scraping-policy';
import { TerminationHandlerAccess } from './termination-handler-access';
import { renderHandlerContainer } from './termination-handler-container';
import { HANDLER_METRICS_PORT } from './termination-handler-variables';

/** Properties of {@link TerminationHandler}. */
export type TerminationHandlerProps = HandledCluster;

/**
 * Seconds that a pod of the handler has to end. It reads its queue until it is killed and works on nothing that it reads then, so that a
 * longer time would delay the drains of others; a drain that is cut off goes on in the other pod.
 */
const GRACE_SECONDS = 30;

/**
 * Seconds after which a pod counts as available. A handler that is refused by AWS ends after four errors, within seconds, and is ready until
 * then; it would count as available in between, and a rollout would go on.
 */
const STEADY_SECONDS = 60;

/**
 * aws-node-termination-handler of an AWS cluster: it reads from a queue which instances will end, closes their nodes, evicts their pods, and
 * then lets the instance go. Both of its pods work at once.
 *
 * It drains the nodes of its own pods too. A pod leaves itself out of the drain and works until its instance ends, after it has let that
 * instance go. If the drain takes longer than 20 seconds, the other pod reads the same event and evicts the first one, as far as the budget
 * allows: a pod that is told to end finishes what it can within its grace, and the rest is delivered to the other one again. If the nodes
 * of both go at once, the second eviction waits until a replacement of the first pod is available.
 *
 * @see https://github.com/aws/aws-node-termination-handler/blob/v1.25.6/cmd/node-termination-handler.go
 */
export class TerminationHandler extends Construct {
  /** The Deployment, `termination-handler`. */
  readonly resource: k8s.KubeDeployment;

  constructor(scope: Construct, id: string, props: TerminationHandlerProps) {
    super(scope, id);
    new TerminationHandlerAccess(this, 'Access');
    addScrapingPolicy(this, { name: TERMINATION_HANDLER, port: HANDLER_METRICS_PORT });
    this.resource = addController(this, {
      container: renderHandlerContainer(props),
      homes: props.handler.homes,
      minReadySeconds: STEADY_SECONDS,
      graceSeconds: GRACE_SECONDS,
    });
  }
}
