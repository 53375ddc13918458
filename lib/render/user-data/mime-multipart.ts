/** A part of multipart user data. */
export interface MimePart {
  /** `text/cloud-config`, `application/node.eks.aws`. */
  readonly contentType: string;
  readonly body: string;
}

// Constant, so that user data changes only with its content. No part may contain it; two dashes and this word never stand in ours.
const BOUNDARY = 'keelson-part-boundary';

/**
 * MIME multipart text that cloud-init and nodeadm both read; each takes the parts of its own type.
 *
 * @see https://awslabs.github.io/amazon-eks-ami/nodeadm/
 */
export function renderMultipart(parts: readonly MimePart[]): string {
  const head = `MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="${BOUNDARY}"\n\n`;
  const body = parts.map((part) => `--${BOUNDARY}\nContent-Type: ${part.contentType}\n\n${part.body}\n`).join('');
  return `${head}${body}--${BOUNDARY}--\n`;
}
