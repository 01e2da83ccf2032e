import { isRecord } from '../rules/shape';

export interface Mention {
	name: string;
	/** The JSON right behind the name, as in `calculator {"input":"2+3"}`. */
	input?: Record<string, unknown>;
}

/**
 * Where a text names one of these, in whole words and either case, in order. What is named again
 * counts only if it has JSON of its own behind it.
 */
export function mentionsIn(text: string, names: string[]): Mention[] {
	if (names.length === 0) return [];
	const found: Mention[] = [];
	const pattern = new RegExp(`(?<![\\w-])(?:${names.join('|')})(?![\\w-])`, 'gi');
	for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
		const [said] = match;
		const json = jsonAt(text, pattern.lastIndex);
		found.push({ name: spelled(said, names), ...(json && { input: json.value }) });
		if (json !== undefined) pattern.lastIndex = json.end;
	}
	return found.filter(({ name, input }, index) => {
		if (input !== undefined) return true;
		const isFirst = found.findIndex((other) => other.name === name) === index;
		return isFirst && !found.some((other) => other.name === name && other.input !== undefined);
	});
}

function spelled(said: string, names: string[]): string {
	const alike = names.filter((name) => name.toLowerCase() === said.toLowerCase());
	return alike.find((name) => name === said) ?? alike[0] ?? said;
}

/** The shortest object that begins here, after spaces. */
function jsonAt(text: string, from: number) {
	const start = from + (/^\s*/.exec(text.slice(from))?.[0].length ?? 0);
	if (text[start] !== '{') return undefined;
	for (let end = text.indexOf('}', start) + 1; end > 0; end = text.indexOf('}', end) + 1) {
		const value = parse(text.slice(start, end));
		if (value !== undefined) return { value, end };
	}
	return undefined;
}

function parse(json: string): Record<string, unknown> | undefined {
	try {
		const value: unknown = JSON.parse(json);
		return isRecord(value) ? value : undefined;
	} catch {
		return undefined;
	}
}
