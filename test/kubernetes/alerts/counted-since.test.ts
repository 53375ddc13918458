import { countedSince } from '../../../lib/kubernetes/alerts/counted-since';

test('a series that is younger than the range counts with its whole value', () => {
  expect(countedSince('failures_total{job="a"}', '30m')).toBe(
    '(increase(failures_total{job="a"}[30m]) and present_over_time(failures_total{job="a"}[30m] offset 30m)) or ' +
      '(failures_total{job="a"} unless present_over_time(failures_total{job="a"}[30m] offset 30m))',
  );
});
