/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { writeFileSync } from 'node:fs';
import { format } from 'prettier';
import { coveragePage, PAGE } from './coverage';
import { readSdkNames } from './sdkTypes';

void format(coveragePage(readSdkNames()), { parser: 'markdown', useTabs: true }).then((page) =>
	writeFileSync(PAGE, page),
);
