import type { AwsNodePoolSpec } from '../../specs/pool/node-pool-spec';
import { Problems } from '../../values/problems';
import type { LateValue, TextPiece } from './text-piece';

// EC2 accepts 16 KiB before base64. An endpoint has about 75 bytes and a certificate authority about 1500; the figures below
// leave a margin.
const LIMIT_BYTES = 16_384;
const LATE_BYTES: Readonly<Record<LateValue, number>> = { clusterEndpoint: 256, certificateAuthority: 2048 };

/**
 * Refuses user data that EC2 would not accept, with late pieces counted at more than their usual size.
 *
 * @throws ConfigError that names the pool.
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html
 */
export function requireUserDataFit(pool: AwsNodePoolSpec, pieces: readonly TextPiece[]): void {
  const bytes = pieces.reduce((sum, piece) => sum + sizeOf(piece), 0);
  const problems = new Problems(`pool '${pool.name}'`);
  problems.require(
    bytes <= LIMIT_BYTES,
    'user data',
    `fit into ${LIMIT_BYTES} bytes`,
    bytes,
    'give the pool fewer or shorter labels, taints and kernel parameters',
  );
  problems.throwIfAny();
}

function sizeOf(piece: TextPiece): number {
  return 'late' in piece ? LATE_BYTES[piece.late] : Buffer.byteLength(piece.literal);
}
