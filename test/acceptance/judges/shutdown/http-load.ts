import { Agent, get } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LateEndpoints } from './late-endpoints';
import { causeOf, Tally } from './tally';

/** Clients that send one request after the other, without a pause. */
const BUSY = 24;

/** Clients whose connection is unused between two requests, for 0.3 to 1.4 seconds. */
const SLOW = 8;

/** Number of clients of the load. */
export const HTTP_CLIENTS = BUSY + SLOW;

/**
 * Load of HTTP/1.1 over connections that clients keep. A client asks for an endpoint when it opens a connection and never in between, as
 * behind the address of a Service, and it repeats no request.
 */
export class HttpLoad {
  readonly tally = new Tally();
  private isOver = false;
  private readonly clients: readonly Promise<void>[];

  constructor(private readonly endpoints: LateEndpoints) {
    this.clients = Array.from({ length: HTTP_CLIENTS }, (_, index) => this.runClient(index));
  }

  /** Ends the load after the requests that are under way. */
  async stop(): Promise<Tally> {
    this.isOver = true;
    await Promise.all(this.clients);
    return this.tally;
  }

  private async runClient(index: number): Promise<void> {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    Object.assign(agent, {
      createConnection: () => connect({ host: '127.0.0.1', port: this.endpoints.pick(index), noDelay: true }),
    });
    const pauseMillis = index < BUSY ? 0 : 300 + ((index - BUSY) * 1100) / (SLOW - 1);
    while (!this.isOver) {
      await this.request(agent);
      if (pauseMillis > 0) await sleep(pauseMillis);
    }
    agent.destroy();
  }

  private async request(agent: Agent): Promise<void> {
    try {
      const status = await statusOf(agent);
      if (status === 200) this.tally.answered += 1;
      else this.tally.fail(`status ${status}`);
    } catch (error) {
      this.tally.fail(causeOf(error));
      // A client whose pod has gone tries again a moment later, as a request of somebody else would.
      await sleep(20);
    }
  }
}

function statusOf(agent: Agent): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const request = get({ agent, host: 'service', path: '/', timeout: 10_000 }, (response) => {
      response.resume();
      response.once('end', () => resolve(response.statusCode));
      response.once('error', reject);
      response.once('close', () => (response.complete ? undefined : reject(new Error('response cut'))));
    });
    request.once('timeout', () => request.destroy(new Error('no answer')));
    request.once('error', reject);
  });
}
