import type { CommonGroupMembers } from '../../specs/group/group-fields';
import { compareText } from '../../values/compare-text';
import { renderCloudConfig } from './cloud-config';
import { requireUserDataFit } from './user-data-limit';

/**
 * User data of a machine that is no node, as `text/cloud-config`; undefined where the group states no files and no commands, because the
 * image then need not have cloud-init.
 *
 * @param limitBytes most bytes of text that the cloud accepts.
 * @throws ConfigError where the cloud would not accept so much text.
 */
export function renderGroupUserData(
  group: Pick<CommonGroupMembers, 'name' | 'files' | 'commands'>,
  limitBytes: number,
): string | undefined {
  const { name, commands } = group;
  const files = Object.entries(group.files).sort(([left], [right]) => compareText(left, right));
  if (files.length === 0 && commands.length === 0) return undefined;
  const text = renderCloudConfig({
    files: files.map(([path, { content, mode }]) => ({ path, content, mode })),
    commands,
  });
  const remedy = 'shorten the files, or put them into the image';
  requireUserDataFit({ subject: `group '${name}'`, remedy, limitBytes }, [{ literal: text }]);
  return text;
}
