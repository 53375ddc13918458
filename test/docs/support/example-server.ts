import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { ROOT } from './markdown-file';

/** A running process of a server of the guide on graceful stops. */
export class ExampleServer {
  /** Resolves with the exit code. */
  readonly exited: Promise<number | null>;

  private constructor(
    private readonly child: ChildProcess,
    readonly port: number,
  ) {
    this.exited = once(child, 'exit').then(([code]) => code as number | null);
  }

  /** Starts a server of docs/examples/graceful that Node runs, and waits until it listens. */
  static async start(file: string, env: Readonly<Record<string, string>>): Promise<ExampleServer> {
    const port = await freePort();
    const child = spawn(process.execPath, [join(ROOT, 'docs/examples/graceful', file)], {
      env: { ...env, PORT: String(port) },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = await once(child.stdout, 'data');
    if (String(line).trim() !== `listening on ${port}`) throw new Error(`${file} said: ${line}`);
    return new ExampleServer(child, port);
  }

  /** Asks the process to stop, as the kubelet does. */
  terminate(): void {
    this.child.kill('SIGTERM');
  }

  /** Ends the process whatever it does. */
  kill(): void {
    this.child.kill('SIGKILL');
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
