import { Session } from '../../harness/session';
import { type Caller, CallLoad } from './call-load';
import { type ExampleName, exampleCommand, type Fault } from './example-servers';
import { GrpcCaller } from './grpc-caller';
import { H2Caller } from './h2-caller';
import { LateEndpoints } from './late-endpoints';
import { RollingService } from './rolling-service';
import { SentStreams } from './sent-streams';
import { stopOf } from './service-stop';
import type { Tally } from './tally';
import { VirtualAddress } from './virtual-address';

/** Calls that each server must have answered while its processes were replaced. */
const CALLS = 10_000;

const CLIENTS = 4;
const SHORT = { endpointLagSeconds: 1, drainSeconds: 2, marginSeconds: 1 };

interface Run {
  readonly name: ExampleName;
  readonly fault?: Fault;
  readonly callers: (endpoints: LateEndpoints) => Promise<readonly Caller[]>;
  readonly goesOn: (tally: Tally, restarts: number) => boolean;
}

async function runServer({ name, fault, callers, goesOn }: Run): Promise<Tally> {
  const stop = stopOf(SHORT, name === 'grpc' ? 'grpc' : 'h2');
  const endpoints = new LateEndpoints(800, CLIENTS);
  const service = new RollingService(name, await exampleCommand(name, fault), { stop, endpoints });
  await service.grow();
  await service.grow();
  const load = new CallLoad(await callers(endpoints));
  while (goesOn(load.tally, service.endings.length)) await service.replaceOne();
  const tally = await load.stop();
  const endings = [...service.endings];
  await service.end();
  if (fault === undefined) expect(endings.map(({ code }) => code)).toEqual(endings.map(() => 0));
  Session.current().fact('shutdown', `${name}${fault ? ', control' : ''}`, shown(tally, endings.length));
  return tally;
}

const shown = ({ failed, sent }: Tally, restarts: number) =>
  `${failed} of ${sent} failed, ${restarts} processes replaced`;
const untilEnough = ({ answered }: Tally, restarts: number) => answered < CALLS || restarts < 3;
const untilFailure = ({ failed }: Tally, restarts: number) => failed === 0 && restarts < 4;

const addresses: VirtualAddress[] = [];

afterEach(() => {
  for (const address of addresses.splice(0)) address.close();
});

async function listen(endpoints: LateEndpoints, sent?: SentStreams): Promise<number> {
  const address = await VirtualAddress.listen(endpoints, { clients: CLIENTS, ...(sent && { watch: sent.read }) });
  addresses.push(address);
  return address.port;
}

describe('the HTTP/2 server of the guide', () => {
  const callers = async (endpoints: LateEndpoints) => {
    const sent = new SentStreams();
    const port = await listen(endpoints, sent);
    return Array.from({ length: CLIENTS }, () => new H2Caller(port, sent));
  };

  it(`drops none of ${CALLS} streams while its processes are replaced`, async () => {
    const tally = await runServer({ name: 'h2', callers, goesOn: untilEnough });
    expect(tally.failures).toEqual({});
  });

  it('drops streams where it cuts connections at SIGTERM', async () => {
    const fault: Fault = [
      ['  answer(request, response);\n});', '  setTimeout(() => answer(request, response), 20);\n});'],
      ['  draining = true;', '  process.exit(0);'],
    ];
    const tally = await runServer({ name: 'h2', fault, callers, goesOn: untilFailure });
    expect(tally.failed).toBeGreaterThan(0);
  });
});

describe('the gRPC server of the guide', () => {
  const clients: GrpcCaller[] = [];
  const callers = async (endpoints: LateEndpoints) => {
    const port = await listen(endpoints);
    clients.splice(0, clients.length, ...Array.from({ length: CLIENTS }, () => new GrpcCaller(port)));
    return clients;
  };

  it(`drops none of ${CALLS} calls while its processes are replaced, and ends its streams itself`, async () => {
    const tally = await runServer({ name: 'grpc', callers, goesOn: untilEnough });
    expect(tally.failures).toEqual({});
    expect(clients.flatMap(({ streamsCut }) => streamsCut)).toEqual([]);
    expect(clients.reduce((sum, { streamsEnded }) => sum + streamsEnded, 0)).toBeGreaterThan(0);
  });

  it('drops calls where it exits at SIGTERM', async () => {
    const fault: Fault = [
      ['callback(null, call.request)', 'setTimeout(() => callback(null, call.request), 20)'],
      ['server.tryShutdown(() => process.exit(0))', 'process.exit(0)'],
    ];
    const tally = await runServer({ name: 'grpc', fault, callers, goesOn: untilFailure });
    expect(tally.failed).toBeGreaterThan(0);
    expect(clients.flatMap(({ streamsCut }) => streamsCut)).not.toEqual([]);
  });
});
