/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { SAMPLE, type Sample } from '../../test/standin';

const FILE = z.strictObject({ about: z.string(), samples: z.array(SAMPLE).min(1) });

/** The sample answers for one example, which may have none. */
export function samplesFor(example: string): Sample[] {
	return names().includes(example) ? readSamples(example) : [];
}

/** The sample answers for all examples. */
export function allSamples(): Sample[] {
	return names().flatMap(readSamples);
}

/** The answers' ids name the example and say that they are samples. */
function readSamples(name: string): Sample[] {
	const { samples } = FILE.parse(JSON.parse(readFileSync(join(__dirname, `${name}.json`), 'utf8')));
	return samples.map((sample, index) => ({ ...sample, id: `msg_sample_${name}_${index + 1}` }));
}

function names(): string[] {
	return readdirSync(__dirname)
		.filter((file) => file.endsWith('.json'))
		.map((file) => file.replace('.json', ''));
}
