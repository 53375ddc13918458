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
  capture('^/(a|b)/[^/]*$'),
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

test('refuses a pattern with the rule that it breaks and an example', () => {
  expect(judge(capture('^/room/[0-9]+'))).toEqual([
    "'shardBy.pattern' must have exactly one group, which captures the key, got '^/room/[0-9]+'; put the part of the path that is the key in brackets, and use no other brackets: '^/room/([0-9]+)'",
  ]);
  expect(judgeHost({ shardBy: capture('^/[^](]+)') })).toEqual([
    "cluster 'main' > workload 'chat': 'hosts[0].shardBy.pattern' must have classes of letters, digits, ascending ranges and the characters _ ~ % : @ , = . + ! $ & * ( ) ; / only, which do not begin with one of : . = and have a dash only at their end, got '^/[^](]+)'; close every class, and write it as in '^/room/([0-9]+)' or '^/room/([^/]+)'",
  ]);
});
