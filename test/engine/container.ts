/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { createRequire } from 'node:module';

const requireFromCore = createRequire(require.resolve('n8n-core'));

/** n8n-core's own copy of the container: another copy may stand beside it in node_modules. */
export const { Container } = requireFromCore('@n8n/di') as typeof import('@n8n/di');
