/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { isDeepStrictEqual } from 'node:util';
import type Anthropic from '@anthropic-ai/sdk';
import Ajv from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import type { Passage } from '../answer/proof';
import type { MessageBody } from '../rules/messageRequest';
import { isRecord } from '../rules/shape';
import { citePage } from '../answer/citations';
import { attachmentsIn } from '../facts/attachments';
import { toolUse } from '../script/toolCalls';
import type { AnswerPart, Sample } from './sample';
import { transcriptOf, type DigestOf } from './transcript';

const ajv = addFormats(new Ajv({ strict: false, validateFormats: true }));

/** A sample as the answer to a request. */
export interface SampleAnswer {
	id: string;
	passages: Passage[];
	calls: Anthropic.ToolUseBlock[];
}

/**
 * Answers that were written beforehand. One is only given to the request that it was written for: the same
 * conversation to the letter and the byte, and a schema or tool that the answer fits.
 */
export class Samples {
	constructor(
		private readonly list: readonly Sample[],
		private readonly digestOf: DigestOf,
	) {}

	for(body: MessageBody): SampleAnswer | undefined {
		if (this.list.length === 0) return undefined;
		const turns = transcriptOf(body.messages, this.digestOf);
		const sample = this.list.find(
			({ asked, answer }) =>
				isDeepStrictEqual(asked.turns, turns) &&
				isInstructed(body, asked.system) &&
				isPossible(body, answer),
		);
		if (sample === undefined) return undefined;
		return {
			id: sample.id,
			passages: sample.answer.flatMap((part) => passagesOf(part, body)),
			calls: sample.answer.flatMap((part) =>
				isCall(part) ? [toolUse(part.tool, part.input)] : [],
			),
		};
	}
}

function isInstructed({ system = '' }: MessageBody, wanted: readonly string[] = []): boolean {
	const text = typeof system === 'string' ? system : system.map((block) => block.text).join('');
	return wanted.length === 0 ? text === '' : wanted.every((passage) => text.includes(passage));
}

/** Whether Claude could answer so: JSON that the schema asks for, calls of tools that are there, citations where they are on. */
function isPossible(body: MessageBody, answer: readonly AnswerPart[]): boolean {
	const schema = body.output_config?.format?.schema;
	const calls = answer.filter(isCall);
	if (calls.length > 0) return calls.every((call) => mayCall(body, call));
	return answer.every((part) => {
		if (isJson(part)) return schema !== undefined && ajv.validate(schema, part.json);
		if (isCitation(part) && citationOf(part, body) === undefined) return false;
		return schema === undefined;
	});
}

function mayCall({ tools = [], tool_choice: choice }: MessageBody, call: CallPart): boolean {
	if (choice?.type === 'none' || (choice?.type === 'tool' && choice.name !== call.tool))
		return false;
	return tools.some(
		(tool) =>
			'input_schema' in tool &&
			tool.name === call.tool &&
			ajv.validate(tool.input_schema, call.input),
	);
}

function passagesOf(part: AnswerPart, body: MessageBody): Passage[] {
	if (typeof part === 'string') return [{ text: part }];
	if (isJson(part)) return [{ text: JSON.stringify(part.json) }];
	return isCitation(part) ? [{ text: part.text, citation: citationOf(part, body) }] : [];
}

/** A page of the first document. */
function citationOf({ cites, page }: CitationPart, { messages }: MessageBody) {
	const document = attachmentsIn(messages).find((one) => one.type === 'document');
	return document?.type === 'document' ? citePage(document, 0, cites, page) : undefined;
}

type CitationPart = Extract<AnswerPart, { cites: string }>;

function isCitation(part: AnswerPart): part is CitationPart {
	return isRecord(part) && 'cites' in part;
}

type CallPart = Extract<AnswerPart, { tool: string }>;

function isCall(part: AnswerPart): part is CallPart {
	return isRecord(part) && 'tool' in part;
}

function isJson(part: AnswerPart): part is Extract<AnswerPart, { json?: unknown }> {
	return isRecord(part) && 'json' in part;
}
