import type { RuleGroup } from '../../../../lib/kubernetes/alerts/alert-rules';
import { selectorsIn } from '../../../kubernetes/support/promql-selectors';

/** Labels that the scraper adds to the series of a proxy. */
const OF_THE_SCRAPER = /^(cluster|namespace|job)=/;

/** Series of proxies that rules read and that a scrape does not have, with the labels that the proxy itself writes. */
export function missingSeries(groups: readonly RuleGroup[], scrape: string): readonly string[] {
  const lines = scrape.split('\n');
  const selectors = groups.flatMap(({ rules }) => rules.flatMap(({ expr }) => selectorsIn(expr)));
  const read = selectors
    .filter(({ metric }) => !metric.startsWith('kube_'))
    .map(({ metric, matchers }) => {
      const labels = matchers.split(',').filter((each) => !OF_THE_SCRAPER.test(each));
      return { metric, labels };
    });
  const missing = read.filter(({ metric, labels }) => !lines.some((line) => has(line, metric, labels)));
  return [...new Set(missing.map(({ metric, labels }) => `${metric}{${labels.join(',')}}`))];
}

/** Where a matcher excludes a value, the label has to be there, with whatever value. */
function has(line: string, metric: string, labels: readonly string[]): boolean {
  if (!line.startsWith(`${metric}{`) && !line.startsWith(`${metric} `)) return false;
  return labels.every((label) => line.includes(label.replace(/!=".*"$/, '="')));
}
