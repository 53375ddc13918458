const UNITS = { d: 86_400, h: 3600, m: 60, s: 1 };

/** Renders seconds, at least one, as a duration in the notation of Prometheus: `7d4h`. */
export function renderDuration(seconds: number): string {
  let left = seconds;
  return Object.entries(UNITS)
    .map(([unit, length]) => {
      const count = Math.floor(left / length);
      left -= count * length;
      return count === 0 ? '' : `${count}${unit}`;
    })
    .join('');
}
