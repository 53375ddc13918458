import * as fc from 'fast-check';
import {
  askedNames,
  bareName,
  coversHost,
  isWildcard,
} from '../../../../lib/specs/ingress/certificates/certificate-cover';

const label = fc.stringMatching(/^[a-z]{1,8}$/);
const host = fc.array(label, { minLength: 2, maxLength: 4 }).map((labels) => labels.join('.'));

test('a name covers itself, and a wildcard covers exactly the names one label below', () => {
  fc.assert(
    fc.property(host, label, label, (name, first, second) => {
      expect(coversHost(name, name)).toBe(true);
      expect(coversHost(`*.${name}`, `${first}.${name}`)).toBe(true);
      expect(coversHost(`*.${name}`, name)).toBe(false);
      expect(coversHost(`*.${name}`, `${second}.${first}.${name}`)).toBe(false);
      expect(coversHost(name, `${first}.${name}`)).toBe(false);
    }),
  );
});

test('a wildcard stands below its bare name', () => {
  expect(['*.example.com', 'example.com'].map(isWildcard)).toEqual([true, false]);
  expect(['*.example.com', 'example.com'].map(bareName)).toEqual(['example.com', 'example.com']);
});

test('clients ask for a redirected host by two names', () => {
  expect(askedNames({ host: 'a.example.com', wwwRedirect: false })).toEqual(['a.example.com']);
  expect(askedNames({ host: 'a.example.com', wwwRedirect: true })).toEqual(['a.example.com', 'www.a.example.com']);
});
