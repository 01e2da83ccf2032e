import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { canceled } from '../../shared/api/pacing/clock';
import { reportRun } from '../../shared/api/pacing/reportRun';
import { type Run, startRun } from '../../shared/api/pacing/startRun';
import type { Connection } from '../../shared/api/transport/connection';
import type { Failure } from '../../shared/errors/failure';
import { nodeError } from '../../shared/errors/nodeError';
import { errorItem } from '../output/errorItem';
import { breathing } from './breathing';
import { type Chunks, chunksOf } from './chunks';
import { type ItemContext, isToolRun, itemContexts } from './itemContext';
import { attempt, concealed, failedAt, type Outcome } from './outcome';

/** What an item becomes: one item or several. */
export type Items = INodeExecutionData | INodeExecutionData[];

/** What became of something that belongs to an input item. */
export interface PlacedOutcome {
	outcome: Outcome<INodeExecutionData>;
	itemIndex: number;
}

/**
 * One run of the node: what every operation shares, whatever it makes of the items. Checking before sending,
 * lanes, Stop, error items and the hidden secrets are here.
 */
export class NodeRun {
	readonly goOn: boolean;

	readonly count: number;

	readonly signal: AbortSignal | undefined;

	/** Where answers are told while they come. */
	private readonly chunks: Chunks | undefined;

	private readonly items: INodeExecutionData[];

	private readonly contextOf: ReturnType<typeof itemContexts>;

	/** @param tells whether a chat or webhook that waits hears the answers while they come */
	constructor(
		private readonly context: IExecuteFunctions,
		{ tells = false } = {},
	) {
		this.items = context.getInputData();
		this.count = this.items.length;
		this.goOn = context.continueOnFail();
		this.signal = context.getExecutionCancelSignal();
		this.chunks = tells ? chunksOf(context, isToolRun(context)) : undefined;
		this.contextOf = itemContexts(context, this.chunks);
	}

	/** An input item. */
	item(itemIndex: number): INodeExecutionData {
		return this.items[itemIndex] ?? { json: {} };
	}

	/** Works on one item; a failure names the item, and no secret of its credential. */
	async attempt<Value>(
		itemIndex: number,
		work: (item: ItemContext) => Promise<Value>,
	): Promise<Outcome<Value>> {
		let connection: Connection | undefined;
		const place = { itemIndex, total: this.count };
		const outcome = await attempt(place, async () => {
			const item = this.known(itemIndex) ?? (await this.contextAt(itemIndex));
			({ connection } = item);
			return await work(item);
		});
		return concealed(outcome, connection);
	}

	/**
	 * The same for an item that was checked before.
	 *
	 * @throws Failure
	 */
	async again<Value>(
		itemIndex: number,
		work: (item: ItemContext) => Promise<Value>,
	): Promise<Value> {
		const outcome = await this.attempt(itemIndex, work);
		if (!outcome.ok) throw outcome.failure;
		return outcome.value;
	}

	/** The last context is kept: all results of a batch may belong to one item. */
	private known(itemIndex: number): ItemContext | undefined {
		return this.last?.itemIndex === itemIndex ? this.last : undefined;
	}

	private async contextAt(itemIndex: number): Promise<ItemContext> {
		this.last = await this.contextOf(this.item(itemIndex), itemIndex);
		return this.last;
	}

	private last: ItemContext | undefined;

	/**
	 * Reads and checks every item, and lets n8n breathe in between.
	 *
	 * @throws NodeError of the first mistake, with Stop on error
	 */
	async checkAll<Value>(
		check: (item: ItemContext) => Promise<Value>,
	): Promise<Array<Outcome<Value>>> {
		const breathe = breathing();
		const outcomes: Array<Outcome<Value>> = [];
		for (let itemIndex = 0; itemIndex < this.count; itemIndex++) {
			await breathe();
			const outcome = await this.attempt(itemIndex, check);
			if (!outcome.ok && !this.goOn) {
				this.chunks?.stop(itemIndex, outcome.failure.message);
				throw this.stopped({ ...outcome, itemIndex }, 0);
			}
			outcomes.push(outcome);
		}
		return outcomes;
	}

	start(settings: { concurrency: number; primes?: boolean }): Run {
		const log = (message: string) => this.context.logger.info(message);
		return startRun({ ...settings, signal: this.signal, log });
	}

	/** Works in lanes on the items that passed their check; with Stop on error nothing starts after a failure. */
	async inLanes<Checked, Value>(
		run: Run,
		checked: ReadonlyArray<Outcome<Checked>>,
		work: (checked: Checked, itemIndex: number) => Promise<Outcome<Value>>,
	): Promise<Array<Outcome<Value> | undefined>> {
		let failed = false;
		const outcomes = await run.lanes.run(
			checked.length,
			async (itemIndex) => {
				const before = checked[itemIndex];
				const outcome = before?.ok ? await work(before.value, itemIndex) : before;
				this.chunks?.close(itemIndex, outcome?.ok === false ? outcome.failure.message : undefined);
				if (before?.ok === false) return before;
				failed ||= outcome?.ok === false;
				return outcome;
			},
			() => (this.goOn || !failed) && this.signal?.aborted !== true,
		);
		this.report(run);
		return outcomes;
	}

	report(run: Run): void {
		reportRun(this.context, run);
	}

	/**
	 * The items of the run: what each item became, or its error item.
	 *
	 * @param isLost false where the answers can be had again for nothing
	 * @throws NodeError of the first failure, with Stop on error
	 */
	settle(
		outcomes: ReadonlyArray<Outcome<Items> | undefined>,
		{ isLost = true }: { isLost?: boolean } = {},
	): INodeExecutionData[] {
		const failed = failedAt(outcomes);
		if (failed !== undefined && !this.goOn) {
			const answered = outcomes.filter((outcome) => outcome?.ok).length;
			throw this.stopped(failed, isLost ? answered : undefined);
		}
		return outcomes.flatMap((outcome, itemIndex) =>
			outcome?.ok ? outcome.value : errorItem(outcome?.failure ?? canceled(), itemIndex),
		);
	}

	/**
	 * The items of outcomes that are not one for each input item. None of them is lost with a failure: they can
	 * be had again for nothing.
	 *
	 * @throws NodeError of the first failure, with Stop on error
	 */
	placed(outcomes: readonly PlacedOutcome[]): INodeExecutionData[] {
		return outcomes.map(({ outcome, itemIndex }) => {
			if (outcome.ok) return outcome.value;
			if (!this.goOn) throw this.stopped({ ...outcome, itemIndex });
			return errorItem(outcome.failure, itemIndex);
		});
	}

	/**
	 * @param at the failure, and the item that stopped the run; without an item all of them did
	 * @param answered how many answers are lost with it; undefined where none is
	 */
	stopped(at: { failure: Failure; itemIndex?: number }, answered?: number) {
		const { failure, itemIndex } = at;
		const progress =
			itemIndex === undefined ? undefined : { itemIndex, answered, total: this.count };
		return nodeError(this.context.getNode(), failure, progress);
	}
}
