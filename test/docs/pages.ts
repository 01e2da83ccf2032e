/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { join } from 'node:path';
import { errorsPage } from './errors/errorsPage';
import { fieldsPage } from './fields/fieldsPage';

/** A page that `npm run docs:generate` writes. */
export interface GeneratedPage {
	/** As in `reference/fields.md`. */
	name: string;
	path: string;
	make(): Promise<string>;
}

const page = (name: string, make: GeneratedPage['make']): GeneratedPage => ({
	name,
	path: join(__dirname, '../../docs', name),
	make,
});

/** The pages that are made from the code. */
export const PAGES: readonly GeneratedPage[] = [
	page('reference/fields.md', fieldsPage),
	page('reference/errors.md', errorsPage),
];
