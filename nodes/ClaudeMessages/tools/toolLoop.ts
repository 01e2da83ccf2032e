import type {
	ContentBlock,
	ToolResultBlockParam,
	ToolUseBlock,
} from '@anthropic-ai/sdk/resources/messages';
import { append } from '../../shared/append';
import {
	containerIn,
	createWholeMessage,
	joined,
	type WholeAnswer,
} from '../../shared/api/endpoints/continueAnswer';
import type { MessageRequest } from '../../shared/api/endpoints/createMessage';
import { sendableBlocks } from '../../shared/api/endpoints/messageShape';
import type { Run } from '../../shared/api/pacing/startRun';
import type { Connection } from '../../shared/api/transport/connection';
import { canceled } from '../../shared/api/pacing/clock';
import { Failure } from '../../shared/errors/failure';
import { beginning } from '../../shared/errors/sentence';
import { toFailure } from '../../shared/errors/toFailure';
import type { Turn } from '../request/body';
import { continuedRequest, extendedRequest } from '../request/finishRequest';
import type { ToolNames } from '../request/toolNames';
import type { ConnectedTool } from './connectedTool';
import type { ConnectedTools } from './connectedTools';
import type { ToolLimits } from './bounded';
import { failedSteps, runTools, type Step, toolResults } from './runTools';

/** What the loop is run with. */
export interface ToolLoop {
	connection: Connection;
	/** Undefined where no tools are connected. */
	connected: { all: ConnectedTools; tools: readonly ConnectedTool[] } | undefined;
	names: ToolNames;
	itemIndex: number;
	/** How many rounds of calls an answer may take. */
	maxToolTurns: number;
}

/** A turn that called connected tools, and their results. */
export interface Round {
	content: ContentBlock[];
	results: ToolResultBlockParam[];
}

/** An answer for which tools may have been run. */
export interface LoopAnswer extends WholeAnswer {
	/** The turns in which connected tools were called, before the last one. */
	rounds: Round[];
	/** The content of the last turn alone. */
	last: ContentBlock[];
	steps: Step[];
}

/**
 * Asks until Claude calls no connected tool any more. The API's blocks go back unchanged, all calls of a turn
 * run at once, and their results are one turn. A turn that also calls a tool of the workflow ends the loop:
 * all its calls have to be answered together.
 *
 * @throws Failure of a request, on Stop, and when 'Max Tool Turns' is reached
 * @see https://platform.claude.com/docs/en/agents-and-tools/tool-use/implement-tool-use
 */
export async function askWithTools(
	loop: ToolLoop,
	first: MessageRequest,
	run: Run,
): Promise<LoopAnswer> {
	const { connection, connected, names } = loop;
	const rounds: Round[] = [];
	const steps: Step[] = [];
	let request = first;
	let whole: WholeAnswer | undefined;
	for (let turns = 0; ; turns++) {
		const sent = request;
		const answer = await createWholeMessage(
			connection,
			sent,
			(content, container) => continuedRequest(sent, content, container),
			run,
		);
		whole = whole === undefined ? answer : joined(whole, answer);
		const { content } = answer.message;
		const calls = callsIn(answer, names, connected?.tools ?? []);
		if (connected === undefined || calls.length === 0) {
			return { ...whole, rounds, last: content, steps };
		}
		if (turns === loop.maxToolTurns) throw tooManyTurns(whole, loop.maxToolTurns, calls, names);
		const done = await answered(loop, connected, calls, {
			timeout: sent.timeout,
			signal: run.signal,
		});
		append(steps, done);
		const round = { content: sendableBlocks(content), results: toolResults(done) };
		rounds.push(round);
		request = extendedRequest(sent, turnsOf(round), containerIn(answer));
	}
}

/** The results of all calls of a turn. What goes wrong while tools are fetched goes back to Claude too. */
async function answered(
	{ names, itemIndex }: ToolLoop,
	{ all, tools }: NonNullable<ToolLoop['connected']>,
	calls: readonly ToolUseBlock[],
	limits: ToolLimits,
): Promise<Step[]> {
	const own = new Set(calls.map(({ name }) => names.ownName(name)));
	const called = tools.filter(({ name }) => own.has(name));
	try {
		// An object around the promise: what is begun is not waited for.
		const { running } = await all.start(itemIndex, called, limits, (fetched = tools) => ({
			running: runTools(calls, fetched, names, limits),
		}));
		return await running;
	} catch (error) {
		if (limits.signal?.aborted) throw canceled();
		return failedSteps(calls, names, toFailure(error).message);
	}
}

/** The calls that the node can answer; none where the turn is not for it to answer. */
function callsIn(
	{ message }: WholeAnswer,
	names: ToolNames,
	tools: readonly ConnectedTool[],
): ToolUseBlock[] {
	if (message.stop_reason !== 'tool_use') return [];
	const calls = message.content.filter((block) => block.type === 'tool_use');
	const connected = new Set(tools.map(({ name }) => name));
	const isOurs = ({ name }: ToolUseBlock) => connected.has(names.ownName(name)) || !names.has(name);
	return calls.every(isOurs) ? calls : [];
}

function turnsOf({ content, results }: Round): Turn[] {
	return [
		{ role: 'assistant', content: content.map((block) => ({ ...block })) },
		{ role: 'user', content: results.map((block) => ({ ...block })) },
	];
}

/** Characters of a part of the reason. */
const LONGEST_PART = 10_000;

function tooManyTurns(
	{ message, requestId }: WholeAnswer,
	most: number,
	calls: readonly ToolUseBlock[],
	names: ToolNames,
): Failure {
	const text = message.content
		.flatMap((block) => (block.type === 'text' ? [block.text] : []))
		.join('\n\n');
	const called = message.content.flatMap((block) =>
		block.type === 'tool_use' ? [names.ownName(block.name)] : [],
	);
	const next = calls.map(({ name, input }) => `${names.ownName(name)} ${JSON.stringify(input)}`);
	return new Failure({
		message: `Claude still called tools after ${most} turns, which is 'Max Tool Turns'`,
		description: `Raise the option 'Max Tool Turns', or say in 'System Prompt' when to stop. Called so far: ${beginning(called.join(', '), LONGEST_PART)}. It wanted to call ${beginning(next.join(', '), LONGEST_PART)}.${text === '' ? '' : ` It had written: ${beginning(text, LONGEST_PART)}`}`,
		type: 'max_tool_turns',
		status: 200,
		requestId,
	});
}
