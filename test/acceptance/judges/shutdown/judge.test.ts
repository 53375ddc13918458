import { Session } from '../../harness/session';
import { type ExampleName, exampleCommand, type Fault } from './example-servers';
import { HTTP_CLIENTS, HttpLoad } from './http-load';
import { LateEndpoints } from './late-endpoints';
import { type Ending, RollingService } from './rolling-service';
import { stopOf } from './service-stop';
import type { Tally } from './tally';

/** Requests that each server must have answered while its processes were replaced. */
const REQUESTS = 100_000;

const SHORT = { endpointLagSeconds: 1, drainSeconds: 3, marginSeconds: 1, connectionMaxAgeSeconds: 10 };

/** The slowest client hears of a change before the lag is over. */
const HEARD_MILLIS = 800;

interface Run {
  readonly name: ExampleName;
  readonly fault?: Fault;
  /** Whether the load goes on. */
  readonly goesOn: (tally: Tally, restarts: number) => boolean;
  readonly times?: Partial<typeof SHORT>;
  readonly heardMillis?: number;
}

interface Outcome {
  readonly tally: Tally;
  readonly endings: readonly Ending[];
}

/** Runs two processes of a server under load and replaces one after the other. */
async function runServer({ name, fault, goesOn, times, heardMillis = HEARD_MILLIS }: Run): Promise<Outcome> {
  const stop = stopOf({ ...SHORT, ...times }, 'http1');
  const endpoints = new LateEndpoints(heardMillis, HTTP_CLIENTS);
  const service = new RollingService(name, await exampleCommand(name, fault), { stop, endpoints });
  await service.grow();
  await service.grow();
  const load = new HttpLoad(endpoints);
  while (goesOn(load.tally, service.endings.length)) await service.replaceOne();
  const tally = await load.stop();
  const endings = [...service.endings];
  await service.end();
  return { tally, endings };
}

describe.each<[ExampleName, string]>([
  ['node', 'Node'],
  ['java', 'Java'],
  ['python', 'Python'],
])('the HTTP/1.1 server of the guide in %s', (name, language) => {
  it(`drops none of ${REQUESTS} requests while its processes are replaced`, async () => {
    const start = performance.now();
    const { tally, endings } = await runServer({
      name,
      goesOn: ({ answered }, restarts) => answered < REQUESTS || restarts < 3,
    });
    const seconds = (performance.now() - start) / 1000;
    expect(tally.failures).toEqual({});
    expect(tally.answered).toBeGreaterThanOrEqual(REQUESTS);
    expect(endings.map(({ code }) => code)).toEqual(endings.map(() => 0));
    const fact = `0 of ${tally.sent} failed, ${endings.length} processes replaced, ${Math.round(tally.sent / seconds)}/s`;
    Session.current().fact('shutdown', language, fact);
  });
});

/** A control ends with its first failure, and at the latest after four processes. */
const untilFailure = ({ failed }: Tally, restarts: number) => failed === 0 && restarts < 4;

const BRIEF = { drainSeconds: 1 };

describe('a server that stops wrongly', () => {
  it.each<[string, ExampleName, Fault]>([
    ['tells clients of Node nothing', 'node', [["response.setHeader('Connection', 'close')", 'void 0']]],
    ['tells clients of Java nothing', 'java', [['getResponseHeaders().set("Connection", "close")', 'getProtocol()']]],
    ['tells clients of Python nothing', 'python', [['self.send_header("Connection", "close")', 'pass']]],
    ['ends at SIGTERM', 'node', [["process.once('SIGTERM'", "process.once('SIGUSR2'"]]],
    ['closes unused connections at SIGTERM', 'node', [['  draining = true;', '  draining = true;\n  server.close();']]],
  ])('that %s drops requests', async (title, name, fault) => {
    const { tally } = await runServer({ name, fault, times: BRIEF, goesOn: untilFailure });
    expect(tally.failed).toBeGreaterThan(0);
    Session.current().fact('shutdown', `control: ${title}`, `${tally.failed} of ${tally.sent} failed`);
  });
});

test('a lag that is shorter than what clients need to hear of a change drops requests', async () => {
  const times = { ...BRIEF, endpointLagSeconds: 0 };
  const { tally } = await runServer({ name: 'node', times, heardMillis: 3000, goesOn: untilFailure });
  expect(Object.keys(tally.failures)).toContainEqual(expect.stringMatching(/^ECONNREFUSED/));
  Session.current().fact('shutdown', 'control: a lag too short', `${tally.failed} of ${tally.sent} failed`);
});
