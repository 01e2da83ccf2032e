import { invalidInput } from '../../shared/errors/failure';
import { isRecord } from '../../shared/json';
import type { RequestBody } from './body';

const MOST = 4;

/**
 * The API's limits on cache breakpoints, the automatic one included.
 *
 * @throws Failure when there are too many, or the longer-lived ones do not come first
 * @see https://platform.claude.com/docs/en/build-with-claude/prompt-caching
 */
export function checkBreakpoints(body: RequestBody): void {
	const all = lifetimesOf(body);
	if (all.length > MOST) {
		throw invalidInput(
			`The request has ${all.length} cache breakpoints, but the API takes at most ${MOST}`,
			"Switch off 'Cache Up to Here' in some messages; 'Prompt Caching' sets one itself at the end of 'System Prompt', and one at the end of a conversation.",
		);
	}
	const firstShort = all.indexOf('5m');
	if (firstShort !== -1 && all.lastIndexOf('1h') > firstShort) {
		throw invalidInput(
			'A cache breakpoint of one hour comes after one of five minutes, but the API wants the longer ones first',
			"Give all of them the same lifetime: the one in 'Prompt Caching', or 'ttl' where they are written as JSON.",
		);
	}
}

/** Whether a request has any cache breakpoint, and so writes into the prompt cache. */
export function hasBreakpoint(body: RequestBody): boolean {
	return lifetimesOf(body).length > 0;
}

function lifetimesOf({ tools, system, messages, cache_control }: RequestBody): string[] {
	const explicit = [tools, system, messages].flatMap(lifetimesIn);
	return isRecord(cache_control) ? [...explicit, lifetimeOf(cache_control)] : explicit;
}

/** The lifetimes of all breakpoints in a value, in the order in which they are written. */
function lifetimesIn(value: unknown): string[] {
	if (Array.isArray(value)) return value.flatMap(lifetimesIn);
	if (!isRecord(value)) return [];
	const inside = [value.content, value.source].flatMap(lifetimesIn);
	return isRecord(value.cache_control) ? [...inside, lifetimeOf(value.cache_control)] : inside;
}

function lifetimeOf({ ttl }: Record<string, unknown>): string {
	return typeof ttl === 'string' ? ttl : '5m';
}
