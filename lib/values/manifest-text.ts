/** Why a text cannot be written into a manifest, as the rule that it breaks and the remedy. */
export interface UnwritableText {
  /** The rule as a phrase that completes "must". */
  readonly rule: string;
  /** What to do about the text. */
  readonly remedy: string;
}

/** Nearly every text of a manifest: one line of printable ASCII, which the other patterns need not read. */
const PLAIN = /^[ -~]*$/;

const BLANK = /^[ \t\n]*$/;

/** Control characters, line separators of Unicode, halves of a pair, and code points that are no characters. */
const UNREADABLE = /[\u007f-\u009f\u2028\u2029\ufffe\uffff]|\p{Surrogate}/u;

/** A text in several lines is written as an indented block, whose indentation kubectl counts on the first line that is not empty. */
const LEADING_TAB = /^\n*\t/;

/**
 * Why `kubectl` would read a text otherwise than it was stated, or would not read its whole file; undefined for every other text.
 * Tried with kubectl 1.32 and the YAML that cdk8s 2.70 writes, in November 2026.
 *
 * @see https://github.com/kubernetes-sigs/yaml/blob/v1.6.0/goyaml.v2/readerc.go
 */
export function unwritableText(text: string): UnwritableText | undefined {
  if (PLAIN.test(text)) return undefined;
  if (UNREADABLE.test(text)) {
    const rule =
      'hold no control characters and no line separators of Unicode, because kubectl could not read its file';
    return { rule, remedy: 'remove them, or write them in an escaped form that the program itself reads' };
  }
  if (!text.includes('\n')) return undefined;
  if (/[ \t]/.test(text) && BLANK.test(text)) {
    const rule = 'hold more than blank lines, because their spaces and tabs would be lost in the manifest';
    return { rule, remedy: 'leave the spaces and tabs out' };
  }
  if (LEADING_TAB.test(text) && !text.includes('\r')) {
    const rule = 'not begin with a tab where it has several lines, because kubectl could not read its file';
    return { rule, remedy: 'indent the first line with spaces, or begin with a line of comment' };
  }
  return undefined;
}
