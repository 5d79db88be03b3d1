import { setImmediate as nextTurn } from 'node:timers/promises';
import type { TestContext } from 'node:test';
import { UsageClient } from '../src/reading/usage-client.ts';
import type { UsageClientOptions } from '../src/reading/usage-client-options.ts';
import { send, serve } from './local-server.ts';
import { item } from './usage-items.ts';

/** A server whose answers wait until they are let go, or not: `answers` gives its credits in turn, the last for good. */
export async function serverOf(t: TestContext, ...answers: number[]) {
  const held: { token: string; answer: (credits: number, status?: number) => void }[] = [];
  const { origin, requests } = await serve(t, (request, response) => {
    const token = String(request.headers.authorization);
    const answer = (credits_used: number, status = 200) =>
      send(response, status === 200 ? { usage: [item({ credits_used })] } : {}, status);
    held.push({ token, answer });
    const credits = answers[Math.min(held.length, answers.length) - 1];
    if (credits !== undefined) answer(credits);
  });
  const sent = async (count: number) => {
    while (held.length < count) await nextTurn();
    return held[count - 1]!;
  };
  const client = (options: Partial<UsageClientOptions> = {}) => new UsageClient({ url: `${origin}/usage`, ...options });
  const tokens = () => held.map(({ token }) => token);
  return { client, sent, requests, tokens };
}

/** What a client has to show, each time that it tells. */
export function watch(client: UsageClient) {
  const seen: (number | undefined)[] = [];
  const end = client.subscribe(() => seen.push(client.current?.totalAmount));
  return { seen, end };
}
