import { likelyText, nearestText, nearText } from '../../lib/values/nearest-text';

test.each([
  ['maxPod', 'maxPods'],
  ['MAXPODS', 'maxPods'],
  ['lables', 'labels'],
  ['replica', undefined],
  ['x', undefined],
])('the misspelt member %s most likely means %s', (written, likely) => {
  expect(likelyText(written, ['labels', 'maxPods', 'name'])).toBe(likely);
});

test('the nearest text is the first of several at the same distance, and undefined for an empty list', () => {
  expect(nearestText('ab', ['ac', 'ad'])).toBe('ac');
  expect(nearestText('ab', ['zzzz', 'ab'])).toBe('ab');
  expect(nearestText('ab', [])).toBeUndefined();
});

test.each([
  ['label', 'labels'],
  ['lables', 'labels'],
  ['lab', undefined],
  ['', undefined],
])('of some members, %j is nearly %s', (written, near) => {
  expect(nearText(written, ['labels', 'maxPods'], 2)).toBe(near);
});
