import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AwsEnvironmentInput } from 'keelson';
import type { ReplicaRange } from '../../lib/specs/workload/replicas/replicas-fields';
import { scalingSteps } from '../../lib/specs/workload/replicas/scaling-steps';
import { problemsOf } from '../specs/problems-of';
import { GuideProjects } from './support/guide-projects';
import { MarkdownFile, ROOT } from './support/markdown-file';

const projects = new GuideProjects();
afterAll(() => projects.remove());

const guide = new MarkdownFile('docs/guides/scaling-pods.md');

test('the refusals in the guide are those of its environment with more pods', () => {
  const input = projects.of('scaling').load('apps/environments/shop-with-cart.ts')['default'] as AwsEnvironmentInput;
  const clusters = input.clusters.map((cluster) => ({
    ...cluster,
    workloads: cluster.workloads.map((workload) => {
      const { replicas } = workload;
      return typeof replicas === 'object' ? { ...workload, replicas: { ...replicas, max: 40 } } : workload;
    }),
  }));
  const [block] = guide.blocksOf('text');
  expect(
    problemsOf({ ...input, clusters })
      .map((line) => `${line}\n`)
      .join(''),
  ).toBe(block?.text);
});

test('the table of steps states the defaults', () => {
  const unstated = { percent: undefined, pods: undefined, periodSeconds: 60, stabilizationSeconds: undefined };
  const replicas: ReplicaRange = {
    min: 2,
    max: 3,
    target: { kind: 'cpu', percentOfRequest: 70 },
    up: unstated,
    down: unstated,
    tolerancePercent: undefined,
    handover: false,
  };
  const { up, down } = scalingSteps({ replicas, jvm: undefined });
  const rows = readFileSync(join(ROOT, guide.path), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| '));
  expect(rows).toContain(
    `| at most in a period | the larger of ${up.pods} pods and ${up.percent} % | ${down.percent} % |`,
  );
  expect(rows).toContain(`| \`periodSeconds\` | ${up.periodSeconds} | ${down.periodSeconds} |`);
  expect(rows).toContain(
    `| \`stabilizationSeconds\` | ${up.stabilizationSeconds}; 60 for a service with \`jvm\` | ${down.stabilizationSeconds} |`,
  );
});
