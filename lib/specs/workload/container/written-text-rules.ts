import type { Problems } from '../../../values/problems';

const BLANK = /^[ \t\n]*$/;

/** Judges a text that gets into a manifest as it is: cdk8s writes a text of blank lines alone so that their spaces and tabs are lost. */
export function judgeWrittenText(at: string, text: string, problems: Problems): void {
  const isLost = text.includes('\n') && /[ \t]/.test(text) && BLANK.test(text);
  const rule = 'hold more than blank lines, because their spaces and tabs would be lost in the manifest';
  problems.require(!isLost, at, rule, text, 'leave the spaces and tabs out');
}
