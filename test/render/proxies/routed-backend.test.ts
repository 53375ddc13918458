import fc from 'fast-check';
import { routingTable } from '../../../lib/render/proxies/routed-backend';
import { hostedService, hostInput } from '../../fixtures/ingress-environment';
import { trafficOf, trafficOfHosts } from './support/traffic';

const tableOf = (...hosts: Parameters<typeof trafficOfHosts>[1][]) =>
  routingTable(trafficOfHosts('haproxy', ...hosts).routes);

test('a service has a slot for each pod and for those that a rollout adds', () => {
  const [backend] = tableOf({}).backends;
  // 10 pods, and a quarter of them rounded up, are 13.
  expect(backend).toMatchObject({ address: 'chat-pods.video.svc.cluster.local', port: 8080, slots: 16 });
});

test('slots are as many as the largest number of pods needs', () => {
  const scaled = hostedService({
    replicas: { min: 4, max: 40, target: { kind: 'cpu', percentOfRequest: 70 } },
  });
  expect(routingTable(trafficOf('haproxy', [scaled]).routes).backends[0]?.slots).toBe(64);
});

test('hosts of a service with the same settings share a backend, and others have one of their own', () => {
  const table = tableOf(
    {},
    { host: 'talk.stream.example.com' },
    { host: 'room.stream.example.com', shardBy: { kind: 'query', name: 'room' } },
  );
  expect(table.backends).toHaveLength(2);
  const [chat, room, talk] = table.prefixes;
  expect(chat?.backend).toBe(talk?.backend);
  expect(room?.backend).not.toBe(chat?.backend);
  expect(chat?.backend).toMatch(/^video\.chat\.[0-9a-f]{6}$/);
});

test('the name of a backend stays when another host comes', () => {
  const [before] = tableOf({}).backends;
  const after = tableOf({}, { host: 'talk.stream.example.com', compress: true }).backends;
  expect(after.map(({ name }) => name)).toContain(before?.name);
});

test('of the prefixes of a host the longer ones come first, without a slash at their end', () => {
  const { prefixes } = tableOf({ paths: ['/', '/api/', '/api/v2'] });
  expect(prefixes.map(({ prefix }) => prefix)).toEqual(['/api/v2', '/api', '']);
});

test('a host that is to be redirected to is named once', () => {
  const { redirected } = tableOf({ host: 'talk.stream.example.com', wwwRedirect: true }, {});
  expect(redirected).toEqual(['talk.stream.example.com']);
});

test('the table does not depend on the order of the routes', () => {
  const { routes } = trafficOf('haproxy', [
    hostedService({ hosts: [hostInput({ paths: ['/', '/api'] }), hostInput({ host: 'a.stream.example.com' })] }),
    hostedService({ name: 'talk', hosts: [hostInput({ host: 'b.stream.example.com', compress: true })] }),
    hostedService({ name: 'zoo', hosts: [hostInput({ host: 'c.stream.example.com', wwwRedirect: true })] }),
  ]);
  const expected = routingTable(routes);
  fc.assert(
    fc.property(fc.shuffledSubarray([...routes], { minLength: routes.length }), (shuffled) => {
      expect(routingTable(shuffled)).toEqual(expected);
    }),
  );
});
