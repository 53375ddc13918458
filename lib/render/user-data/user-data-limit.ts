import { USER_DATA_BYTES } from '../../specs/machine/user-data-bytes';
import { Problems } from '../../values/problems';
import type { LateValue, TextPiece } from './text-piece';

// An endpoint has about 75 bytes and a certificate authority about 1500; the figures below leave a margin.
const LATE_BYTES: Readonly<Record<LateValue, number>> = { clusterEndpoint: 256, certificateAuthority: 2048 };

/** Whose user data is judged, and how it becomes shorter. */
export interface UserDataOwner {
  /** Subject of the message: `pool 'edge'`. */
  readonly subject: string;
  readonly remedy: string;
  /**
   * Most bytes that the cloud accepts.
   * @default - those of EC2
   */
  readonly limitBytes?: number;
}

/**
 * Refuses user data that the cloud would not accept, with late pieces counted at more than their usual size.
 *
 * @throws ConfigError that names the owner.
 */
export function requireUserDataFit(owner: UserDataOwner, pieces: readonly TextPiece[]): void {
  const { subject, remedy, limitBytes = USER_DATA_BYTES.aws } = owner;
  const bytes = pieces.reduce((sum, piece) => sum + sizeOf(piece), 0);
  const problems = new Problems(subject);
  problems.require(bytes <= limitBytes, 'user data', `fit into ${limitBytes} bytes`, bytes, remedy);
  problems.throwIfAny();
}

function sizeOf(piece: TextPiece): number {
  return 'late' in piece ? LATE_BYTES[piece.late] : Buffer.byteLength(piece.literal);
}
