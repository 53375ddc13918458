import { pollUntil } from '../../harness/poll';
import { Session } from '../../harness/session';
import { exampleCommand, type Fault } from './example-servers';
import { LateEndpoints } from './late-endpoints';
import { type Ending, RollingService } from './rolling-service';
import { stopOf } from './service-stop';
import { type Move, WebsocketClients } from './websocket-clients';

const CLIENTS = 200;
const stop = stopOf({ endpointLagSeconds: 1, drainSeconds: 4, marginSeconds: 1 }, 'websocket');

/** Clients that come back in a second where they are spread evenly over the drain. */
const EVEN_SHARE = CLIENTS / stop.drainSeconds;

interface Outcome {
  readonly moves: readonly Move[];
  readonly ending: Ending;
}

/** Connects all clients to one process, and ends it beside a second one. */
async function endProcess(fault?: Fault): Promise<Outcome> {
  const endpoints = new LateEndpoints(500, CLIENTS);
  const service = new RollingService('websocket', await exampleCommand('websocket', fault), { stop, endpoints });
  await service.grow();
  const clients = new WebsocketClients(endpoints, CLIENTS);
  const answers = (count: number) => async () => clients.answered >= count || undefined;
  await pollUntil('all clients to be connected', answers(CLIENTS), { seconds: 30 });
  await service.grow();
  const ending = await service.shrink();
  await pollUntil('all clients to be back', answers(2 * CLIENTS), { seconds: 30 });
  clients.stop();
  await service.end();
  return { moves: clients.moves, ending };
}

/** Most clients that came back within one second, wherever that second begins. */
function busiestSecond(moves: readonly Move[]): number {
  return Math.max(...moves.map(({ at }) => moves.filter((each) => each.at >= at && each.at < at + 1000).length));
}

const codesOf = (moves: readonly Move[]) => [...new Set(moves.map(({ code }) => code))];

test('the websocket server of the guide spreads its clients over the drain, and each comes back once', async () => {
  const { moves, ending } = await endProcess();
  expect(moves).toHaveLength(CLIENTS);
  expect(codesOf(moves)).toEqual([1001]);
  expect(ending.code).toBe(0);
  expect(ending.millis).toBeLessThan(stop.drainSeconds * 1000 + 500);
  const busiest = busiestSecond(moves);
  expect(busiest).toBeLessThanOrEqual(2 * EVEN_SHARE);
  Session.current().fact('shutdown', 'websocket', `${busiest} of ${CLIENTS} clients in the busiest second`);
});

test('a server that closes all connections at once gets all clients back in one second', async () => {
  const { moves } = await endProcess([['pause * index', '0']]);
  expect(codesOf(moves)).toEqual([1001]);
  const busiest = busiestSecond(moves);
  expect(busiest).toBeGreaterThan(2 * EVEN_SHARE);
  Session.current().fact('shutdown', 'websocket, control', `${busiest} of ${CLIENTS} clients in the busiest second`);
});

test('a server that exits at SIGTERM cuts its clients without a close frame', async () => {
  const { moves } = await endProcess([["process.once('SIGTERM'", "process.once('SIGUSR2'"]]);
  expect(codesOf(moves)).toEqual([1006]);
});
