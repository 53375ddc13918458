import { renderDiskKeyStatements } from '../../lib/specs/pool/aws/aws-disk-key';
import { renderDiskKeyCommand } from '../../lib/specs/pool/google/google-disk-key';
import { MarkdownFile } from './support/markdown-file';

const HEADING = 'A key of your own for disks';

function blockOf(path: string, language: string): string {
  const blocks = new MarkdownFile(path).blocksOf(language).filter(({ heading }) => heading.endsWith(HEADING));
  const [only] = blocks;
  if (only === undefined || blocks.length !== 1) throw new Error(`${blocks.length} blocks in ${path}, not one`);
  return only.text;
}

test('the AWS guide prints the statements that the warning prints', () => {
  const key = 'arn:aws:kms:eu-central-1:123456789012:key/4f5c0000-0000-0000-0000-000000000000';
  const printed: unknown = JSON.parse(blockOf('docs/guides/aws.md', 'json'));
  expect(printed).toEqual(JSON.parse(renderDiskKeyStatements(key, '123456789012')));
});

test('the Google guide prints the command that the warning prints', () => {
  const key = 'projects/keys/locations/europe-west4/keyRings/disks/cryptoKeys/nodes';
  expect(blockOf('docs/guides/google.md', 'sh').trim()).toBe(renderDiskKeyCommand(key, 'example-video'));
});
