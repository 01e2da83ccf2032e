import * as workflow from 'n8n-workflow';

/** Whether the tests run in the newest engine; `npm run test:1x` takes that of n8n 1.123. */
const isNewest = 'accumulateTokenUsage' in workflow;

/** A test of something that n8n 1.123 does not have, or words in another way. */
export const newestTest = isNewest ? test : test.skip;
