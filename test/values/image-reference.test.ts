import fc from 'fast-check';
import { ImageReference } from '../../lib/values/image-reference';
import { refusalOf } from './refusal';

const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;

test.each([
  ['nginx', 'docker.io', 'nginx', undefined, undefined, false],
  ['nginx:latest', 'docker.io', 'nginx', 'latest', undefined, false],
  ['nginx:1.29', 'docker.io', 'nginx', '1.29', undefined, true],
  ['library/nginx:1.29', 'docker.io', 'library/nginx', '1.29', undefined, true],
  ['registry.k8s.io/pause:3.10', 'registry.k8s.io', 'pause', '3.10', undefined, true],
  ['localhost/app:1', 'localhost', 'app', '1', undefined, true],
  ['registry:5000/team/app', 'registry:5000', 'team/app', undefined, undefined, false],
  ['registry:5000/team/app:1', 'registry:5000', 'team/app', '1', undefined, true],
  [`ghcr.io/a/b@${digest}`, 'ghcr.io', 'a/b', undefined, digest, true],
  [`ghcr.io/a/b:latest@${digest}`, 'ghcr.io', 'a/b', 'latest', digest, true],
])('splits the reference %s into its parts', (text, registry, repository, tag, expectedDigest, hasVersion) => {
  expect(ImageReference.parse(text)).toMatchObject({ registry, repository, tag, digest: expectedDigest, hasVersion });
});

test.each([
  '',
  ':1',
  'a b',
  'App:1',
  'app:',
  'app@sha256:12',
  `app@${digest}@${digest}`,
  'app:1:2',
  'a//b',
  '/a',
  'a/',
  'http://a/b',
  'a:-1',
])('refuses the invalid reference %j', (text) => {
  expect(refusalOf(() => ImageReference.parse(text))).toContain("'image' must be an image reference");
});

test('parses the text of a reference back to the same parts', () => {
  const word = fc.string({ unit: fc.constantFrom(...'abc019'), minLength: 1, maxLength: 8 });
  const host = fc.option(
    word.map((text) => `${text}.example.com`),
    { nil: undefined },
  );
  fc.assert(
    fc.property(
      host,
      fc.array(word, { minLength: 1, maxLength: 3 }),
      fc.option(word),
      fc.boolean(),
      (registry, path, tag, pinned) => {
        const text = `${registry ?? 'docker.io'}/${path.join('/')}${tag === null ? '' : `:${tag}`}${pinned ? `@${digest}` : ''}`;
        expect(ImageReference.parse(text).toString()).toBe(text);
      },
    ),
  );
});
