/** A number with the thing that is counted, in messages: `1 block`, `2 blocks`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}
