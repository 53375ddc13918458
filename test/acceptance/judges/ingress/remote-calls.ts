import { createServer, request } from 'node:http';
import { text } from 'node:stream/consumers';

/** Functions that another process may call, by name. */
export type Calls = Readonly<Record<string, (argument: never) => unknown>>;

/** Answers calls on a socket of the file system, which processes of every network reach. */
export function answerCalls(socketPath: string, calls: Calls): void {
  const server = createServer(async (call, answer) => {
    try {
      const { name, argument } = JSON.parse(await text(call)) as { name: string; argument: never };
      const result = await calls[name]?.(argument);
      answer.end(JSON.stringify({ result }));
    } catch (error) {
      answer.end(JSON.stringify({ error: error instanceof Error ? error.message : String(error) }));
    }
  });
  server.listen(socketPath);
}

/**
 * Calls a function of another process.
 *
 * @throws Error with the message of the error there.
 */
export function callRemote<T>(socketPath: string, name: string, argument: unknown = {}): Promise<T> {
  return new Promise((resolve, reject) => {
    const call = request({ socketPath, method: 'POST', path: '/' }, async (answer) => {
      const { result, error } = JSON.parse(await text(answer)) as { result: T; error?: string };
      if (error === undefined) resolve(result);
      else reject(new Error(`${name}: ${error}`));
    });
    call.once('error', reject);
    call.end(JSON.stringify({ name, argument }));
  });
}
