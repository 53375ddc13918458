import fc from 'fast-check';
import { parseAwsRegion, parseAwsZone, parseGoogleRegion, parseGoogleZone } from '../../lib/values/region';
import { refusalOf } from './refusal';

test.each([
  'eu-central-1',
  'ap-southeast-5',
  'il-central-1',
  'mx-central-1',
  'us-gov-west-1',
  'cn-northwest-1',
  'eusc-de-east-1',
  'us-iso-west-1',
  'us-isob-east-1',
  'eu-isoe-west-1',
  'us-isof-south-1',
])('accepts the AWS region %s', (region) => {
  expect(parseAwsRegion(region)).toBe(region);
});

test.each(['eu-northeast-1', 'af-west-12', 'us-gov-central-2', 'eusc-de-south-1'])(
  'takes %s, which no table knows, for the spelling of its partition',
  (region) => {
    expect(parseAwsRegion(region)).toBe(region);
  },
);

test.each(['europe-west4', 'eu-central-1a', 'EU-central-1', 'eu-central', '', 'eu-moon-1', 'xx-west-1', 'eusc-west-1'])(
  'refuses the AWS region %j',
  (region) => {
    expect(refusalOf(() => parseAwsRegion(region))).toContain("'region' must be an AWS region");
  },
);

test.each(['europe-west4', 'northamerica-northeast1', 'europe-west12', 'me-central2'])(
  'accepts the Google region %s',
  (region) => {
    expect(parseGoogleRegion(region)).toBe(region);
  },
);

test.each(['eu-central-1', 'europe-west4-a', 'europe', ''])('refuses the Google region %j', (region) => {
  expect(refusalOf(() => parseGoogleRegion(region))).toContain("'region' must be a Google Cloud region");
});

test('a zone of AWS is accepted if it is the region and one letter', () => {
  fc.assert(
    fc.property(fc.constantFrom(...'abcdef'), (letter) => parseAwsZone(`eu-west-1${letter}`, 'eu-west-1') !== ''),
  );
  for (const zone of ['eu-west-1g', 'eu-west-1', 'eu-west-2a', 'eu-west-1-wl1-ber-wlz-1', 'us-west-2-lax-1a']) {
    expect(refusalOf(() => parseAwsZone(zone, 'eu-west-1'))).toContain("'zone' must be a zone of eu-west-1");
  }
});

test('a zone of Google is accepted if its region has the letter', () => {
  expect(parseGoogleZone('europe-west1-b', 'europe-west1', ['b', 'c', 'd'])).toBe('europe-west1-b');
  expect(refusalOf(() => parseGoogleZone('europe-west1-a', 'europe-west1', ['b', 'c', 'd']))).toBe(
    "'zone' must be a zone of europe-west1: europe-west1-b, europe-west1-c, europe-west1-d, got 'europe-west1-a'; use a zone of the region",
  );
});
