import { hostPartName } from '../../../lib/google/ingress/host-part-name';

const NAME = /^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/;

test('a part is named after its host, with a hash', () => {
  expect(hostPartName('host', 'chat.stream.example.com')).toMatch(/^host-chat-stream-example-com-[0-9a-f]{6}$/);
  expect(hostPartName('streaming', '*.stream.example.com')).toMatch(/^streaming-any-stream-example-com-[0-9a-f]{6}$/);
});

test('hosts that dashes would make alike have different names', () => {
  const hosts = ['a.b-c.example.com', 'a-b.c.example.com', '*.c.example.com', 'any.c.example.com'];
  expect(new Set(hosts.map((host) => hostPartName('host', host))).size).toBe(hosts.length);
});

test('very many hosts have different names, which a hash of six digits alone does not give', () => {
  const names = Array.from({ length: 20_000 }, (_, index) => hostPartName('host', `room${index}.stream.example.com`));
  expect(new Set(names).size).toBe(names.length);
  expect(new Set(names.map((name) => name.slice(-6))).size).toBeLessThan(names.length);
});

test('the name of a long host fits and begins with the labels that come first', () => {
  const long = ['chat', 'a'.repeat(63), 'b'.repeat(63), 'example', 'com'].join('.');
  const longer = `x${long}`;
  for (const prefix of ['host', 'e'.repeat(30)]) {
    for (const host of [long, longer, long.replace('chat', '*')]) expect(hostPartName(prefix, host)).toMatch(NAME);
  }
  expect(hostPartName('host', long)).toMatch(/^host-chat-a+-[0-9a-f]{6}$/);
  expect(hostPartName('host', long)).not.toBe(hostPartName('host', long.replace('example', 'other')));
});
