import { Fn } from 'cdktf';
import { renderNodeUserData } from '../../render/user-data/node-user-data';
import type { LateValue, TextPiece } from '../../render/user-data/text-piece';
import type { IEksCluster } from '../eks-cluster-contract';
import type { NodePoolProps } from './node-pool-props';

/** User data of a pool as a Terraform expression: base64 of a text in which endpoint and certificate authority are references. */
export function userDataExpression({ pool, cluster }: NodePoolProps): string {
  return encodePieces(renderNodeUserData({ pool, cluster }), cluster);
}

/**
 * Encodes pieces of text in base64. Each literal goes through `Fn.rawString` and references stay outside, because Terraform would
 * not resolve a reference inside the raw string.
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
 * Renders a literal so that Terraform reads it back unchanged. `Fn.rawString` escapes quotes, newlines and `${`, but neither
 * backslashes nor the template directive `%{`: a line continuation of a shell script would otherwise come out as `\n`.
 */
function escapedString(text: string): string {
  return Fn.rawString(text.replaceAll('\\', '\\\\').replaceAll('%{', '%%{'));
}
