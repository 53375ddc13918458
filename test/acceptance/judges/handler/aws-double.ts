import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { completed, describedInstances, type Instance, noActiveAction } from './aws-answers';

/** A message in the queue. */
interface Message {
  readonly id: string;
  readonly body: string;
  visibleAt: number;
  deliveries: number;
  isDeleted: boolean;
}

/** A call of CompleteLifecycleAction, by the names of its parameters. */
export type Completion = Readonly<Record<string, string>>;

/** What the double answers to a request of a service with a query protocol. */
interface Answer {
  readonly status: number;
  readonly body: string;
}

/**
 * SQS, Auto Scaling, EC2 and the agent of pod identity as far as the handler asks them. Messages stay hidden for the time that the reader
 * asked for and come back afterwards, and a lifecycle action can be completed once.
 */
export class AwsDouble {
  /** Completed lifecycle actions, in order. */
  readonly completions: Completion[] = [];
  /** Requests with other credentials than those of the double, and requests that it does not know. */
  readonly strange: string[] = [];
  /** Addresses of the queues that were asked. */
  readonly queues = new Set<string>();
  private readonly messages: Message[] = [];

  private constructor(
    private readonly server: Server,
    private readonly instances: readonly Instance[],
  ) {}

  /** Starts one on a free port. */
  static async start(instances: readonly Instance[]): Promise<AwsDouble> {
    const server = createServer();
    const double = new AwsDouble(server, instances);
    server.on('request', (request, response) => void double.handle(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return double;
  }

  /** Address of every service. */
  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Puts an event into the queue and returns the message's number. */
  send(event: object): number {
    const id = `message-${this.messages.length}`;
    this.messages.push({ id, body: JSON.stringify(event), visibleAt: 0, deliveries: 0, isDeleted: false });
    return this.messages.length - 1;
  }

  /** Whether a message was deleted, and how often it was delivered. */
  message(number: number): { readonly isDeleted: boolean; readonly deliveries: number } {
    const found = this.messages[number];
    if (found === undefined) throw new Error(`no message ${number}`);
    return found;
  }

  /** Completions of one instance. */
  completionsOf(instance: string): readonly Completion[] {
    return this.completions.filter(({ InstanceId }) => InstanceId === instance);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    if (request.url === '/credentials') return sendJson(response, this.credentials(request));
    if (!(request.headers.authorization ?? '').includes(`Credential=${KEY_ID}/`))
      this.strange.push(`unsigned: ${body}`);
    const target = request.headers['x-amz-target'];
    if (typeof target === 'string') return sendJson(response, await this.queue(target, JSON.parse(body)));
    const { status, body: answer } = this.query(Object.fromEntries(new URLSearchParams(body)));
    response.writeHead(status, { 'Content-Type': 'text/xml' }).end(answer);
  }

  /** The agent of pod identity gives credentials for a token of the pod. */
  private credentials({ headers }: IncomingMessage): object {
    if (headers.authorization !== POD_TOKEN) this.strange.push('credentials without the token of the pod');
    return { AccessKeyId: KEY_ID, SecretAccessKey: 'secret', Token: 'session', Expiration: '2099-01-01T00:00:00Z' };
  }

  private async queue(target: string, input: Readonly<Record<string, unknown>>): Promise<object> {
    this.queues.add(String(input['QueueUrl']));
    if (target === 'AmazonSQS.ReceiveMessage') return this.receive(input);
    if (target === 'AmazonSQS.DeleteMessage') return this.remove(String(input['ReceiptHandle']));
    this.strange.push(target);
    return {};
  }

  /** Waits for a message as long as the reader wants. */
  private async receive(input: Readonly<Record<string, unknown>>): Promise<object> {
    const deadline = Date.now() + Number(input['WaitTimeSeconds']) * 1000;
    for (;;) {
      const now = Date.now();
      const ready = this.messages.filter(({ isDeleted, visibleAt }) => !isDeleted && visibleAt <= now);
      if (ready.length > 0 || now > deadline || !this.server.listening) {
        return { Messages: ready.slice(0, Number(input['MaxNumberOfMessages'])).map((each) => deliver(each, input)) };
      }
      await sleep(100);
    }
  }

  private remove(receipt: string): object {
    const message = this.messages.find(({ id }) => receipt.startsWith(`${id}/`));
    if (message === undefined) this.strange.push(`unknown receipt ${receipt}`);
    else message.isDeleted = true;
    return {};
  }

  private query(input: Completion): Answer {
    if (input['Action'] === 'DescribeInstances') {
      const wanted = Object.entries(input).filter(([name]) => name.startsWith('InstanceId.'));
      const found = this.instances.filter(({ id }) => wanted.length === 0 || wanted.some(([, value]) => value === id));
      return { status: 200, body: describedInstances(found) };
    }
    if (input['Action'] === 'CompleteLifecycleAction') {
      const token = input['LifecycleActionToken'];
      if (this.completions.some(({ LifecycleActionToken }) => LifecycleActionToken === token)) {
        return { status: 400, body: noActiveAction(String(input['InstanceId'])) };
      }
      this.completions.push(input);
      return { status: 200, body: completed() };
    }
    this.strange.push(String(input['Action']));
    return { status: 400, body: '' };
  }
}

/** Key of the credentials that the double gives out. */
const KEY_ID = 'AKIDHANDLER';

/** Token of the pod for which the agent of pod identity gives credentials. */
export const POD_TOKEN = 'token-of-the-pod';

function deliver(message: Message, input: Readonly<Record<string, unknown>>): object {
  message.visibleAt = Date.now() + Number(input['VisibilityTimeout']) * 1000;
  message.deliveries += 1;
  return {
    MessageId: message.id,
    ReceiptHandle: `${message.id}/${message.deliveries}`,
    Body: message.body,
    MD5OfBody: createHash('md5').update(message.body).digest('hex'),
    Attributes: { SentTimestamp: String(Date.now()) },
  };
}

function sendJson(response: ServerResponse, body: object): void {
  response.writeHead(200, { 'Content-Type': 'application/x-amz-json-1.0' }).end(JSON.stringify(body));
}
