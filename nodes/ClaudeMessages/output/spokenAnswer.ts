import type { Message } from '@anthropic-ai/sdk/resources/messages';
import type { StreamEvent } from '../../shared/api/endpoints/accumulateMessage';
import type { AnswerListener } from '../../shared/api/endpoints/answerListener';
import { isRecord } from '../../shared/json';
import type { SettledPrefill } from '../request/prefill';
import type { ToolNames } from '../request/toolNames';
import { answerText } from './text';

/** How an answer is told to whoever listens. */
export interface Speech {
	prefilled: Pick<SettledPrefill, 'prefill' | 'way'>;
	includePrefill: boolean;
	/** Whether thinking and calls of tools are told too. */
	activity: boolean;
	names: ToolNames;
}

/** Between the texts of two turns. */
const BREAK = '\n\n';

const ANEW = '\n\n[The connection broke, and the answer starts anew.]\n\n';

/**
 * Tells an answer while it comes. An attempt that breaks off is followed by another one: what was told is
 * not told twice where the new text begins with it; otherwise a line says so, and the new text is told whole.
 */
export class SpokenAnswer implements AnswerListener {
	/** Whole turns so far. */
	private turns = 0;

	/** Whether an earlier turn had text. */
	private hasText = false;

	/** The text of this turn that was told, over all attempts. */
	private told = '';

	/** Attempts at this turn. */
	private attempts = 0;

	/** How much text this attempt has. */
	private length = 0;

	constructor(
		private readonly speech: Speech,
		private readonly say: (text: string) => void,
	) {}

	begin(): void {
		this.length = 0;
		this.attempts++;
		const { prefilled, includePrefill } = this.speech;
		const isFirst = this.turns === 0 && this.attempts === 1;
		if (isFirst && includePrefill && !this.isHeldBack) this.sayAny(prefilled.prefill);
	}

	hear({ type, content_block: block, delta }: StreamEvent): void {
		if (type === 'content_block_start' && isRecord(block)) this.mentionStart(block);
		if (type !== 'content_block_delta' || !isRecord(delta)) return;
		if (typeof delta.text === 'string' && !this.isHeldBack) this.add(delta.text);
		if (typeof delta.thinking === 'string') this.mention(delta.thinking);
	}

	end({ content }: Message): void {
		const { prefilled, includePrefill } = this.speech;
		if (this.isHeldBack) this.add(answerText(content, prefilled, includePrefill));
		// What came as JSON was not heard before.
		else if (this.length === 0) this.add(answerText(content, NO_PREFILL, false));
		if (this.length < this.told.length) this.startAnew(this.told.slice(0, this.length));
		this.mentionCalls(content);
		this.turns++;
		this.attempts = 0;
		this.hasText ||= this.told !== '';
		this.told = '';
	}

	/** Where a model was instructed to begin with the prefill, only the whole text says whether it did. */
	private get isHeldBack(): boolean {
		return this.turns === 0 && this.speech.prefilled.way === 'instructed';
	}

	/** Adds to the text of this attempt, and tells what is new in it. */
	private add(text: string): void {
		const known = this.told.slice(this.length, this.length + text.length);
		this.length += text.length;
		if (!text.startsWith(known)) {
			this.startAnew(this.told.slice(0, this.length - text.length) + text);
			return;
		}
		const rest = text.slice(known.length);
		if (rest === '') return;
		if (this.told === '' && this.hasText) this.say(BREAK);
		this.told += rest;
		this.say(rest);
	}

	private startAnew(text: string): void {
		this.say(ANEW);
		this.told = text;
		this.length = text.length;
		this.sayAny(text);
	}

	private mentionStart({ type, name }: Record<string, unknown>): void {
		if (type === 'thinking') this.mention('\n[Thinking] ');
		if (type === 'server_tool_use' || type === 'mcp_tool_use') {
			this.mention(`\n[${String(name)}]\n`);
		}
	}

	private mentionCalls(content: Message['content']): void {
		for (const block of content) {
			if (block.type !== 'tool_use' || !this.speech.activity) continue;
			const name = this.speech.names.ownName(block.name);
			this.say(`\n[${name} ${JSON.stringify(block.input)}]\n`);
		}
	}

	/** Only for the first attempt: the listener has heard it by the next one. */
	private mention(text: string): void {
		if (this.speech.activity && this.attempts === 1) this.sayAny(text);
	}

	private sayAny(text: string): void {
		if (text !== '') this.say(text);
	}
}

const NO_PREFILL = { prefill: '', way: 'continued' as const };
