import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderChangeTables } from './support/change-tables';
import { ROOT } from './support/markdown-file';

test.each([...renderChangeTables()])(
  'the guide has the table of effects of changes that follows from the fields: %s',
  (name, table) => {
    const [cloud] = name.split(' ');
    expect(readFileSync(join(ROOT, `docs/guides/${cloud}.md`), 'utf8')).toContain(`${table}\n`);
  },
);
