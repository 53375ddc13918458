import { Fn } from 'cdktf';
import { renderNodeUserData } from '../../render/user-data/node-user-data';
import type { LateValue, TextPiece } from '../../render/user-data/text-piece';
import type { IEksCluster } from '../eks-cluster-contract';
import type { NodePoolProps } from './node-pool-props';

/** User data of a pool as a Terraform expression: base64 of text in which endpoint and certificate authority are references. */
export function userDataExpression({ pool, cluster }: NodePoolProps): string {
  return encodePieces(renderNodeUserData({ pool, cluster }), cluster);
}

/**
 * Base64 of pieces of text. Literals go through `Fn.rawString` each and references stay outside it: a reference inside would
 * come out as dead text.
 */
export function encodePieces(pieces: readonly TextPiece[], cluster: IEksCluster): string {
  const values: Readonly<Record<LateValue, string>> = {
    clusterEndpoint: cluster.endpoint,
    certificateAuthority: cluster.certificateAuthority,
  };
  const parts = pieces.map((piece) => ('late' in piece ? values[piece.late] : escapedString(piece.literal)));
  return Fn.base64encode(Fn.join('', parts));
}

/**
 * A literal that Terraform reads back as it is. `Fn.rawString` escapes quotes, newlines and `${`; it leaves backslashes, so
 * that a shell's line continuation would become the letters `\n`, and the template directive `%{`.
 */
function escapedString(text: string): string {
  return Fn.rawString(text.replaceAll('\\', '\\\\').replaceAll('%{', '%%{'));
}
