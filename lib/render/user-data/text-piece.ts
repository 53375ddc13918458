/** A value that exists only once the control plane exists; the room of the cloud inserts its own reference. */
export type LateValue = 'clusterEndpoint' | 'certificateAuthority';

/** A piece of text that is either known now or filled in by the apply. */
export type TextPiece = { readonly literal: string } | { readonly late: LateValue };

const MARKERS: Readonly<Record<LateValue, string>> = {
  clusterEndpoint: '{{late:clusterEndpoint}}',
  certificateAuthority: '{{late:certificateAuthority}}',
};

/**
 * Placeholder of a late value while a document is composed, until {@link splitLate} splits the document. It needs no escape in
 * YAML, TOML or shell quotes.
 */
export function lateMarker(value: LateValue): string {
  return MARKERS[value];
}

/** Splits a composed document at its placeholders; joining the pieces with the values gives the document. */
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
