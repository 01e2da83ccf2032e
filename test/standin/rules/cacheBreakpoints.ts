import { invalid } from '../apiError';
import type { PromptBody } from './messageRequest';
import { isRecord } from './shape';
import { blocksOf } from './turns';

/** https://platform.claude.com/docs/en/build-with-claude/prompt-caching */
const MAX_BREAKPOINTS = 4;

/** At most four breakpoints, the automatic one included; the longer-lived ones first. */
export function checkCacheBreakpoints(body: PromptBody) {
	const ttls = [body.tools, body.system, body.messages].flatMap((part) => ttlsIn(part));
	if (body.cache_control) {
		const automatic = body.cache_control.ttl ?? '5m';
		if (ttlsIn(lastBlock(body)).some((ttl) => ttl !== automatic)) {
			throw invalid('cache_control', 'the last block has a breakpoint with another ttl');
		}
		ttls.push(automatic);
	}
	if (ttls.length > MAX_BREAKPOINTS) {
		throw invalid(
			'',
			`A maximum of ${MAX_BREAKPOINTS} blocks with cache_control may be provided. Found ${ttls.length}.`,
		);
	}
	const firstShort = ttls.indexOf('5m');
	if (firstShort !== -1 && ttls.lastIndexOf('1h') > firstShort) {
		throw invalid('', 'a cache_control with ttl "1h" must not come after one with ttl "5m"');
	}
}

function lastBlock({ messages }: PromptBody) {
	const last = messages.at(-1);
	return last && blocksOf(last).at(-1);
}

/** The lifetimes of all breakpoints inside, in the order in which they are written. */
function ttlsIn(value: unknown): string[] {
	if (Array.isArray(value)) return value.flatMap((entry) => ttlsIn(entry));
	if (!isRecord(value)) return [];
	const inside = [value.content, value.source].flatMap((child) => ttlsIn(child));
	const own = value.cache_control;
	if (!isRecord(own)) return inside;
	return [...inside, typeof own.ttl === 'string' ? own.ttl : '5m'];
}
