import { Session } from '../../harness/session';
import { synthesizedEnvironments } from '../../harness/synthesized';
import { BROKEN_USER_DATA, brokenText } from './corpus';
import { environmentUserData, fixtureUserData, poolsOnAws } from './user-data-forms';
import { judgeUserData, type NodeUserData } from './user-data-judge';

async function judgeAll(texts: readonly NodeUserData[]): Promise<readonly string[]> {
  const complaints: string[] = [];
  for (const data of texts) {
    complaints.push(...(await judgeUserData(data)).map((complaint) => `${data.name}: ${complaint}`));
  }
  return complaints;
}

test.each(fixtureUserData())('the judge accepts the user data of the form $name', async (data) => {
  expect(await judgeUserData(data)).toEqual([]);
});

test('the judge accepts the user data of every pool of every environment in the applied state', async () => {
  const texts = await environmentUserData();
  const pools = poolsOnAws(synthesizedEnvironments().map((environment) => environment.name));
  expect(texts.map((data) => data.name).sort()).toEqual([...pools].sort());
  expect(await judgeAll(texts)).toEqual([]);
  const session = Session.current();
  session.fact('node-boot', 'pools and forms', texts.length + fixtureUserData().length);
  session.fact(
    'node-boot',
    'largest user data in bytes',
    Math.max(...texts.map(({ text }) => Buffer.byteLength(text))),
  );
  session.fact('node-boot', 'negative controls', BROKEN_USER_DATA.length);
});

test.each(BROKEN_USER_DATA)('refuses $what', async (broken) => {
  expect(await judgeUserData(brokenText(broken))).toContainEqual(expect.stringContaining(broken.complaint));
});
