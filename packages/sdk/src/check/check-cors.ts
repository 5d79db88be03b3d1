import { discard } from '../http.ts';
import type { CheckOptions } from './check-options.ts';
import { advice, broken, kept, type Finding } from './finding.ts';

/** May a page of `origin` read this answer, and send the headers that were sent? */
export async function checkCors(
  response: Response,
  options: CheckOptions & { origin: string; timeout: number },
): Promise<Finding[]> {
  const { origin, headers = {} } = options;
  const names = Object.keys(headers).map((name) => name.toLowerCase());
  const findings = [allowed('CORS', response, origin)];
  const echoed = response.headers.get('access-control-allow-origin') === origin;
  if (echoed && !/\borigin\b|\*/i.test(response.headers.get('vary') ?? ''))
    findings.push(advice('Vary', 'does not name Origin, so a cache may give one page the answer for another.'));
  return names.length ? [...findings, await preflight(names, options)] : findings;
}

function allowed(what: string, response: Response, origin: string): Finding {
  const allow = response.headers.get('access-control-allow-origin');
  if (allow === '*' || allow === origin) return kept(what, `Access-Control-Allow-Origin: ${allow}`);
  return broken(what, `Access-Control-Allow-Origin must be ${origin} or *; got ${allow ?? 'nothing'}.`);
}

async function preflight(
  names: string[],
  { url, origin, timeout }: CheckOptions & { origin: string; timeout: number },
): Promise<Finding> {
  const what = 'preflight';
  try {
    const response = await fetch(url, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'GET',
        'access-control-request-headers': names.join(','),
      },
      redirect: 'manual',
      signal: AbortSignal.timeout(timeout),
    });
    discard(response);
    if (!response.ok) return broken(what, `OPTIONS must answer with 200 or 204; got ${response.status}.`);
    const origins = allowed(what, response, origin);
    if (origins.verdict === 'broken') return origins;
    const list = (response.headers.get('access-control-allow-headers') ?? '').toLowerCase().split(/\s*,\s*/);
    // `*` does not cover Authorization.
    const missing = names.filter((name) => !list.includes(name) && (name === 'authorization' || !list.includes('*')));
    if (!missing.length) return kept(what, `allows ${names.join(', ')}`);
    return broken(what, `Access-Control-Allow-Headers must name ${missing.join(', ')}.`);
  } catch {
    return broken(what, 'OPTIONS has no answer.');
  }
}
