/** Names of the scanners. */
export type Scanner = 'checkov' | 'kube-score';

/** A violated rule that a scanner reports. */
export interface Finding {
  readonly scanner: Scanner;
  /** Id of the rule, such as `CKV_AWS_158` or `container-resources`. */
  readonly rule: string;
  /** Environment and object, or stack and resource, such as `streaming/Deployment.chat.chat-gateway`. */
  readonly subject: string;
  readonly message: string;
}

/** A finding that is accepted, with the reason for a security reviewer. */
export interface AcceptedFinding {
  readonly scanner: Scanner;
  readonly rule: string;
  /** Subjects of the finding; `*` stands for any text. */
  readonly subject: string;
  readonly reason: string;
}

/** Shortest length of a reason, which must be understandable alone, unlike "by design" or "see above". */
const MIN_REASON_LENGTH = 60;

/** Reports findings without an entry, and invalid or unused entries; empty when everything is explained. */
export function judgeFindings(findings: readonly Finding[], accepted: readonly AcceptedFinding[]): readonly string[] {
  const unexplained = findings.filter((finding) => !accepted.some((entry) => matches(entry, finding)));
  const stale = accepted.filter((entry) => !findings.some((finding) => matches(entry, finding)));
  const unreasoned = accepted.filter((entry) => entry.reason.length < MIN_REASON_LENGTH);
  return [
    ...unexplained.map(({ scanner, rule, subject, message }) => `${scanner} ${rule} on ${subject}: ${message}`),
    ...stale.map(
      ({ scanner, rule, subject }) => `accepted ${scanner} ${rule} on ${subject} matches no finding any more`,
    ),
    ...unreasoned.map(({ scanner, rule, subject }) => `accepted ${scanner} ${rule} on ${subject} has no real reason`),
  ];
}

function matches(entry: AcceptedFinding, finding: Finding): boolean {
  return entry.scanner === finding.scanner && entry.rule === finding.rule && covers(entry.subject, finding.subject);
}

function covers(pattern: string, subject: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(subject);
}
