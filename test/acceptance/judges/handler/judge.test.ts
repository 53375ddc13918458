import type { KubernetesObject } from '../../../../lib/values/kubernetes-object';
import { handled } from '../../../fixtures/handled-cluster';
import { pollUntil } from '../../harness/poll';
import { Session } from '../../harness/session';
import type { Instance } from './aws-answers';
import { actionToken, isInterrupted, terminates } from './events';
import { HandlerProcess, type Mistake } from './handler-process';
import { HANDLER, HandlerRig, PLATFORM } from './handler-rig';
import { leaving, SHOP, staying, withoutRight } from './leaving-pods';

const OURS = { [handled().handler.managedTag]: 'owned', 'keelson.dev/pool': 'general' };
const FOREIGN = { 'kubernetes.io/cluster/paas-staging-main': 'owned' };

/** Nodes of the pool `general`, each for one purpose. */
const [DRAINED, ALIEN, BLOCKED, SPOT, UNCHECKED, SPARE, KEPT, POWERLESS, BLIND] = Array.from(
  { length: 9 },
  (_, index) => instance(`general-000${index}`, index === 1 || index === 4 ? FOREIGN : OURS),
) as [Instance, Instance, Instance, Instance, Instance, Instance, Instance, Instance, Instance];

/** An instance whose node never joined. */
const NODELESS = instance('general-0404', OURS);

/** Seconds within which a drain that nothing blocks is over; the program asks a budget again after five. */
const SOON = 40;

let rig: HandlerRig;
let handler: HandlerProcess;
let home: string;

function instance(node: string, tags: Readonly<Record<string, string>>): Instance {
  return { id: `i-0${node}`, node, tags };
}

/** Number of the message whose drain a budget blocks. */
let blocked: number;

/** Number of the message of the instance without a node. */
let nodeless: number;

/** Least number of ready pods of a workload while a drain runs. */
let leastReady = Number.POSITIVE_INFINITY;

beforeAll(async () => {
  rig = await HandlerRig.start('1.37', 9);
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: SHOP } };
  const cart = { name: 'cart', replicas: 6, nodes: [DRAINED.node, SPARE.node], maxUnavailable: 1 };
  const alone = (name: string, { node }: Instance, maxUnavailable: number) => {
    return leaving({ name, replicas: 1, nodes: [node], maxUnavailable });
  };
  await rig.apply([
    namespace,
    ...leaving(cart),
    staying('agent', [DRAINED.node]),
    ...alone('alien', ALIEN, 1),
    ...alone('blocked', BLOCKED, 0),
    ...alone('spot', SPOT, 1),
    ...alone('unchecked', UNCHECKED, 1),
    ...alone('kept', KEPT, 1),
    ...alone('powerless', POWERLESS, 1),
    ...alone('blind', BLIND, 1),
  ]);
  for (const name of ['alien', 'blocked', 'spot', 'unchecked', 'kept', 'powerless', 'blind', 'agent'])
    await rig.awaitReady(SHOP, name, 1);
  await rig.awaitReady(SHOP, 'cart', 6);
  const [pod] = await rig.pods(`labelSelector=keelson.dev/workload=${HANDLER}`);
  if (pod === undefined) throw new Error('the handler has no pod');
  home = pod.node;
  const instances = [DRAINED, ALIEN, BLOCKED, SPOT, NODELESS, instance(home, OURS)];
  handler = await HandlerProcess.start(rig, pod, { name: 'sound', instances });
}, 180_000);

afterAll(async () => {
  await handler?.stop();
  await rig?.stop();
}, 60_000);

/** Waits until an instance may go, and returns the parameters of the call. */
async function completion({ id }: Instance, seconds = SOON) {
  const ask = async () => handler.aws.completionsOf(id)[0];
  return pollUntil(`the hook of ${id}`, ask, { seconds, everyMillis: 100, describe: () => handler.log.slice(-3000) });
}

async function deletion(process: HandlerProcess, message: number): Promise<void> {
  const ask = async () => process.aws.message(message).isDeleted || undefined;
  await pollUntil('a message to be deleted', ask, { seconds: SOON, describe: () => process.log.slice(-3000) });
}

/** Waits until the program has received a message so often; the queue hands it out anew when the time of the last reader is over. */
async function deliveries(message: number, count: number): Promise<void> {
  const ask = async () => handler.aws.message(message).deliveries >= count || undefined;
  const describe = () => `delivered ${handler.aws.message(message).deliveries} times`;
  await pollUntil(`a message to be delivered ${count} times`, ask, { seconds: SOON, describe });
}

/** Follows how many pods of a workload are ready, until a promise is settled. */
async function watchReady(workload: string, until: Promise<unknown>): Promise<void> {
  let isOver = false;
  void until.finally(() => {
    isOver = true;
  });
  await pollUntil(
    'the end of a drain',
    async () => {
      const pods = await rig.pods(`labelSelector=keelson.dev/workload=${workload}`);
      leastReady = Math.min(leastReady, pods.filter(({ isReady }) => isReady).length);
      return isOver || undefined;
    },
    { seconds: 2 * SOON, everyMillis: 50 },
  );
}

describe('the program with the variables, the rights and the account of the manifest', () => {
  test('closes the node of an instance that will end, moves its pods as the budget allows, and lets the instance go', async () => {
    // A drain that a budget blocks runs all the while, because it takes a minute until it is given up.
    blocked = handler.aws.send(terminates(BLOCKED));
    nodeless = handler.aws.send(terminates(NODELESS));
    const message = handler.aws.send(terminates(DRAINED));
    const done = completion(DRAINED);
    await watchReady('cart', done);
    expect(await done).toMatchObject({
      LifecycleActionResult: 'CONTINUE',
      LifecycleActionToken: actionToken(DRAINED),
      LifecycleHookName: 'node-drained',
      AutoScalingGroupName: 'paas-main-general',
    });
    expect(await rig.isClosed(DRAINED.node)).toBe(true);
    expect(await rig.movablePods(DRAINED.node)).toEqual([]);
    expect(leastReady).toBeGreaterThanOrEqual(5);
    await deletion(handler, message);
  }, 120_000);

  test('leaves daemons on their node, and tells of the drain in events', async () => {
    const pods = await rig.pods(`fieldSelector=spec.nodeName=${DRAINED.node}`);
    expect(pods.map(({ isDaemon }) => isDaemon)).toContain(true);
    // The program writes its last event beside the call that lets the instance go, so that it can arrive after the call.
    let reasons: readonly string[] = [];
    const told = async () => {
      reasons = await rig.reasonsOf(DRAINED.node);
      return ['ASGLifecycle', 'CordonAndDrain', 'PostDrain'].every((reason) => reasons.includes(reason)) || undefined;
    };
    await pollUntil('the events of the drain', told, { seconds: SOON, describe: () => reasons.join(', ') });
  }, 60_000);

  test('drops the event of an instance without the tag of the cluster, and leaves its node open', async () => {
    await deletion(handler, handler.aws.send(terminates(ALIEN)));
    expect(await rig.isClosed(ALIEN.node)).toBe(false);
    expect(await rig.movablePods(ALIEN.node)).toHaveLength(1);
    expect(handler.aws.completionsOf(ALIEN.id)).toEqual([]);
  }, 60_000);

  test('drains a spot machine at its notice, for which there is no hook', async () => {
    await deletion(handler, handler.aws.send(isInterrupted(SPOT)));
    expect(await rig.movablePods(SPOT.node)).toEqual([]);
    expect(handler.aws.completionsOf(SPOT.id)).toEqual([]);
  }, 60_000);

  test('drains the node of its own pod, and leaves that pod there until the instance ends', async () => {
    const own = (await rig.movablePods(home)).filter(({ namespace }) => namespace === PLATFORM);
    expect(own).toHaveLength(1);
    handler.aws.send(terminates(instance(home, OURS)));
    await completion(instance(home, OURS));
    expect(await rig.isClosed(home)).toBe(true);
    expect(await rig.movablePods(home)).toEqual(own);
  }, 60_000);
});

describe('the judge refuses', () => {
  /** Starts the handler with a mistake and sends it the event of one instance. */
  async function withMistake(name: string, of: Instance, mistake: Mistake): Promise<HandlerProcess> {
    const [pod] = await rig.pods(`labelSelector=keelson.dev/workload=${HANDLER}`);
    if (pod === undefined) throw new Error('the handler has no pod');
    const process = await HandlerProcess.start(rig, pod, { name, instances: [of], mistake });
    process.aws.send(terminates(of));
    return process;
  }

  /** Applies an account that lacks one of the rights of the handler's, and returns its name. */
  async function accountWithout(resource: string): Promise<string> {
    const account = `without-${resource.replace('/', '-')}`;
    const path = '/apis/rbac.authorization.k8s.io/v1/clusterroles/keelson-termination-handler';
    const { body: role } = await rig.plane.request<KubernetesObject>('GET', path);
    await rig.apply(withoutRight(account, resource, role));
    return account;
  }

  async function logged(process: HandlerProcess, words: RegExp): Promise<void> {
    await pollUntil(String(words), async () => words.test(process.log) || undefined, { seconds: SOON });
    await process.stop();
  }

  test('a handler that does not look at tags: it drains a node of another cluster', async () => {
    const variables = { CHECK_TAG_BEFORE_DRAINING: 'false' };
    const process = await withMistake('unchecked', UNCHECKED, { variables });
    await pollUntil('the node', async () => (await rig.isClosed(UNCHECKED.node)) || undefined, { seconds: SOON });
    await process.stop();
  }, 60_000);

  test('a handler that keeps local data: pods with a scratch volume never leave', async () => {
    const process = await withMistake('kept', KEPT, { variables: { DELETE_LOCAL_DATA: 'false' } });
    await logged(process, /cannot delete Pods with local storage/);
    expect(await rig.movablePods(KEPT.node)).toHaveLength(1);
  }, 60_000);

  test('an account without the right to evict', async () => {
    const process = await withMistake('powerless', POWERLESS, { account: await accountWithout('pods/eviction') });
    await logged(process, /cannot create resource \\?\\?"pods\/eviction/);
    expect(await rig.movablePods(POWERLESS.node)).toHaveLength(1);
  }, 60_000);

  test('a handler that takes a failed look-up for a node that is gone: it lets the instance go with its pods', async () => {
    const variables = { DELETE_SQS_MSG_IF_NODE_NOT_FOUND: 'true' };
    const process = await withMistake('blind', BLIND, { variables, account: await accountWithout('nodes') });
    const ask = async () => process.aws.completionsOf(BLIND.id)[0];
    expect(await pollUntil('the instance to go', ask, { seconds: SOON })).toMatchObject({
      LifecycleActionResult: 'CONTINUE',
    });
    await process.stop();
    expect(await rig.movablePods(BLIND.node)).toHaveLength(1);
    expect(await rig.isClosed(BLIND.node)).toBe(false);
  }, 60_000);
});

describe('the same program after a minute', () => {
  test('gives a drain up that a budget blocks, keeps the instance, and begins anew with the next delivery', async () => {
    const ask = async () =>
      /There was a problem while trying to cordon and drain the node/.test(handler.log) || undefined;
    const seconds = Number(handler.environment['NODE_TERMINATION_GRACE_PERIOD']) + 30;
    await pollUntil('a drain to be given up', ask, { seconds });
    expect(handler.aws.completionsOf(BLOCKED.id)).toEqual([]);
    expect(await rig.movablePods(BLOCKED.node)).toHaveLength(1);
    await deliveries(blocked, 2);
    expect(handler.aws.message(blocked)).toMatchObject({ isDeleted: false });
    const path = `/apis/policy/v1/namespaces/${SHOP}/poddisruptionbudgets/blocked`;
    await rig.objects.patch(path, { spec: { maxUnavailable: 1 } });
    await completion(BLOCKED, 60);
    expect(await rig.movablePods(BLOCKED.node)).toEqual([]);
    await deletion(handler, blocked);
  }, 200_000);

  test('still keeps an instance whose node never joined, says so, and asks anew with every delivery', async () => {
    await deliveries(nodeless, 3);
    expect(handler.log).toMatch(new RegExp(`node '${NODELESS.node}' not found in the cluster`));
    expect(handler.aws.completionsOf(NODELESS.id)).toEqual([]);
    expect(handler.aws.message(nodeless)).toMatchObject({ isDeleted: false });
  }, 60_000);

  test.each([
    ['2', 'text/plain;version=0.0.4'],
    ['3', 'text/plain;version=1.0.0;escaping=allow-utf-8'],
  ])('has the metrics that the alerts read, in the names that Prometheus %s is told', async (_, accept) => {
    // The last drain is counted a moment after its message is deleted.
    const ask = async () => {
      const told = await handler.metrics(accept);
      return /^actions_total\{.*"post-drain".*"success".*\} 4$/m.test(told) ? told.split('\n') : undefined;
    };
    const lines = await pollUntil('the last drain to be counted', ask, { seconds: SOON });
    const value = (metric: string, ...labels: readonly string[]) => {
      const found = lines.find(
        (line) => line.startsWith(`${metric}{`) && labels.every((label) => line.includes(label)),
      );
      return found === undefined ? undefined : Number(found.split(' ').at(-1));
    };
    expect(value('events_error_total')).toBe(0);
    expect(value('actions_total', 'node_action="cordon-and-drain"', 'node_status="error"')).toBe(1);
    expect(value('actions_total', 'node_action="cordon-and-drain"', 'node_status="success"')).toBe(4);
    expect(value('actions_node_total', 'node_name="')).toBeGreaterThan(0);
  });

  test('asks its own queue alone, signs with the credentials of pod identity, and was refused nothing', () => {
    expect([...handler.aws.queues]).toEqual([handler.environment['QUEUE_URL']]);
    expect(handler.aws.strange).toEqual([]);
    expect(handler.log).not.toMatch(/forbidden|EC2Metadata|EC2Role/i);
    Session.current().fact('handler', 'events handled', 5);
  });
});
