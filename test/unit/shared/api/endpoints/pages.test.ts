import { allPages, type SizedPage } from '../../../../../nodes/shared/api/endpoints/pages';

/** A server that answers with these pages, one after the other, and then with the first again. */
async function listed(pages: Array<SizedPage['page']>): Promise<{ ids: unknown[]; asked: number }> {
	let asked = 0;
	const entries = await allPages({ most: undefined }, async () => {
		const page = pages[asked++ % pages.length] ?? { data: [] };
		return { page, length: 10 };
	});
	return { ids: entries.map(({ id }) => id), asked };
}

const after = (last_id: string, ...ids: string[]) => ({
	data: ids.map((id) => ({ id })),
	has_more: true,
	last_id,
});

test('a gateway that goes in a circle comes to an end', async () => {
	expect(await listed([after('b', 'a', 'b'), after('d', 'c', 'd'), after('b', 'e')])).toEqual({
		ids: ['a', 'b', 'c', 'd', 'e'],
		asked: 3,
	});
});

test('a gateway that ignores where to go on gives every entry once', async () => {
	expect((await listed([after('b', 'a', 'b'), after('c', 'a', 'b')])).ids).toEqual(['a', 'b']);
});

test('an empty page ends a list, as it does for the official SDK', async () => {
	const page = (next_page: string, ...data: unknown[]) => ({ data, next_page });
	expect(await listed([page('2', { id: 'a' }), page('3'), page('4')])).toEqual({
		ids: ['a'],
		asked: 2,
	});
});

test('entries without an ID are all kept', async () => {
	const { ids } = await listed([{ data: [{ name: 'a' }, { name: 'b' }] }]);
	expect(ids).toHaveLength(2);
});
