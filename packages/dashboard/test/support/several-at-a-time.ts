/** Does the same for each of a list, four at a time: below the six connections that a browser has with a server. */
export async function severalAtATime<T>(list: readonly T[], act: (each: T) => Promise<void>): Promise<void> {
  const rest = list[Symbol.iterator]();
  const work = async () => {
    for (const each of rest) await act(each);
  };
  await Promise.all(Array.from({ length: 4 }, work));
}
