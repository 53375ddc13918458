import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './steps.mjs';

/** What a block of each language is on a page that somebody follows. */
const FILE_LANGUAGES = ['ts', 'yaml', 'json'];
const COMMAND_LANGUAGE = 'sh';

/**
 * Reads a Markdown page as somebody follows it.
 *
 * A block is a file where its first line is a comment with a path (`// apps/platform.ts`, `# cdk8s.yaml`), or where the line of prose
 * before it is a path alone in backticks, since JSON has no comments. Each line of a block of `sh` is a command, without its comment.
 *
 * @param path below the repository.
 * @returns `files` by path, and `commands` in their order.
 */
export function readPage(path) {
  const files = {};
  const commands = [];
  const lines = readFileSync(join(ROOT, path), 'utf8').split('\n');
  let open;
  let prose = '';
  for (const line of lines) {
    const fence = /^```(\S*)$/.exec(line);
    if (open === undefined && fence === null) prose = line.trim() === '' ? prose : line;
    else if (open === undefined) open = { language: fence[1], caption: /^`([^`\s]+)`$/.exec(prose)?.[1], text: [] };
    else if (fence === null) open.text.push(line);
    else {
      take(open, files, commands);
      open = undefined;
      prose = '';
    }
  }
  return { files, commands };
}

function take({ language, caption, text }, files, commands) {
  if (language === COMMAND_LANGUAGE) {
    commands.push(...text.map((line) => line.replace(/\s+#.*$/, '').trim()).filter((line) => line !== ''));
  }
  if (!FILE_LANGUAGES.includes(language)) return;
  const path = caption ?? /^(?:\/\/|#) (\S+\.\w+)$/.exec(text[0] ?? '')?.[1];
  if (path !== undefined) files[path] = `${text.join('\n')}\n`;
}
