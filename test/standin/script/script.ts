import type Anthropic from '@anthropic-ai/sdk';
import type { Passage } from '../answer/proof';
import { questionTexts } from '../answer/question';
import { pendingCalls, type ServerCall } from '../facts/serverTools';
import { mergeTurns } from '../rules/mergedTurns';
import type { SampleAnswer } from '../samples/samples';
import type { Block } from '../types';
import type { Outcome, Workshop } from './outcome';
import { firstServerCall, serverCalls } from './serverCalls';
import { runServerCall } from './serverRuns';
import { toolCalls } from './toolCalls';

export type Call = Extract<Block, { type: 'mcp_tool_use' | 'server_tool_use' | 'tool_use' }>;

/** What an answer does with the tools of its request. */
export interface Script {
	/** The results of the calls that the turn before left open; they come first. */
	results: Block[];
	/** Tools of the API that run in this answer, each call with its result. */
	runs: Block[];
	/** What is said of all these. */
	said: Passage[];
	/** With what the answer ends when it waits for the client. */
	calls: Call[];
	usage: Anthropic.ServerToolUsage | null;
	usesContainer: boolean;
	/** What is said instead of what arrived. */
	sample?: SampleAnswer;
}

export const NO_SCRIPT: Script = {
	results: [],
	runs: [],
	said: [],
	calls: [],
	usage: null,
	usesContainer: false,
};

/** The question's words decide which tools are used, unless a sample fits; the results of tools end the loop. */
export function scriptFor(workshop: Workshop): Script {
	const { body, samples } = workshop;
	if (body.max_tokens === 0) return NO_SCRIPT;
	const sample = samples.for(body);
	if (sample !== undefined) return { ...NO_SCRIPT, calls: sample.calls, sample };
	const open = openCalls(workshop).flatMap((call) => runServerCall(call, workshop));
	const { server, client } = mayCall(workshop) ? newCalls(workshop) : NOTHING;
	const isWaiting = client.length > 0;
	const ran = isWaiting
		? []
		: server.map((call) => ({ call, outcomes: runServerCall(call, workshop) }));
	const outcomes = [...open, ...ran.flatMap((run) => run.outcomes)];
	return {
		results: open.map(({ block }) => block),
		runs: ran.flatMap((run): Block[] => [run.call, ...run.outcomes.map(({ block }) => block)]),
		said: outcomes.map(({ passage }) => ({ ...passage, text: `${passage.text}\n` })),
		calls: isWaiting ? [...server, ...client] : [],
		usage: usageOf(outcomes),
		usesContainer: outcomes.some((outcome) => outcome.usesContainer),
	};
}

const NOTHING: { server: Array<Call & ServerCall>; client: Call[] } = { server: [], client: [] };

function newCalls({ body }: Workshop): typeof NOTHING {
	const question = questionTexts(body).join('\n');
	const choice = body.tool_choice;
	const server = serverCalls(body, question);
	const mustCall = choice?.type === 'tool' || (choice?.type === 'any' && server.length === 0);
	const client = toolCalls(body, question, mustCall);
	if (choice?.type === 'any' && client.length + server.length === 0) {
		return { client, server: firstServerCall(body, question) };
	}
	const isSingle =
		choice !== undefined &&
		'disable_parallel_tool_use' in choice &&
		choice.disable_parallel_tool_use === true;
	if (!isSingle) return { client, server };
	const isClients = client.length > 0;
	return { client: client.slice(0, 1), server: isClients ? [] : server.slice(0, 1) };
}

/** A turn that goes on, a prefill or a result is answered in words. */
function mayCall({ body }: Workshop): boolean {
	if (!body.tools?.length || body.tool_choice?.type === 'none') return false;
	const last = mergeTurns(body.messages.filter(({ role }) => role !== 'system')).at(-1);
	if (last === undefined || last.role === 'assistant') return false;
	return last.blocks.every(({ type }) => type !== 'tool_result');
}

function openCalls({ body }: Workshop) {
	const said = mergeTurns(body.messages).filter(({ role }) => role === 'assistant');
	return pendingCalls(said.at(-1)?.blocks ?? []);
}

function usageOf(outcomes: Outcome[]): Script['usage'] {
	if (outcomes.every(({ block }) => block.type === 'mcp_tool_result')) return null;
	return {
		web_search_requests: sum(outcomes.map(({ searches = 0 }) => searches)),
		web_fetch_requests: sum(outcomes.map(({ fetches = 0 }) => fetches)),
	};
}

function sum(numbers: number[]): number {
	return numbers.reduce((total, number) => total + number, 0);
}
