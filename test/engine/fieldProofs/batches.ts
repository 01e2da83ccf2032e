import type { INodeParameters } from 'n8n-workflow';
import { madeBatch } from '../batchBed';
import type { StandIn } from '../../standin';
import { BASE, choice, field, option, type Proof } from './proof';

/** Batches with so many requests each, made by another program; the fields name the last. */
const batches =
	(...sizes: number[]) =>
	async (standIn: StandIn): Promise<INodeParameters> => {
		let batchId = '';
		for (const size of sizes) {
			batchId = await madeBatch(standIn, Array<string>(size).fill('Hello'));
		}
		return { batchId };
	};

/** An operation of the resource Batch, beside another one. */
const batched = (from: string, to: string): Proof =>
	choice({ ...field('operation', from, to, { resource: 'batch' }), made: batches(2) });

const listed = { resource: 'batch', operation: 'getAll', limit: 1 };

/** An option of Batch → Create. */
const creating = (name: string, given: INodeParameters = {}): Proof => ({
	...option(name, false, true),
	panel: (value) => ({
		...BASE,
		resource: 'batch',
		operation: 'create',
		options: { ...given, [name]: value },
	}),
});

export const BATCH_PROOFS: Proof[] = [
	choice(field('resource', 'message', 'batch', { operation: 'create' })),
	batched('get', 'cancel'),
	batched('get', 'create'),
	batched('get', 'delete'),
	batched('cancel', 'get'),
	batched('get', 'getAll'),
	batched('get', 'getResults'),
	{
		...field('batchId', 1, 2, { resource: 'batch', operation: 'get' }),
		made: async (standIn, value) => await batches(Number(value))(standIn),
	},
	{ ...field('limit', 1, 2, listed), made: batches(1, 1) },
	{ ...field('returnAll', false, true, listed), made: batches(1, 1) },
	creating('returnRows'),
	creating('waitForCompletion'),
	{ ...creating('cancelOnStop', { waitForCompletion: true }), stops: true },
];
