import type { ContentBlock, Message } from '@anthropic-ai/sdk/resources/messages';
import { append } from '../../shared/append';
import type { StreamEvent } from '../../shared/api/endpoints/accumulateMessage';
import type { AnswerListener } from '../../shared/api/endpoints/answerListener';
import { blockIn, startIn } from '../../shared/api/endpoints/messageShape';
import { deltaOf } from '../../shared/api/endpoints/streamDeltas';
import { isRecord } from '../../shared/json';
import type { SettledPrefill } from '../request/prefill';
import type { ToolNames } from '../request/toolNames';
import { Activity } from './activity';
import { answerText, textBlocks } from './text';
import { BREAK, Voice } from './voice';

/** How an answer is told to whoever listens. */
export interface Speech {
	prefilled: Pick<SettledPrefill, 'prefill' | 'way'>;
	includePrefill: boolean;
	/** Whether thinking and calls of tools are told too. */
	activity: boolean;
	names: ToolNames;
}

/**
 * Tells an answer while it comes, so that everything that was told is the item's text in the end. An attempt
 * that breaks off is followed by another one: what was told is not told twice where the new text begins with
 * it; otherwise a line says so, and the answer is told whole, its earlier turns included.
 *
 * Every answered request is a part of the answer. Between two parts is a blank line if tools ran there; a
 * paused turn goes on without.
 */
export class SpokenAnswer implements AnswerListener {
	private readonly voice: Voice;

	private readonly activity: Activity;

	/** The text of the parts that are complete, with the prefill. */
	private before: string;

	/** Whether a turn was completed since the last text. */
	private isNewTurn = false;

	/** The text of this part that was told, over all attempts. */
	private told = '';

	/** How much text of this part this attempt has. */
	private length = 0;

	/** Whether anything of this attempt was heard. */
	private isHeard = false;

	private prefillIsTold = false;

	/**
	 * Where a model was instructed to begin with the prefill, only the whole first turn says whether it did:
	 * its parts so far. Undefined where the text is told at once.
	 */
	private heldBack: ContentBlock[] | undefined;

	constructor(
		private readonly speech: Speech,
		say: (text: string) => void,
	) {
		const { prefilled, includePrefill, activity, names } = speech;
		this.voice = new Voice(say);
		this.activity = new Activity(this.voice, activity, names);
		const isInstructed = prefilled.way === 'instructed';
		this.heldBack = isInstructed ? [] : undefined;
		this.before = includePrefill && !isInstructed ? prefilled.prefill : '';
	}

	begin(): void {
		this.length = 0;
		this.isHeard = false;
		this.activity.begin();
	}

	hear(event: StreamEvent): void {
		this.isHeard = true;
		this.tellPrefill();
		if (event.type === 'message_start') {
			for (const block of startIn(event.message)?.content ?? []) this.take(block);
		} else if (event.type === 'content_block_start') {
			const block = blockIn(event.content_block);
			if (block !== undefined) this.take(block);
		} else if (event.type === 'content_block_delta' && isRecord(event.delta)) {
			const delta = deltaOf(event.delta);
			if (delta?.type === 'text_delta') this.add(delta.text);
			if (delta?.type === 'thinking_delta') this.activity.thinking(delta.thinking);
		}
	}

	end({ content, stop_reason }: Message): void {
		this.tellPrefill();
		// What came as JSON was not heard before.
		if (!this.isHeard) for (const block of content) this.take(block);
		const isPaused = stop_reason === 'pause_turn';
		this.settle(content, isPaused);
		this.activity.end(content);
		this.before = this.whole;
		this.isNewTurn = (this.isNewTurn && this.told === '') || !isPaused;
		this.told = '';
	}

	/** Nothing more comes: tells what was held back of this text, or that it is another one than was told. */
	finish(text: string): void {
		this.tellPrefill();
		const { whole } = this;
		if (text.startsWith(whole)) this.voice.text(text.slice(whole.length));
		else this.voice.anew(text);
		this.before = text;
		this.told = '';
	}

	/** The text of the answer so far, as it was told. */
	private get whole(): string {
		return this.told === '' ? this.before : this.before + this.gap + this.told;
	}

	private get gap(): string {
		return this.isNewTurn && this.before !== '' ? BREAK : '';
	}

	private tellPrefill(): void {
		if (!this.prefillIsTold) this.voice.text(this.before);
		this.prefillIsTold = true;
	}

	private take(block: ContentBlock): void {
		if (block.type !== 'text') return this.activity.block(block);
		for (const { text } of textBlocks([block])) this.add(text);
	}

	/** Adds to the text of this attempt, and tells what is new in it. */
	private add(text: string): void {
		if (this.heldBack !== undefined) return;
		const known = this.told.slice(this.length, this.length + text.length);
		if (text.startsWith(known)) {
			this.length += text.length;
			this.tell(text.slice(known.length));
		} else {
			this.startAnew(this.told.slice(0, this.length) + text);
		}
	}

	private tell(rest: string): void {
		if (rest === '') return;
		this.voice.text(this.told === '' ? this.gap + rest : rest);
		this.told += rest;
	}

	private startAnew(text: string): void {
		this.told = text;
		this.length = text.length;
		this.activity.startAnew();
		this.voice.anew(this.whole);
	}

	/** The whole text of a part counts, whatever was heard of it. */
	private settle(content: ContentBlock[], isPaused: boolean): void {
		const { prefilled, includePrefill } = this.speech;
		let text: string;
		if (this.heldBack === undefined) {
			text = answerText(content, NO_PREFILL, false);
		} else {
			append(this.heldBack, content);
			if (isPaused) return;
			text = answerText(this.heldBack, prefilled, includePrefill);
			this.heldBack = undefined;
		}
		if (text.startsWith(this.told)) this.tell(text.slice(this.told.length));
		else this.startAnew(text);
	}
}

const NO_PREFILL = { prefill: '', way: 'continued' as const };
