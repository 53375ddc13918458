import * as fc from 'fast-check';
import { judgeResponseHeaders } from '../../../../lib/specs/workload/hosts/response-header-rules';
import { renderProblem } from '../../../../lib/values/config-error';
import { Problems } from '../../../../lib/values/problems';

function judge(headers: Readonly<Record<string, string>>): readonly string[] {
  const problems = new Problems();
  judgeResponseHeaders('responseHeaders', headers, problems);
  return problems.all().map(renderProblem);
}

test.each<Readonly<Record<string, string>>>([
  {},
  { 'Strict-Transport-Security': 'max-age=31536000; includeSubDomains' },
  { 'X-Frame-Options': 'DENY', 'Cache-Control': 'no-store, max-age=0' },
])('accepts %j', (headers) => {
  expect(judge(headers)).toEqual([]);
});

test.each(['Connection', 'transfer-encoding', 'CONTENT-LENGTH', 'Upgrade', 'Host', 'Set-Cookie', 'Content-Encoding'])(
  'refuses the header %s',
  (name) => {
    expect(judge({ [name]: 'x' })).toEqual([
      `'responseHeaders.${name}' must not be a header of the connection, of the body or of one client, got '${name}'; remove it; the proxy and the service write it for each response`,
    ]);
  },
);

test.each(['X Frame', 'X_Frame', '', 'X:', '-X'])("refuses the name '%s'", (name) => {
  expect(judge({ [name]: 'x' })).toEqual([
    `'responseHeaders.${name}' must be named with 1 to 64 letters, digits and dashes, first and last a letter or digit, got '${name}'; write it as 'Strict-Transport-Security'`,
  ]);
});

test.each(['', ' a', 'a ', 'a"b', 'a\\b', 'a$b', 'a%b', 'a\nb', 'ä', 'a'.repeat(1025)])(
  "refuses the value '%s'",
  (value) => {
    const [message, ...others] = judge({ 'X-A': value });
    expect(others).toEqual([]);
    expect(message).toContain(
      "'responseHeaders.X-A' must have a value of 1 to 1024 printable characters on one line, without quotes, backslashes, '$' and '%', and without spaces at its ends, got",
    );
    expect(message).toContain('; let the service set such a value');
  },
);

test('refuses a name twice in another case, and too many headers', () => {
  expect(judge({ 'X-A': '1', 'x-a': '2' })).toEqual([
    "'responseHeaders.x-a' must differ from 'X-A' in more than case, got 'x-a'; keep one of the two; headers have no case",
  ]);
  const many = Object.fromEntries(Array.from({ length: 21 }, (_, index) => [`X-${index}`, 'a']));
  expect(judge(many)).toEqual([
    "'responseHeaders' must hold at most 20 headers, got 21; let the service set the others",
  ]);
});

test('an accepted value never ends the text of a configuration', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 10 }), (value) => {
      return judge({ 'X-A': value }).length > 0 || /^[\x20-\x7e]+$/.test(value.replace(/["'\\$%]/g, '\n'));
    }),
  );
});
