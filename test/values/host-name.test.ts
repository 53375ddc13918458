import * as fc from 'fast-check';
import { isWithinZone, parseHostName } from '../../lib/values/host-name';

const RULE =
  "'host' must be a host name: two or more labels with dots between them, of lower-case letters, digits and dashes, each at most 63 characters and 253 together, got ";

const label = fc.stringMatching(/^[a-z]([a-z0-9-]{0,10}[a-z0-9])?$/);
const host = fc.array(label, { minLength: 2, maxLength: 5 }).map((labels) => labels.join('.'));

test('every name of two or more labels is accepted as it is', () => {
  fc.assert(fc.property(host, (name) => parseHostName(name) === name));
  expect(parseHostName(`${'a'.repeat(63)}.example.com`)).toHaveLength(75);
  expect(parseHostName('1.example.com')).toBe('1.example.com');
});

test.each([
  ['*.example.com', 'state each host by its name; wildcards are for certificates'],
  ['https://chat.example.com', 'write the name alone, without scheme and path'],
  ['chat.example.com:8080', 'leave the port out; clients use the port of their scheme'],
  ['chat.example.com.', 'leave out the dot at the end'],
  ['Chat.example.com', 'write it in lower case'],
  ['192.0.2.10', 'use a name; a certificate covers names and no addresses'],
  ['localhost', "write it as 'chat.example.com'"],
  ['', "write it as 'chat.example.com'"],
  ['chat..example.com', "write it as 'chat.example.com'"],
  ['-chat.example.com', "write it as 'chat.example.com'"],
  ['chat_room.example.com', "write it as 'chat.example.com'"],
  ['chat.example.123', "write it as 'chat.example.com'"],
])('refuses %s', (text, remedy) => {
  expect(() => parseHostName(text)).toThrow(`${RULE}'${text}'; ${remedy}`);
});

test('a label has at most 63 characters, and a name 253', () => {
  expect(() => parseHostName(`${'a'.repeat(64)}.example.com`)).toThrow(RULE);
  expect(() => parseHostName(`${'a.'.repeat(126)}example`)).toThrow(RULE);
});

test('a name is within a zone where it is the zone or below it', () => {
  fc.assert(
    fc.property(label, host, (first, zone) => isWithinZone(`${first}.${zone}`, zone) && isWithinZone(zone, zone)),
  );
  expect(isWithinZone('badexample.com', 'example.com')).toBe(false);
  expect(isWithinZone('example.com', 'chat.example.com')).toBe(false);
});
