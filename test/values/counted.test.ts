import { counted } from '../../lib/values/counted';

test('a thing that is counted is in the plural unless it is one', () => {
  expect([0, 1, 2].map((count) => counted(count, 'block'))).toEqual(['0 blocks', '1 block', '2 blocks']);
  expect([1, 2].map((count) => counted(count, 'address', 'addresses'))).toEqual(['1 address', '2 addresses']);
});
