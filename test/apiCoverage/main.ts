/* eslint-disable @n8n/community-nodes/no-restricted-imports */
/** `npm run coverage` writes docs/coverage.md. */
import { writeFileSync } from 'node:fs';
import { coveragePage, PAGE } from './coverage';
import { PLACES } from './places';
import { readSdkNames } from './sdkTypes';

void coveragePage(readSdkNames(), PLACES).then((page) => writeFileSync(PAGE, page));
