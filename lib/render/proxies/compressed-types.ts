/** Types of contents that a proxy compresses: texts. Pictures and films are compressed already. */
export const COMPRESSED_TYPES: readonly string[] = [
  'application/javascript',
  'application/json',
  'application/manifest+json',
  'application/xml',
  'image/svg+xml',
  'text/css',
  'text/html',
  'text/javascript',
  'text/plain',
  'text/xml',
];
