import { nodeLoad, nodesAfterZoneLoss } from '../../lib/analysis/connection-sizing';

const QUIET = { unpooledRequestsPerSecond: 0, newConnectionsPerSecond: 0, backends: 1 };

test.each([
  [30, 3, 20],
  [180, 3, 120],
  [4, 2, 2],
  [7, 3, 4],
  // A pool in one zone loses one node, and keeps at least one.
  [5, 1, 4],
  [1, 1, 1],
])('of %i nodes in %i zones %i are left after the loss of a zone', (nodes, zones, left) => {
  expect(nodesAfterZoneLoss(nodes, zones)).toBe(left);
});

test('a million websockets on thirty nodes, one of three zones lost, take 150 000 entries a node', () => {
  const load = nodeLoad({ ...QUIET, connections: 1_000_000, legsPerConnection: 2 }, nodesAfterZoneLoss(30, 3));
  expect(load).toMatchObject({ connections: 50_000, conntrackEntries: 150_000, ephemeralPorts: 50_000 });
  expect(load.conntrackSum).toBe('1000000 / 20 nodes = 50000; x 2 legs x 1.5 + 0/s x 120 s = 150000');
});

test('a connection is a socket for each leg, at most two, and each takes a page of buffers', () => {
  const load = (legsPerConnection: number) => nodeLoad({ ...QUIET, connections: 1000, legsPerConnection }, 10);
  expect([1, 2, 4].map((legs) => load(legs).sockets)).toEqual([100, 200, 200]);
  expect(load(2)).toMatchObject({
    bufferPages: 200,
    socketBytes: 200 * 8192,
    socketSum: '1000 / 10 nodes = 100; x 2 = 200',
  });
});

test('closed connections count for two minutes of entries and one minute of ports', () => {
  const load = nodeLoad(
    {
      connections: 1000,
      legsPerConnection: 1,
      newConnectionsPerSecond: 95,
      unpooledRequestsPerSecond: 300,
      backends: 3,
    },
    10,
  );
  expect(load.conntrackEntries).toBe(150 + 10 * 120);
  expect(load.ephemeralPorts).toBe(34 + 10 * 60);
});
