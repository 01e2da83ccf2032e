import { requestCount } from '../../../../../nodes/shared/api/endpoints/batches';

const COUNTS = { processing: 1, succeeded: 2, errored: 3, canceled: 4, expired: 5 };

test.each([
	['the five that the API has', COUNTS, 15],
	['a total beside them', { ...COUNTS, total: 15 }, 15],
	['some of them', { succeeded: 2 }, 2],
	['one that is null', { ...COUNTS, expired: null }, 10],
	['one that is a text', { ...COUNTS, succeeded: '2' }, undefined],
	['other names alone', { total: 15 }, undefined],
	['none', {}, undefined],
	['nothing', null, undefined],
])('a batch with %s is counted by what the API counts', (_, request_counts, count) => {
	expect(requestCount({ id: 'msgbatch_1', request_counts })).toBe(count);
});
