import type { Instance } from './aws-answers';

/** Token of the lifecycle action of an instance, as long as those of Auto Scaling: the program sends no shorter one. */
export function actionToken({ id }: Instance): string {
  return `token-of-${id}`.padEnd(36, '-');
}

/** Event of a group that will terminate an instance, as EventBridge delivers it. */
export function terminates(instance: Instance): object {
  const { id } = instance;
  return event('aws.autoscaling', 'EC2 Instance-terminate Lifecycle Action', id, {
    LifecycleActionToken: actionToken(instance),
    AutoScalingGroupName: 'paas-main-general',
    LifecycleHookName: 'node-drained',
    EC2InstanceId: id,
    LifecycleTransition: 'autoscaling:EC2_INSTANCE_TERMINATING',
  });
}

/** Notice that a spot machine will be taken in two minutes. */
export function isInterrupted({ id }: Instance): object {
  const detail = { 'instance-id': id, 'instance-action': 'terminate' };
  return event('aws.ec2', 'EC2 Spot Instance Interruption Warning', id, detail);
}

function event(source: string, type: string, instance: string, detail: object): object {
  return {
    version: '0',
    id: `event-of-${instance}`,
    'detail-type': type,
    source,
    account: '123456789012',
    time: new Date().toISOString(),
    region: 'eu-central-1',
    resources: [],
    detail,
  };
}
