/** A part of multipart user data. */
export interface MimePart {
  /** Content type, such as `text/cloud-config` or `application/node.eks.aws`. */
  readonly contentType: string;
  readonly body: string;
}

// The boundary is constant, so that user data changes only with its content. No part may contain two dashes followed by this
// text.
const BOUNDARY = 'keelson-part-boundary';

/**
 * Renders MIME multipart text for cloud-init and nodeadm; each of them reads the parts of its own content type.
 *
 * @see https://awslabs.github.io/amazon-eks-ami/nodeadm/
 */
export function renderMultipart(parts: readonly MimePart[]): string {
  const head = `MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="${BOUNDARY}"\n\n`;
  const body = parts.map((part) => `--${BOUNDARY}\nContent-Type: ${part.contentType}\n\n${part.body}\n`).join('');
  return `${head}${body}--${BOUNDARY}--\n`;
}
