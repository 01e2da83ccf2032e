import { type Line, lineOf } from './installN8n';

/** Jest's configuration names it. */
declare const N8N_LINE: string;

/** The line of n8n that this test file runs in. */
export const line: Line = lineOf(N8N_LINE);
