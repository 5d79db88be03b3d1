// The /usage contract on your own database. Run it: npm install && npm start
import { inspect } from 'node:util';
import express from 'express';

// Yours: what a customer used, credits in whole hundredths; and who asks, by a session or token.
const rows = [
  { id: 1000, at: new Date('2024-04-29T02:08:29.375Z'), report: 'Short Lease Report', amount: 6100 },
  { id: 1002, at: new Date('2024-04-29T07:27:34.985Z'), report: undefined, amount: 440 },
];
const customerOf = (/** @type {string | undefined} */ token) => (token === 'Bearer demo' ? 'demo' : undefined);
const usageOf = async (/** @type {string} */ customer) => (customer === 'demo' ? rows : []);

// Yours: the names of your server. A foreign page can make its own name resolve to this machine (DNS rebinding).
const isOurs = (/** @type {string} */ host) => /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i.test(host);

const app = express();

app.use((request, response, next) => {
  if (isOurs(request.headers.host ?? '')) return next();
  return fail(response, 421, 'misdirected', 'This server has another name: "Host" must be localhost.');
});

app.get('/usage', async (request, response) => {
  const customer = customerOf(request.headers.authorization);
  if (!customer) return fail(response, 401, 'unauthorized', 'Sign in to see your usage.');
  const usage = (await usageOf(customer)).map(({ id, at, report, amount }) => ({
    message_id: id,
    timestamp: at.toISOString(),
    // Undefined is left out of JSON, as the contract asks.
    report_name: report,
    credits_used: amount / 100,
  }));
  response.set('Cache-Control', 'no-store').json({ usage });
});

/** @type {import('express').ErrorRequestHandler} Express knows it by its four parameters. */
const failed = (error, _request, response, _next) => {
  // A sentence for the customer; the reason stays in the log.
  console.error(printable(inspect(error)));
  return fail(response, 503, 'internal_error', 'The usage is not there. Try again later.');
};
app.use(failed);

/** @type {(text: string) => string} Escapes what a terminal would act on, and indents continuation lines. */
const printable = (text) =>
  text.replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu, (character) =>
    character === '\n' ? '\n  ' : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** @type {(response: import('express').Response, status: number, code: string, message: string) => void} */
function fail(response, status, code, message) {
  response.status(status).set('Cache-Control', 'no-store').json({ error: { code, message } });
}

app.listen(Number(process.env.PORT ?? 5002), '127.0.0.1', () => console.log('GET /usage is served.'));
