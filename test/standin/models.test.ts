import Anthropic from '@anthropic-ai/sdk';
import { startStandIn } from './index';
import { manyModels } from './models/manyModels';
import { get, refusal, sdk, useStandIn } from './testkit';

const standIn = useStandIn();

describe('the list of models', () => {
	it('holds the active and deprecated ones, newest first', async () => {
		const models = [];
		for await (const model of sdk(standIn()).models.list()) models.push(model);
		const ids = models.map(({ id }) => id);
		expect(ids.slice(0, 4)).toEqual([
			'claude-fable-5-2',
			'claude-mythos-5-2',
			'claude-haiku-5-5',
			'claude-sonnet-5-5',
		]);
		expect(ids).toHaveLength(19);
		const dates = models.map((model) => model.created_at);
		expect(dates).toEqual([...dates].sort().reverse());
		expect(new Set(models.map(({ lifecycle }) => lifecycle))).toEqual(
			new Set(['active', 'deprecated']),
		);
	});

	it('shows the retired ones only when asked for', async () => {
		const page = await sdk(standIn()).models.list({ lifecycle: ['retired'] });
		expect(page.data.map(({ lifecycle }) => lifecycle)).toEqual(page.data.map(() => 'retired'));
		expect(page.data.map(({ id }) => id)).toContain('claude-opus-4-1-20250805');
	});

	it('comes in pages of 20 unless told otherwise, and pages forward to the end', async () => {
		const own = await startStandIn();
		own.setModels(manyModels(1005));
		const first = await get(own, '/v1/models');
		expect(first.json).toMatchObject({ has_more: true, first_id: 'model-0', last_id: 'model-19' });
		const all = [];
		for await (const model of sdk(own).models.list({ limit: 1000 })) all.push(model.id);
		expect(all).toEqual(manyModels(1005).map(({ id }) => id));
		expect(own.requests.map(({ query }) => query)).toEqual([
			{},
			{ limit: '1000' },
			{ limit: '1000', after_id: 'model-999' },
		]);
		await own.close();
	});

	it('pages backward from before_id', async () => {
		const own = await startStandIn();
		own.setModels(manyModels(10));
		const page = await get(own, '/v1/models?limit=3&before_id=model-5');
		expect(page.json).toMatchObject({ has_more: true, first_id: 'model-2', last_id: 'model-4' });
		const start = await get(own, '/v1/models?limit=3&before_id=model-2');
		expect(start.json).toMatchObject({ has_more: false, first_id: 'model-0', last_id: 'model-1' });
		await own.close();
	});

	it.each([
		['limit=0', 'limit'],
		['limit=1001', 'limit'],
		['limit=x', 'limit'],
		['after_id=nope', 'after_id'],
		['lifecycle[]=old', 'lifecycle'],
		['page=2', 'page'],
	])('is refused with %s', async (query, place) => {
		const wrong = refusal(400, 'invalid_request_error', `${place}: `);
		expect(await get(standIn(), `/v1/models?${query}`)).toMatchObject(wrong);
	});
});

describe('one model', () => {
	it('is found by its dated id and by its alias', async () => {
		const client = sdk(standIn());
		const byAlias = await client.models.retrieve('claude-haiku-4-5');
		const byId = await client.models.retrieve('claude-haiku-4-5-20251001');
		expect({ ...byAlias }).toEqual({ ...byId });
		expect(byId).toMatchObject({
			id: 'claude-haiku-4-5-20251001',
			display_name: 'Claude Haiku 4.5',
			created_at: '2025-10-15T00:00:00Z',
			line: 'haiku',
			max_input_tokens: 200_000,
			max_tokens: 64_000,
			capabilities: {
				effort: { supported: false },
				thinking: { types: { enabled: { supported: true } } },
			},
		});
	});

	it('tells when it is to be retired', async () => {
		const model = await sdk(standIn()).models.retrieve('claude-sonnet-4-5');
		expect(model).toMatchObject({ lifecycle: 'deprecated', retires_at: '2026-11-30T00:00:00Z' });
	});

	it('is not found under another name', async () => {
		await expect(sdk(standIn()).models.retrieve('claude-haiku')).rejects.toThrow(
			Anthropic.NotFoundError,
		);
	});
});
