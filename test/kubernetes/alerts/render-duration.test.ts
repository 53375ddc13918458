import { renderDuration } from '../../../lib/kubernetes/alerts/render-duration';

test.each([
  [1, '1s'],
  [1050, '17m30s'],
  [3600, '1h'],
  [619_200, '7d4h'],
])('%d seconds are written as %s', (seconds, text) => {
  expect(renderDuration(seconds)).toBe(text);
});
