/** A value that exists only once the control plane does; a cloud's room puts its own reference there. */
export type LateValue = 'clusterEndpoint' | 'certificateAuthority';

/** A stretch of text: known now, or filled in when the infrastructure is applied. */
export type TextPiece = { readonly literal: string } | { readonly late: LateValue };

const MARKERS: Readonly<Record<LateValue, string>> = {
  clusterEndpoint: '{{late:clusterEndpoint}}',
  certificateAuthority: '{{late:certificateAuthority}}',
};

/** Stands for a late value while a document is composed; {@link splitLate} takes it out again. Needs no escape in YAML, TOML or shell quotes. */
export function lateMarker(value: LateValue): string {
  return MARKERS[value];
}

/** Splits a composed document at its markers; joining the pieces with the values gives the document. */
export function splitLate(text: string): readonly TextPiece[] {
  return text
    .split(/(\{\{late:\w+\}\})/)
    .filter((part) => part !== '')
    .map(toPiece);
}

function toPiece(part: string): TextPiece {
  const late = (Object.keys(MARKERS) as LateValue[]).find((value) => MARKERS[value] === part);
  return late === undefined ? { literal: part } : { late };
}
