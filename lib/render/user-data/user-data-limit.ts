import { Problems } from '../../values/problems';
import type { LateValue, TextPiece } from './text-piece';

// EC2 accepts 16 KiB before base64. An endpoint has about 75 bytes and a certificate authority about 1500; the figures below
// leave a margin.
const LIMIT_BYTES = 16_384;
const LATE_BYTES: Readonly<Record<LateValue, number>> = { clusterEndpoint: 256, certificateAuthority: 2048 };

/** Whose user data is judged, and how it becomes shorter. */
export interface UserDataOwner {
  /** Subject of the message: `pool 'edge'`. */
  readonly subject: string;
  readonly remedy: string;
}

/**
 * Refuses user data that EC2 would not accept, with late pieces counted at more than their usual size.
 *
 * @throws ConfigError that names the owner.
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html
 */
export function requireUserDataFit({ subject, remedy }: UserDataOwner, pieces: readonly TextPiece[]): void {
  const bytes = pieces.reduce((sum, piece) => sum + sizeOf(piece), 0);
  const problems = new Problems(subject);
  problems.require(bytes <= LIMIT_BYTES, 'user data', `fit into ${LIMIT_BYTES} bytes`, bytes, remedy);
  problems.throwIfAny();
}

function sizeOf(piece: TextPiece): number {
  return 'late' in piece ? LATE_BYTES[piece.late] : Buffer.byteLength(piece.literal);
}
