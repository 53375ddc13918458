import { ApiObject, Chart } from 'cdk8s';
import { synthesizeCharts } from '../../lib/charts/synthesize-charts';
import { awsEnvironment } from '../fixtures/aws-environment';
import { onlyCluster } from '../fixtures/manifests';

const cluster = onlyCluster(awsEnvironment());

/** The file with a ConfigMap of such data. */
function fileOf(data: Readonly<Record<string, string>>): string | undefined {
  const map = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x', namespace: 'shop' }, data };
  return synthesizeCharts(cluster, [(app) => void new ApiObject(new Chart(app, '60-x'), 'map', map)])[0]?.text;
}

test("refuses every text of somebody's own chart that would make the file unreadable for kubectl", () => {
  const at = "environment 'paas' > cluster 'main' > chart '60-x' > ConfigMap 'x': ";
  const control =
    'must hold no control characters and no line separators of Unicode, because kubectl could not read its file';
  const escaped = 'remove them, or write them in an escaped form that the program itself reads';
  expect(() => fileOf({ a: '\tfoo\nbar\n', b: 'a\u007f', c: 'a\u2028b' })).toThrow(
    [
      `  ${at}'data.a' must not begin with a tab where it has several lines, because kubectl could not read its file, got '\\tfoo\\nbar\\n'; indent the first line with spaces, or begin with a line of comment`,
      `  ${at}'data.b' ${control}, got 'a\\u007f'; ${escaped}`,
      `  ${at}'data.c' ${control}, got 'a\\u2028b'; ${escaped}`,
    ].join('\n'),
  );
});

test('accepts tabs elsewhere, and characters that are written as escapes', () => {
  const text = fileOf({ a: 'x\n\ty\n', b: '\tx', c: ' \tx\ny', d: '\u001b[0m\u0000', e: '\tx\r\ny\r\n' });
  expect(text).toContain('"\\e[0m\\0"');
});
