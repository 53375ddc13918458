/** An instance of EC2 as the double describes it. */
export interface Instance {
  readonly id: string;
  /** Private host name, which is the name of its node. */
  readonly node: string;
  readonly tags: Readonly<Record<string, string>>;
}

const REQUEST = '<requestId>request</requestId>';

/** Answer of EC2 to DescribeInstances. */
export function describedInstances(instances: readonly Instance[]): string {
  const items = instances.map(({ id, node, tags }) => {
    const tagSet = Object.entries(tags).map(([key, value]) => `<item><key>${key}</key><value>${value}</value></item>`);
    return (
      `<item><reservationId>r-${id}</reservationId><instancesSet><item><instanceId>${id}</instanceId>` +
      '<instanceState><code>16</code><name>running</name></instanceState>' +
      `<privateDnsName>${node}</privateDnsName><instanceType>m6i.large</instanceType>` +
      '<placement><availabilityZone>eu-central-1a</availabilityZone></placement>' +
      `<tagSet>${tagSet.join('')}</tagSet></item></instancesSet></item>`
    );
  });
  const reservations = `<reservationSet>${items.join('')}</reservationSet>`;
  return `<DescribeInstancesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">${REQUEST}${reservations}</DescribeInstancesResponse>`;
}

/** Answer of Auto Scaling to CompleteLifecycleAction. */
export function completed(): string {
  const metadata = '<ResponseMetadata><RequestId>request</RequestId></ResponseMetadata>';
  const result = `<CompleteLifecycleActionResult/>${metadata}`;
  return `<CompleteLifecycleActionResponse xmlns="http://autoscaling.amazonaws.com/doc/2011-01-01/">${result}</CompleteLifecycleActionResponse>`;
}

/** Refusal of Auto Scaling for an action that is completed already. */
export function noActiveAction(instance: string): string {
  const message = `No active Lifecycle Action found with instance ID ${instance}`;
  const error = `<Error><Type>Sender</Type><Code>ValidationError</Code><Message>${message}</Message></Error>`;
  return `<ErrorResponse>${error}<RequestId>request</RequestId></ErrorResponse>`;
}
