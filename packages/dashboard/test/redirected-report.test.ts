import { expect } from '@open-wc/testing';
import { HttpStatusError, createUpstream } from '@usage/sdk';
import { freshName } from './support/dashboard.ts';

// Here, since browsers alone hide where a redirect leads; the tests of the SDK run in Node.

const reportAt = (fault: string) => {
  const baseUrl = `${location.origin}/faults/${fault}/${freshName()}`;
  return createUpstream({ baseUrl }).report(5392);
};

it('a report that answers 404 is none, and one that a redirect has led to a 404 has failed', async () => {
  expect(await reportAt('status-404')).to.equal(undefined);
  const error = await reportAt('redirect-to-404').catch((reason: unknown) => reason);
  expect(error).to.be.instanceOf(HttpStatusError);
  expect((error as HttpStatusError).status).to.equal(404);
});
