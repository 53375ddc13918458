import { setTimeout as sleep } from 'node:timers/promises';
import { Client, type ClientReadableStream, credentials } from '@grpc/grpc-js';
import type { Caller } from './call-load';

const write = (value: object): Buffer => Buffer.from(JSON.stringify(value));
const read = (bytes: Buffer): object => JSON.parse(bytes.toString()) as object;

/** A client of the guide's gRPC server: single calls, and a stream that it opens again whenever the server has ended it. */
export class GrpcCaller implements Caller {
  /** Streams that the server ended by itself. */
  streamsEnded = 0;
  /** Streams that were cut, with the reason. */
  readonly streamsCut: string[] = [];
  private readonly client: Client;
  private stream: ClientReadableStream<object> | undefined;
  private isClosed = false;

  constructor(port: number) {
    this.client = new Client(`127.0.0.1:${port}`, credentials.createInsecure(), {
      'grpc.use_local_subchannel_pool': 1,
    });
    this.watch();
  }

  readonly call = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const done = (error: Error | null): void => (error === null ? resolve() : reject(error));
      const deadline = Date.now() + 10_000;
      this.client.makeUnaryRequest('/example.Greeter/Say', write, read, { text: 'hello' }, { deadline }, done);
    });

  readonly close = (): void => {
    this.isClosed = true;
    this.stream?.cancel();
    this.client.close();
  };

  private watch(): void {
    const stream = this.client.makeServerStreamRequest('/example.Greeter/Watch', write, read, {});
    this.stream = stream;
    stream.on('data', () => undefined);
    stream.on('error', (error) => this.watchAgain(error));
    stream.on('end', () => this.watchAgain());
  }

  private watchAgain(error?: Error): void {
    if (this.isClosed || this.stream === undefined) return;
    // A stream that is cut reports its error and then its end.
    this.stream = undefined;
    if (error === undefined) this.streamsEnded += 1;
    else this.streamsCut.push(error.message);
    void sleep(20).then(() => (this.isClosed ? undefined : this.watch()));
  }
}
