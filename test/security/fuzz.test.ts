/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import { feed } from './fuzz/feed';
import { READERS } from './fuzz/readers';
import { Failure, INTERNAL_ERROR, invalidInput } from '../../nodes/shared/errors/failure';

test('every reader takes its own samples, and a wrong one is found', async () => {
	expect(READERS.length).toBeGreaterThan(30);
	for (const reader of READERS) {
		for (const sample of reader.samples) await feed(reader, Buffer.from(sample));
	}
	const wrong: Array<() => unknown> = [
		() => Object(undefined).a.b,
		() => {
			throw new Failure({ message: 'Mine', description: '', type: INTERNAL_ERROR });
		},
		async () => await Promise.reject(new RangeError('Maximum call stack size exceeded')),
		() => {
			for (const started = process.cpuUsage(); process.cpuUsage(started).user < 2_000_000; );
		},
	];
	for (const read of wrong) {
		await expect(feed({ name: 'wrong', samples: [], read }, Buffer.from('x'))).rejects.toThrow();
	}
	const right = () => {
		throw invalidInput('No', '');
	};
	await feed({ name: 'right', samples: [], read: right }, Buffer.from('x'));
});
