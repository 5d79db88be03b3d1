import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test, before, after } from 'node:test';
import type { Browser } from 'playwright-core';
import { serveExample } from '../../scripts/example-server.mjs';
import { root } from '../../scripts/processes.mjs';
import { engines } from './engines.ts';

/**
 * Drives each example as its own tool built it: it sets properties, hears events, updates, unmounts and mounts again.
 * @param build The command that builds what is not there.
 */
export function driveExamples(examples: [name: string, folder: string][], build: string): void {
  for (const [engine, launch] of engines) {
    describe(engine, { skip: launch ? false : `${engine} is not installed` }, () => {
      let browser: Browser | undefined;
      before(async () => (browser = await launch?.()));
      after(() => browser?.close());

      for (const [name, folder] of examples) {
        test(name, async (t) => {
          const files = join(root, 'examples', folder);
          assert.ok(existsSync(join(files, 'index.html')), `It is not built: ${build} builds it.`);
          const server = await serveExample(files);
          t.after(() => server.close());
          const page = await browser?.newPage();
          assert.ok(page);
          t.after(() => page.close());
          const noise: string[] = [];
          page.on('console', (message) => noise.push(message.text()));
          page.on('pageerror', (error) => noise.push(String(error)));
          await page.goto(server.url);

          // Properties: `headers` reaches the server, `time-zone` the rows.
          await page.getByText('Load 1: 2 messages').waitFor();
          const times = page.locator('tbody tr td:nth-child(2)');
          await times.getByText('29-04-2024 23:08').waitFor();
          assert.deepEqual(server.asked, ['Bearer demo']);

          // Updates: another value, and no new request.
          await page.locator('#time-zone').selectOption('Asia/Tokyo');
          await times.getByText('30-04-2024 07:08').waitFor();
          assert.equal(server.asked.length, 1);

          // Events.
          await page.getByRole('button', { name: 'Report Name' }).click();
          await page.getByText('report_name asc').waitFor();

          // Unmounted and mounted again, it is a new element, and heard as the first was.
          await page.getByRole('button', { name: 'Hide usage' }).click();
          await page.locator('usage-dashboard').waitFor({ state: 'detached' });
          await page.getByRole('button', { name: 'Show usage' }).click();
          await page.getByText('Load 2: 2 messages').waitFor();
          await times.getByText('30-04-2024 07:08').waitFor();
          assert.equal(server.asked.length, 2);
          assert.equal(await page.locator('usage-dashboard').count(), 1);
          assert.deepEqual(noise, []);
        });
      }
    });
  }
}
