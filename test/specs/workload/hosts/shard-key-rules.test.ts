import * as fc from 'fast-check';
import type { ShardKey } from '../../../../lib/specs/workload/hosts/host-fields';
import { judgeShardKey } from '../../../../lib/specs/workload/hosts/shard-key-rules';
import { renderProblem } from '../../../../lib/values/config-error';
import { Problems } from '../../../../lib/values/problems';
import { judgeHost } from '../../ingress/judge-ingress';

function judge(key: ShardKey): readonly string[] {
  const problems = new Problems();
  judgeShardKey('shardBy', key, problems);
  return problems.all().map(renderProblem);
}

const capture = (pattern: string): ShardKey => ({ kind: 'capture', pattern });

test.each<ShardKey>([
  { kind: 'uri' },
  { kind: 'header', name: 'X-Room' },
  { kind: 'cookie', name: 'room_id' },
  { kind: 'query', name: 'r' },
  capture('^/room/([0-9]+)'),
  capture('^/(a|b)/.*$'),
  capture('^/[a-z]+/([^/]+)/x?'),
])('accepts %j', (key) => {
  expect(judge(key)).toEqual([]);
  expect(judgeHost({ shardBy: key })).toEqual([]);
});

const NAME = 'must be 1 to 64 letters, digits, dashes and underscores, first and last a letter or digit, got';

test.each<[ShardKey, string]>([
  [{ kind: 'header', name: 'X Room' }, `'shardBy.name' ${NAME} 'X Room'; write it as 'X-Room'`],
  [{ kind: 'cookie', name: '' }, `'shardBy.name' ${NAME} ''; write it as 'X-Room'`],
  [{ kind: 'query', name: '?room=' }, `'shardBy.name' ${NAME} '?room='; write it as 'room', without '=' and '?'`],
  [{ kind: 'query', name: 'room-' }, `'shardBy.name' ${NAME} 'room-'; write it as 'room', without '=' and '?'`],
])('refuses the name of %j', (key, message) => {
  expect(judge(key)).toEqual([message]);
});

const CHARACTERS =
  "'shardBy.pattern' must be a regular expression of at most 200 letters, digits and the characters /_.~^$|()[]?*+:-, got";
const CLASSES = "write classes as [0-9], and leave out quotes, spaces, braces and backslashes: '^/room/([0-9]+)'";
const ONE = "'shardBy.pattern' must have exactly one group, which captures the key, got";
const BRACKETS = 'put the part of the path that is the key in brackets, and use no other brackets';

test.each(['^/room/(\\d+)', '^/a{2}(b)', '^/a"(b)', "^/a'(b)", '^/a (b)', '', `^/(${'a'.repeat(200)})`])(
  'refuses the characters of %s',
  (pattern) => {
    const [message] = judge(capture(pattern));
    expect(message).toContain(CHARACTERS);
    expect(message).toContain(CLASSES);
  },
);

test.each(['^/room/[0-9]+', '^/(a)/(b)', '^/(?:a)(b)', '^/(?:a)'])('refuses the groups of %s', (pattern) => {
  expect(judge(capture(pattern))).toEqual([`${ONE} '${pattern}'; ${BRACKETS}`]);
});

test('refuses a pattern that cannot be read, and one that stands anywhere in a path', () => {
  expect(judge(capture('^/room/([0-9]+'))).toEqual([
    "'shardBy.pattern' must be a regular expression that can be read, got '^/room/([0-9]+'; close every bracket",
  ]);
  expect(judge(capture('room/([0-9]+)'))).toEqual([
    "'shardBy.pattern' must begin with '^/', because otherwise one key could stand in several places of a path, got 'room/([0-9]+)'; write the path from its beginning",
  ]);
});

test('an accepted pattern is one word of a configuration, and has one group', () => {
  const characters = fc.constantFrom(...'^/ab(0)[]+*?|.$-\\"\' {}\n');
  const pattern = fc.array(characters, { maxLength: 12 }).map((each) => `^/${each.join('')}`);
  fc.assert(
    fc.property(pattern, (text) => {
      if (judge(capture(text)).length > 0) return true;
      return !/[\s"'\\{}]/.test(text) && new RegExp(`${text}|`).exec('')?.length === 2;
    }),
  );
});
