import fc from 'fast-check';
import { parseLabelSelector } from '../../lib/values/label-selector';
import { refusalOf } from './refusal';

test.each([
  'app=migration',
  'app==migration',
  'app!=migration',
  'app',
  'app=',
  'example.com/app=a,tier!=b.c_d-e,other',
])('accepts the selector %j and returns it unchanged', (text) => {
  expect(parseLabelSelector(text)).toBe(text);
});

test.each(['', ',', 'app=a,', ',app=a', '=a', '!app', 'app=a=b', 'app!a', 'app===a', 'app=!a'])(
  'refuses %j, which is not a selector',
  (text) => {
    expect(refusalOf(() => parseLabelSelector(text))).toBe(
      `'selector' must be a label selector of the form 'key=value', 'key!=value' or 'key', got '${text}'; write it as 'app=migration', with commas between several`,
    );
  },
);

test.each(['app in (a)', 'app notin (a,b)', ' app=a', 'app =a', 'a/b/c=d'])('refuses the invalid key in %j', (text) => {
  expect(refusalOf(() => parseLabelSelector(text))).toContain("'key' must be a label key");
});

test.each(['app= a', 'app=a b', 'app=-a', `app=${'a'.repeat(64)}`, 'app=a --force-reboot'])(
  'refuses the invalid value in %j',
  (text) => {
    expect(refusalOf(() => parseLabelSelector(text))).toContain("'value' must be a label value");
  },
);

test('no accepted selector has a blank, quote or bracket that could end an argument of a command', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'ab/.=!,-_ (\'"\n'), maxLength: 20 }), (text) => {
      if (refusalOf(() => parseLabelSelector(text)) !== 'accepted') return;
      expect(text).toMatch(/^[\w./=!,-]+$/);
    }),
  );
});
