/**
 * Milliseconds since it was started: the larger of what two clocks say. The wall clock may be set back, by hours, and the
 * other one stands still in some engines while the computer sleeps.
 */
export function startStopwatch(): () => number {
  const [wall, steady] = [Date.now(), performance.now()];
  return () => Math.max(Date.now() - wall, performance.now() - steady);
}
