import { KubernetesVersion } from '../../values/kubernetes-version';
import type { Problems } from '../../values/problems';
import { type ClusterSupport, endOfSupport } from './cluster-support';
import { KUBERNETES_SUPPORT_AS_OF } from './kubernetes-support';

/** A cluster's version and how long its cloud supports it. */
export interface JudgedVersion {
  readonly kubernetesVersion: string;
  readonly runningVersion: string | undefined;
  readonly support: ClusterSupport;
}

/** Refuses a minor that the cloud does not offer or no longer supports, an upgrade that skips a minor, and a downgrade. */
export function judgeVersion(judged: JudgedVersion, problems: Problems): void {
  const target = problems.capture('kubernetesVersion', () => KubernetesVersion.parse(judged.kubernetesVersion));
  if (target !== undefined) judgeSupport(judged, problems);
  if (judged.runningVersion === undefined) return;
  const running = problems.capture('runningVersion', () => KubernetesVersion.parse(judged.runningVersion ?? ''));
  if (target === undefined || running === undefined) return;
  const step = target.minorsAfter(running);
  if (step > 1) {
    const next = `${running.major}.${running.minor + 1}`;
    const rule = `be at most one minor after 'runningVersion' (${running})`;
    problems.add(
      'kubernetesVersion',
      rule,
      judged.kubernetesVersion,
      `deploy ${next} first; a control plane can be upgraded by one minor at a time only`,
    );
  }
  if (step < 0) {
    const rule = `not be older than 'runningVersion' (${running})`;
    problems.add(
      'kubernetesVersion',
      rule,
      judged.kubernetesVersion,
      'undo the change, or make a new cluster; a control plane cannot be downgraded',
    );
  }
}

function judgeSupport(judged: JudgedVersion, problems: Problems): void {
  const { kubernetesVersion, support } = judged;
  const asOf = `data of ${KUBERNETES_SUPPORT_AS_OF}`;
  const usable = Object.keys(support.minors).filter((minor) => isUsable(support, minor));
  const dates = support.minors[kubernetesVersion];
  if (dates === undefined) {
    problems.add(
      'kubernetesVersion',
      `be a minor that the cloud supports (${asOf}): ${usable.join(', ')}`,
      kubernetesVersion,
      'choose one of them',
    );
    return;
  }
  if (isUsable(support, kubernetesVersion)) return;
  const kind = support.takesExtended ? 'extended' : 'standard';
  const mayExtend = !support.takesExtended && dates.endOfExtended > KUBERNETES_SUPPORT_AS_OF;
  const upgrade = `choose one of ${usable.join(', ')}`;
  const remedy = mayExtend
    ? `${upgrade}, or pay for extended support until ${dates.endOfExtended} with ${support.extendedBy}`
    : upgrade;
  problems.add(
    'kubernetesVersion',
    `be in ${kind} support (${asOf}), which ended on ${endOfSupport(support, kubernetesVersion)}`,
    kubernetesVersion,
    remedy,
  );
}

/** Whether a minor is supported on the day of the data; days of the form `2026-11-01` compare as text. */
function isUsable(support: ClusterSupport, minor: string): boolean {
  return (endOfSupport(support, minor) ?? '') > KUBERNETES_SUPPORT_AS_OF;
}
